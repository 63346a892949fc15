"""From the shares of word pieces to the words and phrases that weigh most in a score."""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.scorers.base import Cue
from analysis.scorers.encoding import Span

# A word with what is joined to it: "record-breaking", "don't", "U.S.", "12,000".
_WORD = re.compile(r"\w+(?:[-’'.,&]\w+)*|[^\w\s]+")


def words(sentence: str) -> list[Span]:
    """Return the words and marks of `sentence`, each as (start, end)."""
    return [match.span() for match in _WORD.finditer(sentence)]


def without(sentence: str, spans: Iterable[Span]) -> str:
    """Return `sentence` without what stands at `spans`, blanks joined."""
    parts, at = [], 0
    for start, end in sorted(spans):
        parts.append(sentence[at:start])
        at = max(at, end)
    return " ".join("".join([*parts, sentence[at:]]).split())


def word_shares(
    sentence: str, spans: Sequence[Span], shares: NDArray[np.float64]
) -> list[tuple[Span, float]]:
    """Return each word of `sentence` with the sum of the shares of its pieces.

    `spans` are the pieces' offsets. A piece counts to the word in which it begins.
    """
    found = words(sentence)
    totals = [0.0] * len(found)
    starts = np.array([start for start, _ in found])
    for (start, _), share in zip(spans, shares, strict=True):
        totals[max(0, int(np.searchsorted(starts, start, side="right")) - 1)] += float(share)
    return list(zip(found, totals, strict=True))


def cues(
    measure: str,
    sentence: str,
    weighed: Sequence[tuple[Span, float]],
    least: float,
    *,
    either_way: bool = True,
) -> tuple[Cue, ...]:
    """Return the words whose share is at least `least`, neighbours joined.

    With `either_way`, words that lower the score by as much are cues too.

    `weighed` is what `word_shares` returns. Neighbours of the same sign with nothing but blanks
    between them make one cue, whose share is their sum. Marks alone are no cue.
    """
    chosen = [
        (span, share)
        for span, share in weighed
        if (abs(share) if either_way else share) >= least
        and any(map(str.isalnum, sentence[slice(*span)]))
    ]
    return tuple(
        Cue(measure, start, end, share) for (start, end), share in _joined(chosen, sentence)
    )


def _joined(weighed: Sequence[tuple[Span, float]], sentence: str) -> Iterator[tuple[Span, float]]:
    at: tuple[Span, float] | None = None
    for (start, end), share in weighed:
        if at and at[1] * share > 0 and not sentence[at[0][1] : start].strip():
            at = ((at[0][0], end), at[1] + share)
            continue
        if at:
            yield at
        at = ((start, end), share)
    if at:
        yield at
