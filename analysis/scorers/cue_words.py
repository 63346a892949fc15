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
    """Return the words whose share is at least `least`, joined to phrases.

    With `either_way`, words that lower the score by as much are cues too.

    `weighed` is what `word_shares` returns. Words of the same sign with nothing between them make
    one cue, and without `either_way` so do words with one other word between them ("unlike any
    other"); its share is the sum of all its words. Marks alone are no cue, and end one.
    """
    chosen = [
        word
        for word, (span, share) in enumerate(weighed)
        if (abs(share) if either_way else share) >= least and _is_word(sentence, span)
    ]
    return tuple(
        _cue(measure, weighed[first:end])
        for first, end in _runs(chosen, sentence, weighed, bridged=0 if either_way else 1)
    )


def _runs(
    chosen: Sequence[int], sentence: str, weighed: Sequence[tuple[Span, float]], *, bridged: int
) -> Iterator[tuple[int, int]]:
    """Yield the (first, end) of each run of words that make one cue, over `bridged` others."""
    first = last = -1
    for word in chosen:
        between = [_is_word(sentence, span) for span, _ in weighed[last + 1 : word]]
        alike = weighed[last][1] * weighed[word][1] > 0
        if first < 0 or not (alike and all(between) and len(between) <= bridged):
            if first >= 0:
                yield first, last + 1
            first = word
        last = word
    if first >= 0:
        yield first, last + 1


def _is_word(sentence: str, span: Span) -> bool:
    return any(map(str.isalnum, sentence[slice(*span)]))


def _cue(measure: str, words: Sequence[tuple[Span, float]]) -> Cue:
    return Cue(measure, words[0][0][0], words[-1][0][1], sum(share for _, share in words))
