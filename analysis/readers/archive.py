"""Zip archives: their members are read like files of their own."""

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

from analysis.errors import LimitError, ReadingError
from analysis.limits import Meter
from analysis.readers.base import Document, Fault, Items
from analysis.readers.cleaning import clean_name
from analysis.readers.packed import open_packed, points_outside, read_member, twice

# What macOS and Windows leave in archives unasked.
_CLUTTER = re.compile(
    r"(?:^|/)(?:__MACOSX/|\.DS_Store$|\._|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE
)
_TWICE = (
    "is in its archive more than once, under one name, so that none of them was read. "
    "Unpack it and add the files."
)

# Reads a file: its name, its bytes and how many levels of archives it is inside.
Read = Callable[[str, bytes, int], Items]


def read_archive(data: bytes, meter: Meter, depth: int, read: Read) -> Items:
    """Read the members of a zip archive with `read`, in the archive's order.

    `depth` counts the levels down to this archive, 1 for the outermost. The folder of a member
    is the outlet of an article that names none. Raises `ReadingError` if the archive is
    damaged or empty, `LimitError` if it is too deep or unpacks to too much.
    """
    if depth > meter.limits.depth:
        raise LimitError(
            f"is an archive inside archives, {depth} levels deep. Unpack it and add its files."
        )
    with open_packed(data, meter) as packed:
        members = [info for info in packed.infolist() if not info.filename.endswith("/")]
        wanted = [info for info in members if not _CLUTTER.search(info.filename)]
        if not wanted:
            raise ReadingError("is an archive without files. Add one that holds the articles.")
        doubled = twice(packed)
        for info in wanted:
            if info.filename.replace("\\", "/") not in doubled:
                yield from _member(packed, info, meter, depth, read)
        for name in sorted(doubled & {info.filename.replace("\\", "/") for info in wanted}):
            yield Fault(_TWICE, _place(name))


def _member(
    packed: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter, depth: int, read: Read
) -> Iterator[Document | Fault]:
    name = clean_name(info.filename.replace("\\", "/"))
    place = _place(name)
    try:
        for item in read(name, read_member(packed, info, meter.limits), depth):
            inside = replace(item, place=place + item.place)
            yield _with_outlet(inside, name) if isinstance(inside, Document) else inside
    except ReadingError as error:
        yield Fault(str(error), place, type(error))


def _place(name: str) -> str:
    return f"/{clean_name(name).strip('/')}"


def _with_outlet(document: Document, name: str) -> Document:
    return replace(document, outlet=document.outlet or folder_of(name))


def folder_of(name: str) -> str:
    """Return the folder that a file lies in, by its relative name; empty if it is in none."""
    folder = posixpath.basename(posixpath.dirname(name.replace("\\", "/")))
    return "" if points_outside(name) else folder.strip(" .")
