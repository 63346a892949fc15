"""Zip files and what is built on them: checked from their list of contents, read within it."""

import io
import re
import stat
import zipfile
import zlib
from collections import Counter

from analysis.errors import LimitError, ReadingError
from analysis.limits import Limits, Meter, check_size, megabytes

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_ENTRY = b"PK\x01\x02"
_OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
# All three are what zipfile documents or raises on hostile headers: a bad structure, a version
# or method it does not know, and fields that lead it outside the file.
BROKEN = (
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
    except BROKEN as error:
        raise ReadingError(
            "is damaged or incomplete: its list of contents cannot be read. "
            "Save or download it again."
        ) from error
    members = [info for info in packed.infolist() if not info.filename.endswith("/")]
    meter.add(len(members), sum(info.file_size for info in members))
    return packed


def check_ratio(packed_size: int, size: int, limits: Limits) -> None:
    """Raise `LimitError` if something unpacks to far more than its own size."""
    if size > limits.ratio_from_bytes and size > limits.ratio * max(1, packed_size):
        raise LimitError(
            f"unpacks to {megabytes(size)}, more than {limits.ratio} times its size, as no "
            "article does. Unpack it yourself and add the texts if you trust it."
        )


def check_member(info: zipfile.ZipInfo) -> None:
    """Raise `ReadingError` for a member that is no ordinary file: a link, encrypted, outside."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise ReadingError("is a link to another file. Add that file itself.")
    if kind not in (0, stat.S_IFREG):
        raise ReadingError("is no ordinary file, but a device or the like. Leave it out.")
    if points_outside(info.orig_filename):
        raise ReadingError("has a name that points out of its archive. Make the archive again.")
    if info.flag_bits & _ENCRYPTED:
        raise ReadingError("is protected by a password. Unpack it and add it without.")
    if info.compress_type not in _METHODS:
        raise ReadingError("is packed in an unusual way. Make an ordinary zip file (deflate).")


def points_outside(name: str) -> bool:
    """Return whether a member's name is absolute, has `..` in it, or holds a NUL."""
    return bool(_OUTSIDE.search(name))


def twice(packed: zipfile.ZipFile) -> set[str]:
    """Return the names that several members of an archive have.

    Programs differ in which of them they take, so that one of them can hide the other.
    """
    counts = Counter(info.filename.replace("\\", "/") for info in packed.infolist())
    return {name for name, count in counts.items() if count > 1}


def read_member(packed: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    """Return the bytes of a member, at most those that the list of contents states.

    Raises `ReadingError` if it is a link, encrypted, damaged, packed in an unusual way or named
    to lie outside, and `LimitError` if it is too large.
    """
    check_member(info)
    check_size(info.file_size, limits.file_bytes)
    check_ratio(info.compress_size, info.file_size, limits)
    try:
        # zipfile stops at the stated size, whatever the packed data would go on to give.
        with packed.open(info) as member:
            return member.read(info.file_size)
    except (*BROKEN, zlib.error, RuntimeError) as error:
        raise ReadingError("is damaged inside its archive. Make the archive again.") from error
