"""Lines on pages to paragraphs: what a PDF leaves out is told from where its lines stand."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column: where it stands on page number `page`, in points from its bottom."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int = 0

    @property
    def size(self) -> float:
        """The height of its letters, in points."""
        return max(self.top - self.bottom, 0.1)

    def beside(self, other: "Line") -> bool:
        """Whether both stand in one row without overlapping."""
        middle = (self.bottom + self.top) / 2
        apart = self.left >= other.right or other.left >= self.right
        return apart and other.bottom < middle < other.top


_EDGE = 0.12  # headers and footers stand within this share of the page's height
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
# What browsers print above and below a page: date and title, address and number.
_PRINTED = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d\d.*|(?:https?|file)://\S+(?: \d+/\d+)?"
)


def without_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> list[list[Line]]:
    """Return the pages without headers, footers and page numbers.

    Those are what a browser prints, lone numbers at an edge, and lines at an edge that come
    back, but for their digits, on at least half of the pages and twice.
    """
    edges = [
        [line for line in lines if _at_edge(line, height)]
        for lines, height in zip(pages, heights, strict=True)
    ]
    counts = Counter(key for lines in edges for key in {_key(line) for line in lines})
    often = {key for key, count in counts.items() if count >= max(2, len(pages) / 2)}
    furniture = {line for lines in edges for line in _furniture(lines, often)}
    return [[line for line in lines if line not in furniture] for lines in pages]


def _furniture(edge: Sequence[Line], often: set[tuple[str, int]]) -> list[Line]:
    rows = {round(line.bottom) for line in edge if _PRINTED.fullmatch(line.text.strip())}
    return [
        line
        for line in edge
        if round(line.bottom) in rows
        or _key(line) in often
        or _PAGE_NUMBER.fullmatch(line.text.strip())
    ]


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom > height * (1 - _EDGE) or line.top < height * _EDGE


def _key(line: Line) -> tuple[str, int]:
    # The headline at the top of the first page is larger than where it comes back.
    return re.sub(r"\d+", "#", line.text.strip().casefold()), round(line.size)


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of a page column by column.

    They mostly are in that order. Only where they were drawn row by row across columns they are
    sorted: lines over most of the width divide the page, columns between them go left to right.
    """
    if sum(second.beside(first) for first, second in pairwise(lines)) < 3:
        return list(lines)
    width = max(line.right for line in lines) - min(line.left for line in lines)
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.top):
        if line.right - line.left > 0.6 * width:
            ordered += [*_by_column(band), line]
            band = []
        else:
            band.append(line)
    return ordered + _by_column(band)


def _by_column(lines: Sequence[Line]) -> list[Line]:
    columns: list[list[Line]] = []
    edge = float("-inf")
    for line in sorted(lines, key=lambda line: line.left):
        if line.left >= edge:
            columns.append([])
        columns[-1].append(line)
        edge = max(edge, line.right)
    return [line for column in columns for line in sorted(column, key=lambda line: -line.top)]


def split_title(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """Return the headline and the other lines: the first largest letters on the first page.

    They must be clearly larger than the text, and no more than a headline is long.
    """
    first = [line for line in lines if line.page == lines[0].page and len(line.text.split()) > 1]
    if not first:
        return "", list(lines)
    largest = max(line.size for line in first)
    if largest < 1.2 * median(line.size for line in lines):
        return "", list(lines)
    start = next(n for n, line in enumerate(lines) if line in first and line.size == largest)
    end = start
    while (
        end < len(lines) and lines[end].size > 0.95 * largest and lines[end].page == lines[0].page
    ):
        end += 1
    title = " ".join(line.text.strip() for line in lines[start:end])
    if len(title.split()) > 40:
        return "", list(lines)
    return title, [*lines[:start], *lines[end:]]


_SENTENCE_END = re.compile(r"[.!?…:][\"'’”»)\]]*$")


def paragraphs(lines: Sequence[Line]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph."""
    pitches = [
        (before.top - line.top) / before.size
        for before, line in pairwise(lines)
        if line.page == before.page and 0.5 < (before.top - line.top) / before.size < 2.5
    ]
    pitch = median(pitches) if pitches else 1.2
    current: list[str] = []
    for number, line in enumerate(lines):
        if number and _begins(lines, number, pitch):
            yield current
            current = []
        current.append(line.text.strip())
    if current:
        yield current


def _begins(lines: Sequence[Line], number: int, pitch: float) -> bool:
    """Return whether a line begins a paragraph; `pitch` is the usual one, in heights of letters."""
    before, line = lines[number - 1], lines[number]
    if line.beside(before):
        return False
    if abs(line.size / before.size - 1) > 0.15:
        return True
    ended = bool(_SENTENCE_END.search(before.text.strip()))
    if line.page != before.page or line.top > before.top:  # the next column or page
        return ended
    if (before.top - line.top) / before.size > 1.3 * pitch:
        return True
    indented = 0.7 * line.size < line.left - before.left < 5 * line.size
    near = lines[max(0, number - 5) : number + 5]
    full = max(other.right for other in near if other.page == line.page)
    short = before.right < full - 0.15 * (full - before.left)
    return indented or (ended and short)
