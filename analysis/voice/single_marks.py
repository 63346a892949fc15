"""Single quotation marks told from apostrophes, and paired.

The same character closes a quotation, stands for a missing letter, makes a possessive and means
feet. So no mark counts alone: an opening one needs a closing one, and a place where an apostrophe
may stand as well (the boys’ club) closes only where no better one does.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from analysis.sentences.paragraphs import Span
from analysis.voice.pairing import Pairs
from analysis.voice.quotation_marks import neighbours
from analysis.voice.saying import ATTRIBUTION

Part = Literal["open", "weak open", "close", "weak close"]
_PARTS: tuple[Part, ...] = get_args(Part)

_SINGLE = re.compile(r"[‘’'`´‚‛]")
_ELIDED = re.compile(
    r"(?:\d0s|em|til|till|tis|twas|twill|cause|cos|coz|bout|n|nuff|neath|fraid|gainst)(?![\w'’])",
    re.IGNORECASE,
)
_AND = re.compile(r"(?<![^\s-])[‘’'`]n[’'´](?![^\s-])", re.IGNORECASE)
_YEAR = re.compile(r"\d\d(?!\d)")
_OPENS_AFTER = frozenset("([{—–-―/")
_CLOSES_BEFORE = frozenset(".,;:!?…)]}—–-―/")
_PUNCTUATION = frozenset(".,!?…")
_DROPPED = re.compile(r"(?:[sS]|in|[oO]|[tT]h|\d)\Z")
_GOES_ON = re.compile(r"\s{1,3}[\w£$]")
_STOP = re.compile(r"[.!?…]\s")
_INTRODUCED = re.compile(r"(?:\A|[,:])\s{0,3}\Z")


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    part: Part
    final: bool
    """Whether it stands right behind a comma or a sentence's last mark."""


def pair_singles(flat: str, taken: list[Span]) -> Pairs:
    """Pair the single marks of a flattened paragraph that do not stand within `taken`."""
    marks = _marks(flat, taken)
    closed: list[Span] = []
    opened: list[int] = []
    strays: list[int] = []
    place = 0
    while place < len(marks):
        first = marks[place]
        end = _closing(flat, _group(marks, place))
        if end is not None:
            closed.append((first.start, end.start + 1))
            place = marks.index(end, place)
        elif first.part == "open" and _introduces(flat, first.start):
            opened.append(first.start)
        elif first.final:
            strays.append(first.start + 1)
        place += 1
    strays = [end for end in strays if ATTRIBUTION.match(flat, end) or end == len(flat)]
    return Pairs(closed, opened, strays, len(flat))


def _group(marks: list[_Mark], place: int) -> list[_Mark]:
    """Return the opening mark at `place` with what may close it, or the mark alone.

    A sure opening mark stops where the next one is; for an unsure one any will do.
    """
    first = marks[place].part
    stops = {"open": {"open"}, "weak open": {"open", "weak open"}}.get(first, set(_PARTS))
    stop = place + 1
    while stop < len(marks) and marks[stop].part not in stops:
        stop += 1
    return marks[place:stop]


def _closing(flat: str, group: list[_Mark]) -> _Mark | None:
    """Return which mark of the group closes its first one, or None."""
    first, *rest = group
    weak = first.part == "weak open"
    year = weak and _YEAR.match(flat, first.start + 1)
    for mark in rest:
        if mark.part == "close" and (mark.final or year or not weak):
            return mark
    possessive = next((mark for mark in rest if mark.part == "weak close"), None)
    # The boys’ club: a possessive is taken for a closing mark within one sentence only.
    if weak or possessive is None or _STOP.search(flat, first.start, possessive.start):
        return None
    return possessive


def _introduces(flat: str, start: int) -> bool:
    """Tell whether speech begins here: after a comma, a colon or nothing, with a capital."""
    return bool(_INTRODUCED.search(flat[max(0, start - 4) : start])) and (
        flat[start + 1 : start + 3].lstrip()[:1].isupper()
    )


def _marks(flat: str, taken: list[Span]) -> list[_Mark]:
    """Return the marks that may be quotation marks in order."""
    elided = {place for found in _AND.finditer(flat) for place in (found.start(), found.end() - 1)}
    spans = iter([*taken, (len(flat), len(flat))])
    start, end = next(spans)
    marks = []
    for found in _SINGLE.finditer(flat):
        place = found.start()
        while place >= end:
            start, end = next(spans)
        if place < start and place not in elided and (part := _part(flat, place)):
            marks.append(_Mark(place, part, flat[place - 1] in _PUNCTUATION and place > 0))
    return marks


def _part(flat: str, place: int) -> Part | None:
    """Return what the mark can be but an apostrophe, or None."""
    before, after = neighbours(flat, place, place + 1)
    if before.isspace() and after.isspace():
        return {"‘": "open", "’": "close"}.get(flat[place])  # type: ignore[return-value]
    if before.isspace() or (before in _OPENS_AFTER and after not in _CLOSES_BEFORE):
        return None if after.isspace() else _opening(flat, place)
    if after.isspace() or after in _CLOSES_BEFORE or _is_mark(flat, place + 1):
        return _closing_part(flat, place)
    return None


def _is_mark(flat: str, place: int) -> bool:
    return flat[place : place + 1] in set('"”»')


def _opening(flat: str, place: int) -> Part | None:
    if _ELIDED.match(flat, place + 1):
        return None
    wrong_way = flat[place] in "’´"
    return "weak open" if wrong_way or _YEAR.match(flat, place + 1) else "open"


def _closing_part(flat: str, place: int) -> Part:
    possessive = _DROPPED.search(flat, max(0, place - 2), place) and _GOES_ON.match(flat, place + 1)
    return "weak close" if possessive else "close"
