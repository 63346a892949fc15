"""The lines on the pages of a PDF, by PDFium.

PDFium is not made for threads: what calls this runs in a process of its own (`sandbox`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from analysis.errors import LimitError, ReadingError
from analysis.limits import Limits
from analysis.readers.layout import Line

_PASSWORD_NEEDED = 4  # FPDF_ERR_PASSWORD
_PROTECTED = "is protected by a password. Save a copy without the password and add that."
_DAMAGED = "is damaged or incomplete and cannot be read. Save or download it again."
# A gap this wide, in heights of a letter, is one between columns and not between words.
_COLUMN_GAP = 1.5
_MOST_CHARACTERS = 20_000_000
_LINE_ENDS = (10, 13)
_HYPHENS = (0x2, 0xFFFE)  # what PDFium makes of a hyphen and the line end after it

Drawn = tuple[str, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """The height of a page in points and its lines as they are drawn, the origin bottom left."""

    height: float
    lines: list[Line]


def pages_of(data: bytes, limits: Limits) -> tuple[str, list[Page]]:
    """Return the title among the properties of a PDF, and its pages.

    Raises `ReadingError` if it is damaged or protected, `LimitError` for too many pages.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        known = error.err_code == _PASSWORD_NEEDED
        raise ReadingError(_PROTECTED if known else _DAMAGED) from error
    try:
        if len(document) > limits.pages:
            raise LimitError(f"has more than {limits.pages:,} pages. Split it.")
        return str(document.get_metadata_value("Title")), list(_pages(document))
    finally:
        document.close()


def _pages(document: Any) -> Iterator[Page]:  # noqa: ANN401  # PDFium has no types
    characters = 0
    for number in range(len(document)):
        page = _page(document, number)
        yield page
        characters += sum(len(line.text) for line in page.lines)
        if characters > _MOST_CHARACTERS:
            return


def _page(document: Any, number: int) -> Page:  # noqa: ANN401
    try:
        page = document[number]
        text = page.get_textpage()
        try:
            return Page(page.get_height(), [Line(*drawn, number) for drawn in _lines(text)])
        finally:
            text.close()
            page.close()
    except pypdfium2.PdfiumError:  # a damaged page among others
        return Page(0, [])


def _lines(text: Any) -> Iterator[Drawn]:  # noqa: ANN401
    """Yield the lines of a page as they are drawn; one that runs over two columns as two."""
    box = pdfium.FS_RECTF()
    letters: list[str] = []
    left = right = bottom = top = 0.0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        blank = code in (32, 160) or code in _LINE_ENDS
        if not blank:
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
        apart = not blank and letters and box.left - right > _COLUMN_GAP * (top - bottom)
        if letters and (code in _LINE_ENDS or apart):
            yield "".join(letters), left, right, bottom, top
            letters = []
        if blank:
            letters += [" "] if letters else []
            continue
        if not letters:
            left, bottom, top = box.left, box.bottom, box.top
        right = box.right
        letters.append("-" if code in _HYPHENS else chr(code))
        if code in _HYPHENS:
            yield "".join(letters), left, right, bottom, top
            letters = []
    if letters:
        yield "".join(letters), left, right, bottom, top
