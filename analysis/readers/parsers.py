"""Readers of formats that have a parser of their own, by format."""

from collections.abc import Callable

from analysis.limits import Limits
from analysis.readers import formats
from analysis.readers.base import Items
from analysis.readers.pdf import read_pdf
from analysis.readers.rich_text import read_rich_text
from analysis.readers.saved_page import read_saved_page
from analysis.readers.spreadsheet import read_workbook
from analysis.readers.web_page import read_web_page
from analysis.readers.word import read_word

# Reads a file: its format, its bytes (of a web page in UTF-8), the limits.
Parse = Callable[[str, bytes, Limits], Items]

_READERS: dict[str, Callable[[bytes, Limits], Items]] = {
    formats.PDF: read_pdf,
    formats.WORD: read_word,
    formats.RICH_TEXT: read_rich_text,
    formats.EXCEL: read_workbook,
    formats.SAVED_PAGE: read_saved_page,
    formats.WEB_PAGE: lambda data, limits: read_web_page(data.decode(), limits),
}


def read_here(form: str, data: bytes, limits: Limits) -> Items:
    """Read a file of this format in the process that asks.

    Raises `ReadingError` as the reader of the format does.
    """
    return _READERS[form](data, limits)
