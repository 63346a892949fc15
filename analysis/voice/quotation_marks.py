"""The double quotation marks of a paragraph, and whether each opens or closes.

What a mark is drawn like and what stands around it mostly agree. Where they do not (a closing
mark typed for an opening one, straight marks, blanks inside), the pairing decides by what is
open already.
"""

import re
from dataclasses import dataclass
from typing import Literal

from analysis.voice.saying import ATTRIBUTION

Side = Literal["open", "close"]

_RUN = re.compile(r"\"{1,3}|“{1,2}|”{1,2}|„{1,2}|‟{1,2}|[«»]")
_LOW_COMMAS = re.compile(r"(?<![^\s(\[]),,(?=\w)")
_DRAWN: dict[str, Side] = {
    **dict.fromkeys("“„‟«", "open"),
    **dict.fromkeys("”»", "close"),
}
_MARKS = frozenset("\"“”„‟«»‘’'`´‚‛")
_OPENS_BEFORE = frozenset("([{")
_CLOSES_AFTER = frozenset(".,;:!?…)]}")
_JOINERS = frozenset("—–-―/")
_TYPED_APART = re.compile(r"[,.!?]\s\Z")
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}(?:½|\.\d)?\Z")


@dataclass(frozen=True, slots=True)
class Mark:
    """A double quotation mark: where it stands, how it is drawn, what its surroundings say.

    `drawn` is None for straight marks and `placed` where the surroundings do not tell. `figure`
    tells that it stands right behind a figure, as inches do, `feet` that feet stand before those.
    """

    start: int
    end: int
    drawn: Side | None
    placed: Side | None
    figure: bool
    feet: bool

    def opens(self, depth: int) -> bool:
        """Tell whether the mark opens, given how many marks are open."""
        if depth == 0 and self.placed != self.drawn and self.placed is not None:
            return self.placed == "open"
        if depth and (self.drawn == "close" or self.placed == "close"):
            return False
        return (self.drawn or self.placed or ("close" if depth else "open")) == "open"


def flattened(paragraph: str) -> str:
    """Return the paragraph, as long as before, with doubled marks made double marks."""
    flat = paragraph.replace("``", "““").replace("''", '""')
    if "‘‘" in flat or flat.count("“") > flat.count("”"):
        # Elsewhere ’’ ends a quotation and one nested in it.
        flat = flat.replace("‘‘", "““").replace("’’", "””")
    return _LOW_COMMAS.sub("„„", flat)


def double_marks(flat: str) -> list[Mark]:
    """Return the double quotation marks and guillemets of a flattened paragraph in order."""
    return [_mark(flat, *found.span()) for found in _RUN.finditer(flat)]


def neighbours(flat: str, start: int, end: int) -> tuple[str, str]:
    """Return the characters before and after a mark, other marks next to it left out.

    A blank stands for the ends of the paragraph. Looks past four marks at most on each side.
    """
    first = next((i for i in range(start - 1, max(-1, start - 5), -1) if flat[i] not in _MARKS), -1)
    stop = min(len(flat), end + 4)
    last = next((i for i in range(end, stop) if flat[i] not in _MARKS), len(flat))
    return flat[first] if first >= 0 else " ", flat[last] if last < len(flat) else " "


def _mark(flat: str, start: int, end: int) -> Mark:
    before = flat[max(0, start - 8) : start]
    return Mark(
        start=start,
        end=end,
        drawn=_DRAWN.get(flat[start]),
        placed=_placed(flat, start, end),
        figure=before[-1:].isdigit() and flat[start] in '"”',
        feet=_FEET.search(before) is not None,
    )


def _placed(flat: str, start: int, end: int) -> Side | None:
    before, after = neighbours(flat, start, end)
    if before.isspace() or before in _OPENS_BEFORE:
        if after.isspace() or _is_apart(flat, start, end, after):
            return None
        return "open"
    if after.isspace() or after in _CLOSES_AFTER or after in _JOINERS:
        return "close"
    return "open" if before in _JOINERS else None


def _is_apart(flat: str, start: int, end: int, after: str) -> bool:
    """Tell whether a mark with a blank before it may yet close: "Yes ", and "Yes, "he said."""
    if after in _CLOSES_AFTER:
        return after != "…" and not flat.startswith("..", end)
    typed_apart = _TYPED_APART.search(flat, max(0, start - 2), start)
    return typed_apart is not None and ATTRIBUTION.match(flat, end) is not None
