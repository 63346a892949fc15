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
from analysis.readers.parsers import Parse, read_here
from analysis.readers.plain import read_text
from analysis.readers.sandbox import Sandbox

__all__ = ["Document", "Fault", "Parse", "Sandbox", "read_documents", "read_here"]

_OF_TEXT: dict[str, Callable[[str, Limits], Items]] = {
    formats.JSON: read_json,
    formats.TABLE: read_delimited,
    formats.MARKDOWN: read_markdown,
    formats.TEXT: read_text,
}


def read_documents(
    name: str, data: bytes, limits: Limits = DEFAULT_LIMITS, parse: Parse | None = None
) -> list[Document | Fault]:
    """Read every article in a file; what could not be read is a `Fault` in its place.

    `parse` reads the formats that have a parser of their own: `Sandbox.read` in processes with
    limits, one of which is made for this file where none is given, `read_here` in this process.
    Never raises for anything that `data` holds.
    """
    if parse is None:
        with Sandbox() as sandbox:
            return read_documents(name, data, limits, sandbox.read)
    meter = Meter(limits)
    found: list[Document | Fault] = []
    try:
        for item in _read(name, data, parse, meter, 0):
            found.append(item)  # what came before an error is kept
    except ReadingError as error:
        found.append(Fault(str(error), kind=type(error)))
    return found


def _read(
    name: str, data: bytes, parse: Parse, meter: Meter, depth: int
) -> Iterator[Document | Fault]:
    """Yield what is in a file inside `depth` levels of archives."""
    if not data or data.isspace():
        raise ReadingError("is empty. Check that it is the right file.")
    limits = meter.limits
    packed = data.startswith(b"PK")
    check_size(len(data), limits.unpacked_bytes if packed and not depth else limits.file_bytes)
    found = formats.binary_format(name, data, limits)
    formats.check_extension(name)
    note = ""
    if found == formats.ARCHIVE:

        def read(member: str, content: bytes, level: int) -> Items:
            return _read(member, content, parse, meter, level)

        items = read_archive(data, meter, depth + 1, read)
    elif found:
        check_size(len(data), limits.file_bytes)
        items = parse(found, data, limits)
    else:
        text, note = decode(data)
        found = formats.text_format(name, text)
        if found == formats.WEB_PAGE:
            items = parse(found, text.encode("utf-8", "replace"), limits)
        else:
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
