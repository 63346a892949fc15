"""Bytes to text: declared encodings, Unicode, and old single-byte ones by how they read."""

import codecs
import re

from analysis.errors import ReadingError
from analysis.readers.quiet import hush

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the next one
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*+["']?\s*+([A-Za-z][\w.:-]{1,30})""")
_STANDARD = re.compile(
    r"utf-?8|(?:iso-?8859-|windows-|cp|koi8-|gb|big5|euc-|x-mac-|ibm)[\w-]*|shift[_-]jis|macintosh"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_NAMES = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
_SIGNS = set("‘’“”–—…•£€°§·")
_OPENING = set("‘“")
_APART = set("–•°§·")  # never in the middle of a word
_FEW = 0.3  # of the letters
_NOT_TEXT = (
    "is not text: it holds binary data. "
    "Open it in the program that made it and save the article as .docx, .pdf or .txt."
)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of `data`, and a warning or the empty string.

    Raises `ReadingError` if this is not text in any encoding.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _checked(data[len(bom) :].decode(encoding, "replace")), ""
    # What is valid UTF-8 is UTF-8, whatever a page claims.
    for candidate in (_wide(data), "utf-8", _declared(data)):
        if candidate:
            try:
                return _checked(data.decode(candidate)), ""
            except UnicodeDecodeError:
                continue
    return _damaged_utf8(data) or _guessed(data)


def _checked(text: str) -> str:
    """Return `text` with plain line ends unless control characters show that it is no text."""
    controls = len(_CONTROLS.findall(text))
    if controls > 2 and controls > len(text) / 50:
        raise ReadingError(_NOT_TEXT)
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _declared(data: bytes) -> str:
    """Return the encoding that a web page or XML file states."""
    head = data[:4096]
    found = _DECLARED.search(head) if head.lstrip().startswith(b"<") else None
    return known_encoding(found[1].decode("ascii")) if found else ""


def known_encoding(label: str) -> str:
    """Return Python's name for the encoding that a page calls `label`; empty if it is none.

    As the WHATWG standard has it, Latin-1 and ASCII mean Windows-1252. Python has codecs that
    no page uses and that are slow or warn, so that only the families of the standard count.
    """
    name = label.strip().lower()
    if name in ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"):
        return "cp1252"
    try:
        return codecs.lookup(name).name if _STANDARD.fullmatch(name) else ""
    except LookupError:
        return ""


def _wide(data: bytes) -> str:
    """Return the UTF-16 that shows itself by the zero byte beside each Latin letter."""
    head = data[:4000]
    half = max(1, len(head) // 2)
    first, second = head[::2].count(0) / half, head[1::2].count(0) / half
    if second > 0.4 and first < 0.1:
        return "utf-16-le"
    return "utf-16-be" if first > 0.4 and second < 0.1 else ""


def _damaged_utf8(data: bytes) -> tuple[str, str] | None:
    """Return UTF-8 with a few broken bytes, as cutting and pasting files leaves them."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(1 for character in text if character > "\x7f") - broken
    if broken > 20 or sound < 5 * broken:
        return None
    return _checked(text), "holds bytes that are not valid text; each was replaced by “\ufffd”."


def _guessed(data: bytes) -> tuple[str, str]:
    _checked(data[:100_000].decode("latin-1"))
    # Mostly ASCII is English with typographic signs: detectors err on so few bytes.
    high = len(_HIGH.findall(data))
    few = high < _FEW * (high + len(_ASCII_LETTER.findall(data)))
    encoding = _by_plausibility(data) if few else _by_statistics(data)
    warning = (
        f"does not say how its characters are encoded; it was read as "
        f"{_NAMES.get(encoding, encoding)}. If signs look wrong, save it as UTF-8."
    )
    return _checked(data.decode(encoding, "replace")), warning


def _by_plausibility(data: bytes) -> str:
    """Choose between the two single-byte encodings of English by how the text reads."""
    return max(("cp1252", "mac_roman"), key=lambda name: _plausibility(data, name))


def _plausibility(data: bytes, encoding: str) -> float:
    text = f" {data[:200_000].decode(encoding, 'replace')} "
    return sum(
        _plausible(text[at.start() - 1], at[0], text[at.end()])
        for at in re.finditer(r"[^\x00-\x7f]", text)
    )


def _plausible(before: str, character: str, after: str) -> float:
    """Return how well a character stands between two others in English.

    Typographic signs in their place count most, then accented letters.
    """
    inside = before.isalpha() and after.islower()
    if (character in _OPENING and before.isalnum()) or (character in _APART and inside):
        return -1
    if character in _SIGNS:
        return 1 if character == "…" and after.isalpha() else 2
    if character.isalpha() and character < "\u0180":
        capital_inside = character.isupper() and before.isalpha() and not after.isupper()
        return -1 if capital_inside else 1
    return 0 if character == "\xa0" else -1


def _by_statistics(data: bytes) -> str:
    from charset_normalizer import from_bytes

    hush("charset_normalizer")
    best = from_bytes(data[:50_000]).best()
    if best is None:
        raise ReadingError(_NOT_TEXT)
    return best.encoding
