"""PDF files: from lines on pages to an article."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.errors import ReadingError
from analysis.limits import Limits
from analysis.readers.base import Document, Fields
from analysis.readers.exports import split_export
from analysis.readers.headline import stated_title, with_headline
from analysis.readers.layout import (
    Line,
    in_reading_order,
    paragraphs,
    split_title,
    without_furniture,
)

if TYPE_CHECKING:
    from analysis.readers.pdf_pages import Page

_LEAST_WORDS = 5
_SCAN = "holds no text (a scan?). Run text recognition (OCR) on it first, then add it again."
_SEVERAL = (
    "is an export of several documents as PDF, which does not keep them apart. "
    "Export them from the database as .docx or .rtf instead."
)
# Compounds whose hyphen stays where a line ends in it, unless the text writes them otherwise.
_COMPOUNDING = re.compile(
    r"(?:all|anti|best|cross|ex|far|first|full|half|hard|high|ill|large|left|long|low|mid|much|"
    r"near|new|non|off|old|one|part|post|pre|pro|right|second|self|short|single|small|so|"
    r"south|north|east|west|then|third|three|top|twenty|thirty|forty|fifty|two|well|wide|year)",
    re.IGNORECASE,
)
_HYPHENS = "-\u2010\u00ad"


def read_pdf(data: bytes, limits: Limits) -> list[Document]:
    """Read a PDF: headers, footers and page numbers left out, lines joined to paragraphs.

    The title is what stands in clearly larger letters on the first page, else the title among
    the document's properties if it stands near the top, else decided as in plain text. Raises
    `ReadingError` if it is damaged, protected, a scan or an export of several documents,
    `LimitError` if it asks for too much.
    """
    from analysis.readers.pdf_pages import pages_of

    stated, pages = pages_of(data, limits)
    lines = _lines(pages)
    if sum(len(line.text.split()) for line in lines) < _LEAST_WORDS:
        raise ReadingError(_SCAN)
    export = split_export([line.text for line in lines], limits)
    if sum(isinstance(item, Document) for item in export or ()) > 1:
        raise ReadingError(_SEVERAL)
    title, rest = split_title(lines)
    parts = list(_joined(list(paragraphs(rest)), " ".join(line.text for line in lines)))
    if not title and (title := stated_title(stated, parts)):
        parts.remove(title)
    return [with_headline(Fields(title=title), "\n\n".join(parts))]


def _lines(pages: "Sequence[Page]") -> list[Line]:
    kept = without_furniture([page.lines for page in pages], [page.height for page in pages])
    return [line for lines in kept for line in in_reading_order(lines)]


def _joined(groups: Sequence[Sequence[str]], text: str) -> Iterator[str]:
    """Yield the words of each paragraph in one line; `text` shows how its words are written."""
    words = set(re.findall(r"\w[\w-]*", text.casefold()))
    for lines in groups:
        parts: list[str] = [lines[0]]
        for line in lines[1:]:
            parts[-1], glue = _end(parts[-1], line, words)
            parts += [glue, line]
        yield "".join(parts)


def _end(before: str, line: str, words: set[str]) -> tuple[str, str]:
    """Return a line as it reads when joined to the next one, and what goes between them."""
    if before.endswith("—"):
        return before, ""
    if len(before) < 2 or before[-1] not in _HYPHENS or not before[-2].isalpha():
        return before, " "
    first = re.split(r"[^\w-]", before[:-1])[-1]
    second = re.split(r"[^\w-]", line, maxsplit=1)[0]
    compound = f"{first}-{second}".casefold() in words or not line[:1].islower()
    closed = f"{first}{second}".casefold() in words
    stays = compound or (not closed and before[-1] == "-" and _COMPOUNDING.fullmatch(first))
    return before[:-1], "-" if stays else ""
