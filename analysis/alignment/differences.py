"""Which words only one of several sentences has."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from analysis.voice import VoiceSpan

Span = tuple[int, int]

_WORD = re.compile(r"\w+(?:[.,:'’-]\w+)*")


def words_alone(
    text: str, others: Sequence[str], *, voices: Iterable[VoiceSpan] | None = None
) -> tuple[Span, ...]:
    """Return the stretches of `text` that none of `others` has.

    Words are compared in order (Ratcliff and Obershelp 1988, as in Python's difflib), capitals and
    the form of apostrophes aside; a stretch is of words that follow each other. With the voices of
    the sentence, stretches are cut to what is in the outlet's own voice. Without others nothing
    stands alone.
    """
    if not others:
        return ()
    words = list(_WORD.finditer(text))
    lacking = [_lacking(words, list(_WORD.finditer(other))) for other in others]
    alone = [at for at in range(len(words)) if all(at in each for each in lacking)]
    stretches = [
        _stretch(words, run[0], run[-1] + 1)
        for _, group in groupby(enumerate(alone), key=lambda each: each[1] - each[0])
        for run in [[at for _, at in group]]
    ]
    return _within(stretches, words, voices)


def _lacking(mine: Sequence[re.Match[str]], theirs: Sequence[re.Match[str]]) -> frozenset[int]:
    """Return which of my words, by position, the others' lack."""
    matcher = SequenceMatcher(None, _compared(mine), _compared(theirs), autojunk=False)
    return frozenset(
        at
        for code, start, end, _, _ in matcher.get_opcodes()
        if code != "equal"
        for at in range(start, end)
    )


def _compared(words: Iterable[re.Match[str]]) -> list[str]:
    return [word.group().lower().replace("’", "'") for word in words]


def _stretch(words: Sequence[re.Match[str]], start: int, end: int) -> Span:
    return words[start].start(), words[end - 1].end()


def _within(
    stretches: Sequence[Span],
    words: Sequence[re.Match[str]],
    voices: Iterable[VoiceSpan] | None,
) -> tuple[Span, ...]:
    if voices is None:
        return tuple(stretches)
    own = [(span.start, span.end) for span in voices if span.voice == "outlet"]
    found = []
    for start, end in stretches:
        for low, high in own:
            held = [w for w in words if max(start, low) <= w.start() and w.end() <= min(end, high)]
            if held:
                found.append((held[0].start(), held[-1].end()))
    return tuple(found)
