"""Which quotation marks of a paragraph belong together, and which are left alone."""

from dataclasses import dataclass

from analysis.sentences.paragraphs import Span
from analysis.voice.quotation_marks import Mark, double_marks


@dataclass(frozen=True, slots=True)
class Pairs:
    """The marks of one kind in a paragraph.

    `closed` are the outermost pairs, marks included; `opened` the starts of opening marks that
    nothing closes; `strays` the ends of closing marks that nothing opens; `length` is the
    paragraph's.
    """

    closed: list[Span]
    opened: list[int]
    strays: list[int]
    length: int

    @property
    def runs_out(self) -> int | None:
        """The opening mark after which no mark stands, or None."""
        last = max([end for _, end in self.closed] + self.strays, default=0)
        return self.opened[-1] if self.opened and self.opened[-1] >= last else None

    @property
    def begins_open(self) -> bool:
        """Whether the paragraph begins with an opening mark."""
        return 0 in self.opened or any(start == 0 for start, _ in self.closed[:1])

    @property
    def begins_inside(self) -> int | None:
        """The end of the first mark, where that closes something, or None."""
        first = min([start for start, _ in self.closed[:1]] + self.opened[:1], default=self.length)
        return self.strays[0] if self.strays and self.strays[0] <= first else None


def pair_doubles(flat: str) -> Pairs:
    """Pair the double marks of a flattened paragraph by what stands around them."""
    marks = double_marks(flat)
    stack: list[Mark] = []
    closed: list[Span] = []
    strays: list[int] = []
    for number, mark in enumerate(marks):
        if _is_inch(mark, marks[number + 1 : number + 2], len(stack)) or (
            not stack and _is_empty(mark)
        ):
            continue
        if mark.opens(len(stack)):
            stack.append(mark)
        elif stack:
            closed.append((stack.pop().start, mark.end))
        else:
            strays.append(mark.end)
    # A guillemet alone is an arrow: « Previous, Read more ».
    opened = [mark.start for mark in stack if flat[mark.start] != "«"]
    strays = [end for end in strays if flat[end - 1] != "»"]
    quoted = [span for span in outermost(closed) if not _is_attribute(flat, span[0])]
    return Pairs(
        quoted, [start for start in opened if not _is_attribute(flat, start)], strays, len(flat)
    )


def _is_empty(mark: Mark) -> bool:
    """Tell whether the mark, with nothing open, is two straight ones around nothing."""
    return mark.drawn is None and mark.placed is None and mark.end - mark.start == 2


def _is_attribute(flat: str, start: int) -> bool:
    """Tell whether the mark belongs to markup that a reader left: id="678"."""
    return flat[max(0, start - 1) : start] == "="


def outermost(spans: list[Span]) -> list[Span]:
    """Return in order the spans that do not begin inside an earlier one."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _is_inch(mark: Mark, following: list[Mark], depth: int) -> bool:
    """Tell whether the mark means inches: 6' 2", 12" records."""
    if not mark.figure or mark.feet:
        return mark.feet
    if depth == 0:
        return True
    # Inside a quotation the one mark is needed to close it, unless the next one does.
    return bool(following) and not following[0].opens(depth)
