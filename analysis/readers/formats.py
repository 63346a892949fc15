"""What a file is: by its content first, by its extension where the content leaves it open."""

import json
import re
from collections.abc import Callable
from pathlib import PurePosixPath

from analysis.errors import ReadingError
from analysis.limits import Limits, Meter
from analysis.readers.packed import open_packed
from analysis.readers.signatures import DOCUMENT_REMEDY, refuse_unsupported

# A format is named by the words in which a user is told of it.
PDF = "a PDF file"
WORD = "a Word document"
EXCEL = "an Excel workbook"
ARCHIVE = "a zip archive"
RICH_TEXT = "an RTF document"
SAVED_PAGE = "a saved web page (MHTML)"
WEB_PAGE = "a web page"
JSON = "a JSON file"
TABLE = "a table"
MARKDOWN = "Markdown"
TEXT = "plain text"

_EXTENSIONS = {
    "pdf": PDF, "docx": WORD, "docm": WORD, "doc": "an old Word document",
    "rtf": RICH_TEXT, "odt": "an OpenDocument text", "xlsx": EXCEL, "xlsm": EXCEL,
    "xls": "an old Excel workbook", "zip": ARCHIVE, "mhtml": SAVED_PAGE, "mht": SAVED_PAGE,
    "html": WEB_PAGE, "htm": WEB_PAGE, "xhtml": WEB_PAGE, "json": JSON, "jsonl": JSON,
    "ndjson": JSON, "csv": TABLE, "tsv": TABLE, "tab": TABLE, "md": MARKDOWN,
    "markdown": MARKDOWN, "txt": TEXT, "text": TEXT,
}  # fmt: skip
_EXTENSION = re.compile(r"[a-z][a-z0-9]{1,9}")
_MIME = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(?:!doctype\s+html|(?:html|head|body)\b)",
    re.IGNORECASE | re.DOTALL,
)


def extension(name: str) -> str:
    """Return the extension of a file name, in lower case and without the dot."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")


def check_extension(name: str) -> None:
    """Raise `ReadingError` for a name whose extension no file with an article has.

    What has no extension is judged by its content alone, as is a name that ends in a dot and
    something else (“statement of the U.S”).
    """
    given = extension(name)
    if given in _EXTENSIONS or not _EXTENSION.fullmatch(given):
        return
    raise ReadingError(
        f"is named .{given}, and files of that kind are not read. If it holds an article, save it "
        "as .docx, .pdf, .html or .txt; rename a plain text to .txt."
    )


def contradiction(name: str, found: str) -> str:
    """Return a warning if the extension promises another format than was found, or nothing."""
    expected = _EXTENSIONS.get(extension(name), found)
    unmarked = (TEXT, MARKDOWN, TABLE)  # they differ by their extension alone
    if expected == found or (expected in unmarked and found in unmarked):
        return ""
    return f"is named .{extension(name)} but is {found}; it was read as what it is."


def binary_format(name: str, data: bytes, limits: Limits) -> str:
    """Return the format of a file that shows in its bytes; empty if it can only be text.

    Raises `ReadingError` with the remedy for formats that cannot be read, and for a damaged or
    exploding zip file.
    """
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        return _packed_format(name, data, limits)
    if data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return RICH_TEXT
    refuse_unsupported(data)
    head = data[:8192].replace(b"\r\n", b"\n")
    return SAVED_PAGE if b"mime-version:" in head.lower() and _MIME.match(head) else ""


def text_format(name: str, text: str) -> str:
    """Return the format of a file that is text. Raises `ReadingError` for XML of other kinds."""
    by_name = _EXTENSIONS.get(extension(name))
    if _HTML.match(text[:20_000]) or (by_name == WEB_PAGE and "<" in text):
        return WEB_PAGE
    if by_name == JSON or _is_json(text):
        return JSON
    if text.lstrip().startswith("<?xml"):
        raise ReadingError("is an XML file. Save the article as .html, .docx or .txt.")
    return by_name if by_name in (TABLE, MARKDOWN) else TEXT


def _packed_format(name: str, data: bytes, limits: Limits) -> str:
    with open_packed(data, Meter(limits)) as packed:
        parts = packed.namelist()
    if any(part.startswith("word/document") for part in parts):
        return WORD
    if "xl/workbook.xml" in parts:
        return EXCEL
    if "xl/workbook.bin" in parts:
        raise ReadingError("is a binary Excel workbook (.xlsb). Save it as .xlsx or .csv.")
    if any(part.startswith("ppt/") for part in parts):
        raise ReadingError("is a presentation. Add the article itself, as .docx or .txt.")
    if "mimetype" in parts and ("content.xml" in parts or "META-INF/container.xml" in parts):
        kind = "an OpenDocument file" if "content.xml" in parts else "an e-book (EPUB)"
        raise ReadingError(f"is {kind}. {DOCUMENT_REMEDY}")
    if _EXTENSIONS.get(extension(name)) in (WORD, EXCEL) and "[Content_Types].xml" in parts:
        raise ReadingError("is damaged: its main part is missing. Save or download it again.")
    return ARCHIVE


def _is_json(text: str) -> bool:
    """Return whether a text is a list of objects, or an object, at least on its first line."""
    start = text.lstrip()
    return start.startswith(("{", "[")) and any(
        _parses(part, _holds_objects) for part in (start.split("\n", 1)[0], start)
    )


def _parses(text: str, accepts: Callable[[object], bool]) -> bool:
    try:
        return accepts(json.loads(text))
    except (ValueError, RecursionError):
        return False


def _holds_objects(value: object) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(element, dict) for element in value)
    return isinstance(value, dict)
