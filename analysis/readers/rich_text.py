"""RTF documents."""

import re
from collections.abc import Iterator, Sequence

from analysis.errors import LimitError, ReadingError
from analysis.limits import Limits
from analysis.readers.base import Document, Fault
from analysis.readers.exports import split_export
from analysis.readers.front_matter import split_front_matter
from analysis.readers.headline import with_headline
from analysis.readers.memory import check_memory

_DAMAGED = "is damaged and cannot be read. Open it in its program and save it again, or as .docx."
_TOO_DEEP = (
    "has far more groups of formatting than a document has. Open it in its program and save it as "
    ".docx, or copy its text and add that."
)
_MOST_GROUPS = 500_000
# The data of a picture: 2,000 digits and nothing else.
_PICTURE = re.compile(r"(?<![0-9a-fA-F\s])[0-9a-fA-F\s]{2000,}")
# Two patterns of the library take time with a power of what they search: addresses of links, which
# it would write into the text, and the charsets of fonts, which English text can do without. A
# blank after the control word and another name for the table say the same and fit neither.
_FIELD = re.compile(r"\\field(?=\{)", re.IGNORECASE)
_FONTS = ("\\fonttbl", "\\stylesheet")
# A page may break within a sentence, which the library would make two paragraphs of. A character
# for private use stands for the break until it is seen what is around it.
_PAGE = re.compile(r"\\page(?![a-zA-Z]) ?")
_BREAK, _BREAK_IN_RTF = "\ue000", "\\\\u-8192?"
_WITHIN_SENTENCE = re.compile(rf"(?<=[A-Za-z,]) ?{_BREAK} ?(?=[a-z])")


def read_rich_text(data: bytes, limits: Limits) -> Sequence[Document | Fault]:
    """Read an RTF document, or the documents in an export of a database.

    Pictures, headers, footers, notes and the addresses of links are left out. Raises
    `ReadingError` if it is damaged, `LimitError` if it has far too many groups.
    """
    paragraphs = list(_paragraphs(_text(data)))
    lines = [line for paragraph in paragraphs for line in (paragraph, "")]
    export = split_export(lines, limits)
    if export is not None:
        return list(export)
    fields, body = split_front_matter("\n".join(paragraphs))
    return [with_headline(fields, body.replace("\n", "\n\n"))]


def _paragraphs(text: str) -> Iterator[str]:
    """Yield what holds words; the cells of a table's row, which end with bars, are paragraphs."""
    for line in text.split("\n"):
        parts = line.split("|") if line.rstrip().endswith("|") else [line]
        yield from (part.strip() for part in parts if part.strip())


def _text(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    if data.count(b"{") > _MOST_GROUPS:
        raise LimitError(_TOO_DEEP)
    source = _FIELD.sub(r"\\field ", _PICTURE.sub(" ", _decoded(data)).replace(*_FONTS))
    source = _PAGE.sub(_BREAK_IN_RTF, source)
    # striprtf documents UnicodeDecodeError alone, which "replace" prevents; on damaged files it
    # raises what its parts meet: ValueError, TypeError, LookupError and others.
    try:
        text: str = rtf_to_text(source, errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:
        check_memory(error)
        raise ReadingError(_DAMAGED) from error
    # Signs beyond the first 65,536 are written as two halves.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")
    return _WITHIN_SENTENCE.sub(" ", text).replace(_BREAK, "\n\n")


def _decoded(data: bytes) -> str:
    """Return the source, which is ASCII by the standard and has other bytes all the same."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
