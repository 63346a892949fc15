"""Word documents and Excel workbooks as what they are: zip files of XML parts, checked first."""

import re
import zipfile
import zlib

from analysis.errors import ReadingError
from analysis.limits import Limits, Meter, check_size
from analysis.readers.packed import BROKEN, check_member, check_ratio, open_packed, twice

_XML = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
# Pictures and pages that a document carries may say what they are, if they declare nothing.
_MAY_HAVE_A_TYPE = re.compile(r"\.(?:svg|html?|xhtml|mht|mhtml)$", re.IGNORECASE)
# Open Packaging Conventions (ISO/IEC 29500-2) allow UTF-8 and UTF-16; in the others `<` is ASCII.
_DECLARED = re.compile(
    rb"^<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}[\"']([^\"'>]{0,40})", re.IGNORECASE
)
_ENCODINGS = {
    "utf-8",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "us-ascii",
    "ascii",
    "iso-8859-1",
    "windows-1252",
}
_TYPE, _ENTITY = b"<!DOCTYPE", b"<!ENTITY"
_CHUNK = 1_000_000
_DAMAGED = "is damaged, or protected by a password. Open it in its program and save it again."
_UNSAFE = (
    "holds XML with a document type, as no program writes it. "
    "Open it in its program and save it again, or save it as .txt."
)
_STRANGE = (
    "holds XML in an encoding that the format does not allow. "
    "Open it in its program and save it again, or save it as .txt."
)
_HIDING = (
    "holds parts that its format does not allow (two of one name, links, or names that lead "
    "outside). Open it in its program and save it again, or save it as .txt."
)


def check_office(data: bytes, limits: Limits, most_xml: int | None = None) -> None:
    """Check a Word document or Excel workbook before a library sees it.

    `most_xml` limits the bytes that its XML parts unpack to. Raises `ReadingError` or
    `LimitError`; no part may declare a document type, whatever its name and its encoding, since
    neither format uses one and entities are the way to make XML explode.
    """
    with open_packed(data, Meter(limits)) as packed:
        parts = [info for info in packed.infolist() if not info.filename.endswith("/")]
        check_ratio(len(data), sum(info.file_size for info in parts), limits)
        if twice(packed):
            raise ReadingError(_HIDING)
        for info in parts:
            _check_member(info)
        written = [info for info in parts if _XML.search(info.filename)]
        if most_xml is not None:
            check_size(sum(info.file_size for info in written), most_xml)
        for info in written:
            check_ratio(info.compress_size, info.file_size, limits)
        for info in parts:
            _check_part(packed, info)


def _check_member(info: zipfile.ZipInfo) -> None:
    try:
        check_member(info)
    except ReadingError as error:
        raise ReadingError(_DAMAGED if info.flag_bits & 1 else _HIDING) from error


def _check_part(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    try:
        with packed.open(info) as part:
            chunk = part.read(_CHUNK)
            if not (_XML.search(info.filename) or _looks_like_xml(chunk)):
                return
            may_have_a_type = bool(_MAY_HAVE_A_TYPE.search(info.filename))
            _check_encoding(chunk)
            end = b""
            while chunk:
                text = end + chunk.replace(b"\0", b"")  # UTF-16 and UTF-32, whichever way round
                if _ENTITY in text or (_TYPE in text and not may_have_a_type):
                    raise ReadingError(_UNSAFE)
                end = text[-len(_TYPE) :]
                chunk = part.read(_CHUNK)
    except (*BROKEN, zlib.error, RuntimeError) as error:
        raise ReadingError(_DAMAGED) from error


def _looks_like_xml(start: bytes) -> bool:
    """Return whether a part begins with `<`, in ASCII, UTF-16, UTF-32 or EBCDIC."""
    bare = start[:1000].lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n")
    return bare.startswith((b"<", b"\x4c\x6f\xa7\x94"))


def _check_encoding(start: bytes) -> None:
    bare = start[:1000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    declared = _DECLARED.search(bare)
    unknown = declared and declared[1].decode("ascii", "replace").lower() not in _ENCODINGS
    if unknown or bare.startswith(b"\x4c\x6f\xa7\x94"):
        raise ReadingError(_STRANGE)
