"""Readers: the bytes of a file to the documents in it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from analysis.errors import ReadingError
from analysis.limits import DEFAULT_LIMITS, Limits, Meter, check_size
from analysis.readers import formats
from analysis.readers.archive import read_archive
from analysis.readers.base import Document, Fault, Items
from analysis.readers.delimited import read_delimited
from analysis.readers.encoding import decode
from analysis.readers.json_records import read_json
from analysis.readers.markdown import read_markdown
from analysis.readers.pdf import read_pdf
from analysis.readers.plain import read_text
from analysis.readers.rich_text import read_rich_text
from analysis.readers.saved_page import read_saved_page
from analysis.readers.spreadsheet import read_workbook
from analysis.readers.web_page import read_web_page
from analysis.readers.word import read_word

__all__ = ["Document", "Fault", "read_documents"]

_OF_BYTES: dict[str, Callable[[bytes, Limits], Items]] = {
    formats.PDF: read_pdf,
    formats.WORD: read_word,
    formats.RICH_TEXT: read_rich_text,
    formats.EXCEL: read_workbook,
    formats.SAVED_PAGE: read_saved_page,
}
_OF_TEXT: dict[str, Callable[[str, Limits], Items]] = {
    formats.WEB_PAGE: read_web_page,
    formats.JSON: read_json,
    formats.TABLE: read_delimited,
    formats.MARKDOWN: read_markdown,
    formats.TEXT: read_text,
}


def read_documents(
    name: str, data: bytes, limits: Limits = DEFAULT_LIMITS
) -> list[Document | Fault]:
    """Read every article in a file; what could not be read is a `Fault` in its place.

    Never raises for anything that `data` holds.
    """
    meter = Meter(limits)
    found: list[Document | Fault] = []
    try:
        for item in _read(name, data, meter, 0):
            found.append(item)  # what came before an error is kept
    except ReadingError as error:
        found.append(Fault(str(error), kind=type(error)))
    return found


def _read(name: str, data: bytes, meter: Meter, depth: int) -> Iterator[Document | Fault]:
    """Yield what is in a file inside `depth` levels of archives."""
    if not data or data.isspace():
        raise ReadingError("is empty. Check that it is the right file.")
    limits = meter.limits
    packed = data.startswith(b"PK")
    check_size(len(data), limits.unpacked_bytes if packed and not depth else limits.file_bytes)
    found = formats.binary_format(name, data, limits)
    if found == formats.ARCHIVE:

        def read(member: str, content: bytes, level: int) -> Items:
            return _read(member, content, meter, level)

        items, note = read_archive(data, meter, depth + 1, read), ""
    elif found:
        check_size(len(data), limits.file_bytes)
        items, note = _OF_BYTES[found](data, limits), ""
    else:
        text, note = decode(data)
        found = formats.text_format(name, text)
        items = _OF_TEXT[found](text, limits)
    warnings = tuple(filter(None, (formats.contradiction(name, found), note)))
    empty = True
    for item in items:
        empty = False
        if isinstance(item, Document):
            yield replace(item, warnings=warnings + item.warnings)
        else:
            yield item
    if empty:
        raise ReadingError("holds no article: it has a header, but no rows. Check the export.")
