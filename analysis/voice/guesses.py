"""Where a quotation most likely ends, or began, when one of its marks is missing."""

import re
from itertools import pairwise

from analysis.sentences.paragraphs import Span
from analysis.voice.pairing import Pairs
from analysis.voice.saying import ATTRIBUTION, ends_saying
from analysis.voice.sentence_ends import last_sentence_start, sentence_end

# Bounds the work for each mark, and how much of a long paragraph one mark can claim.
_REACH = 600
# A typed paragraph of speech is rarely longer; beyond it only the sentence is claimed.
_SHORT = 400

_BREAK = re.compile(r"[,.?!…—–]\s")
_INTRODUCED = re.compile(r"(?:\A|[,:])\s{0,3}\Z")


def guessed_spans(flat: str, pairs: Pairs) -> list[Span]:
    """Return a span for each mark left alone that reads as one end of a quotation.

    They may swallow a closed pair, never overlap one in part.
    """
    if not pairs.opened and not pairs.strays:
        return []
    spans = _from_openings(flat, pairs)
    taken = sorted([*pairs.closed, *spans])
    return spans + [
        (begin, end)
        for before, end in _gaps(taken, pairs.strays)
        if (begin := _beginning(flat, before, end)) is not None
    ]


def ends_attributed(flat: str, start: int) -> bool:
    """Tell whether the rest of the paragraph ends with an attribution, as after a closed mark."""
    last = last_sentence_start(flat, max(start, len(flat) - _REACH), len(flat))
    return _attributed(flat, last, len(flat)) is not None


def _from_openings(flat: str, pairs: Pairs) -> list[Span]:
    later = dict(pairs.closed)
    stops = sorted({*pairs.opened, *later, len(flat)})
    following = dict(pairwise(stops))
    spans: list[Span] = []
    for start in pairs.opened:
        if not spans or start >= spans[-1][1]:
            spans += _from_opening(flat, start, following, later)
    return spans


def _from_opening(
    flat: str, start: int, following: dict[int, int], later: dict[int, int]
) -> list[Span]:
    """Return the span that the mark opens, or nothing where it is but an apostrophe."""
    stop = following[start]
    cut = _attributed(flat, start, stop)
    if cut is None and flat[start] == "'":
        return []
    if cut is None:
        cut = _sentence_cut(flat, start, stop)
    if cut is None:
        # Nothing ends before the next mark: the paragraph was joined from two of one speech, or
        # the mark was doubled by mistake. Either way the next pair closes this one too.
        cut = later.get(stop, stop)
    end = len(flat[:cut].rstrip())
    return [(start, end)] if any(map(str.isalnum, flat[start:end])) else []


def _attributed(flat: str, start: int, stop: int) -> int | None:
    """Return where an attribution follows: the closing mark was forgotten right before it."""
    for found in _BREAK.finditer(flat, start, min(stop, start + _REACH)):
        if ATTRIBUTION.match(flat, found.start() + 1):
            return found.start() + 1
    return None


def _sentence_cut(flat: str, start: int, stop: int) -> int | None:
    """Return the end of the sentence, or None where the quotation goes on to `stop`."""
    introduced = _INTRODUCED.search(flat[max(0, start - 4) : start])
    at_the_end = stop == len(flat)
    if at_the_end and introduced and stop - start <= _SHORT:
        # Introduced speech and no sign of the outlet after it: the mark fell off at the end.
        return stop
    return sentence_end(flat, start, min(stop, start + _REACH)) or _too_far(start, stop)


def _too_far(start: int, stop: int) -> int | None:
    return start + _REACH if stop - start > _REACH else None


def _gaps(taken: list[Span], strays: list[int]) -> list[Span]:
    """Return for each stray mark outside the taken spans what it can close, mark included."""
    ends = sorted([*((start, end) for start, end in taken), *((end, end) for end in strays)])
    gaps: list[Span] = []
    free = 0
    for start, end in ends:
        if start == end and end > free:
            gaps.append((free, end))
        free = max(free, end)
    return gaps


def _beginning(flat: str, free: int, end: int) -> int | None:
    """Return where the words began that a closing mark ends, or None where none is plausible.

    Marks get lost where a paragraph begins (a drop capital, a cut), so its start is the first
    choice; after another quotation it is the start of the sentence.
    """
    mark = end - 1 - (flat[end - 2 : end - 1] == flat[end - 1])
    if mark < 1 or flat[mark - 1] not in ",.?!…" or ends_saying(flat[max(0, mark - 25) : mark - 1]):
        return None
    whole = free == 0 and end <= _SHORT
    begin = 0 if whole else last_sentence_start(flat, max(free, mark - _REACH), mark)
    if not whole and begin == max(free, mark - _REACH):
        return None
    return begin if flat[begin : begin + 1].isupper() else None
