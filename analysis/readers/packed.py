"""Zip files and what is built on them: checked from their list of contents, read within it."""

import io
import stat
import zipfile
import zlib

from analysis.errors import LimitError, ReadingError
from analysis.limits import Limits, Meter, check_size, megabytes

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_ENTRY = b"PK\x01\x02"
# All three are what zipfile documents or raises on hostile headers: a bad structure, a version
# or method it does not know, and fields that lead it outside the file.
_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, IndexError, KeyError,
)  # fmt: skip


def open_packed(data: bytes, meter: Meter) -> zipfile.ZipFile:
    """Open a zip file after its list of contents passed the limits.

    Raises `ReadingError` for a damaged file, `LimitError` for one that unpacks to too much.
    """
    # Parsing a list of millions would itself take gigabytes. Archives stored inside this one
    # count along, which the margin allows for.
    if data.count(_ENTRY) > 50 * meter.limits.members:
        meter.add(data.count(_ENTRY), 0)
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise ReadingError(
            "is damaged or incomplete: its list of contents cannot be read. "
            "Save or download it again."
        ) from error
    members = [info for info in packed.infolist() if not info.is_dir()]
    meter.add(len(members), sum(info.file_size for info in members))
    return packed


def check_ratio(packed_size: int, size: int, limits: Limits) -> None:
    """Raise `LimitError` if something unpacks to far more than its own size."""
    if size > limits.ratio_from_bytes and size > limits.ratio * max(1, packed_size):
        raise LimitError(
            f"unpacks to {megabytes(size)}, more than {limits.ratio} times its size, as no "
            "article does. Unpack it yourself and add the texts if you trust it."
        )


def read_member(packed: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    """Return the bytes of a member, at most those that the list of contents states.

    Raises `ReadingError` if it is a link, encrypted, damaged or packed in an unusual way, and
    `LimitError` if it is too large.
    """
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ReadingError("is a link to another file. Add that file itself.")
    if info.flag_bits & _ENCRYPTED:
        raise ReadingError("is protected by a password. Unpack it and add it without.")
    if info.compress_type not in _METHODS:
        raise ReadingError("is packed in an unusual way. Make an ordinary zip file (deflate).")
    check_size(info.file_size, limits.file_bytes)
    check_ratio(info.compress_size, info.file_size, limits)
    try:
        # zipfile stops at the stated size, whatever the packed data would go on to give.
        with packed.open(info) as member:
            return member.read(info.file_size)
    except (*_BROKEN, zlib.error, RuntimeError) as error:
        raise ReadingError("is damaged inside its archive. Make the archive again.") from error


def check_office(data: bytes, limits: Limits, most_xml: int | None = None) -> None:
    """Check a Word document or Excel workbook, which is a zip file of XML parts.

    `most_xml` limits the bytes that its XML parts unpack to. Raises `ReadingError` or
    `LimitError`; no part may declare a document type, since neither
    format uses one and entities are the way to make XML explode.
    """
    packed = open_packed(data, Meter(limits))
    check_ratio(len(data), sum(info.file_size for info in packed.infolist()), limits)
    parts = [info for info in packed.infolist() if info.filename.endswith((".xml", ".rels"))]
    if most_xml is not None:
        check_size(sum(info.file_size for info in parts), most_xml)
    for info in parts:
        check_ratio(info.compress_size, info.file_size, limits)
        _check_xml(packed, info)


def _check_xml(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    try:
        # A document type can only stand before the root element.
        with packed.open(info) as part:
            head = part.read(100_000)
    except (*_BROKEN, zlib.error, RuntimeError) as error:
        raise ReadingError(
            "is damaged, or protected by a password. Open it in its program and save it again."
        ) from error
    if b"<!DOCTYPE" in head.replace(b"\0", b""):
        raise ReadingError(
            "holds XML with a document type, as no program writes it. "
            "Open it in its program and save it again, or save it as .txt."
        )
