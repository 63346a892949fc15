"""Files that hold no article we could read, told by their first bytes, each with its remedy."""

from analysis.errors import ReadingError

DOCUMENT_REMEDY = "Save it as .docx or .txt."
_UNPACK = "Unpack it and add the articles in it, or pack them as .zip."
_TRANSCRIBE = "Only written text can be scored: add a transcript as .txt."
_RECOGNISE = "Run text recognition (OCR) on it and add the text as .txt."
_ARTICLE = "Add the article itself, as .docx, .pdf, .html or .txt."
_EXPORT = "Export the articles from it as .csv or .jsonl."

_STARTS = (
    (b"\x89PNG\r\n", "a picture", _RECOGNISE),
    (b"\xff\xd8\xff", "a picture", _RECOGNISE),
    (b"GIF87a", "a picture", _RECOGNISE),
    (b"GIF89a", "a picture", _RECOGNISE),
    (b"II*\0", "a picture", _RECOGNISE),
    (b"MM\0*", "a picture", _RECOGNISE),
    (b"\0\0\1\0", "a picture", _RECOGNISE),
    (b"ID3\2", "a sound recording", _TRANSCRIBE),
    (b"ID3\3", "a sound recording", _TRANSCRIBE),
    (b"ID3\4", "a sound recording", _TRANSCRIBE),
    (b"\xff\xfb", "a sound recording", _TRANSCRIBE),
    (b"OggS\0", "a sound recording", _TRANSCRIBE),
    (b"fLaC\0", "a sound recording", _TRANSCRIBE),
    (b"\x1aE\xdf\xa3", "a film", _TRANSCRIBE),
    (b"\x1f\x8b\x08", "a compressed file", _UNPACK),
    (b"BZh91AY&SY", "a compressed file", _UNPACK),
    (b"\xfd7zXZ\0", "a compressed file", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a compressed file", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"MZ\x90\0", "a program", _ARTICLE),
    (b"\x7fELF", "a program", _ARTICLE),
    (b"\xcf\xfa\xed\xfe", "a program", _ARTICLE),
    (b"\xca\xfe\xba\xbe", "a program", _ARTICLE),
    (b"SQLite format 3\0", "a database", _EXPORT),
    (b"PAR1\x15", "a Parquet file", _EXPORT),
    (b"%!PS-Adobe", "a PostScript file", "Print it to PDF and add that."),
)
# What stands at other places: offset, bytes, and as above.
_INSIDE = (
    (257, b"ustar", "a tar archive", _UNPACK),
    (8, b"WEBP", "a picture", _RECOGNISE),
    (8, b"WAVEfmt", "a sound recording", _TRANSCRIBE),
    (8, b"AVI LIST", "a film", _TRANSCRIBE),
    (4, b"ftyphei", "a picture", _RECOGNISE),
    (4, b"ftypavif", "a picture", _RECOGNISE),
    (4, b"ftypM4A", "a sound recording", _TRANSCRIBE),
    (4, b"ftyp", "a film", _TRANSCRIBE),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_unsupported(data: bytes) -> None:
    """Raise `ReadingError` with the remedy if `data` begins like a format that we cannot read."""
    if data.startswith(_OLE):
        raise ReadingError(_ole_reason(data))
    for start, what, remedy in _STARTS:
        if data.startswith(start):
            raise ReadingError(f"is {what}. {remedy}")
    for offset, inside, what, remedy in _INSIDE:
        if data[offset : offset + len(inside)] == inside:
            raise ReadingError(f"is {what}. {remedy}")
    # Bitmaps begin with two letters alone, and so do texts.
    if data.startswith(b"BM") and data[6:10] == bytes(4) and len(data) > 26:
        raise ReadingError(f"is a picture. {_RECOGNISE}")


def _ole_reason(data: bytes) -> str:
    """Return which of the old Office formats this is; their streams have names in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is protected by a password. Remove the password in its program and save it again."
    if "Workbook".encode("utf-16-le") in data:
        return "is an old Excel workbook (.xls). Save it as .xlsx or .csv."
    if "PowerPoint Document".encode("utf-16-le") in data:
        return f"is a presentation. {_ARTICLE}"
    return f"is an old Word document (.doc). {DOCUMENT_REMEDY}"
