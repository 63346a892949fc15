"""Word documents (.docx)."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from analysis.errors import ReadingError
from analysis.limits import Limits
from analysis.readers.base import Document, Fault, Fields
from analysis.readers.exports import split_export
from analysis.readers.front_matter import split_front_matter
from analysis.readers.headline import stated_title, with_headline
from analysis.readers.memory import check_memory
from analysis.readers.office import check_office
from analysis.readers.quiet import hush

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import BaseStyle

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
# Moved text stands elsewhere, a text box has paragraphs of its own, a fallback says it again.
_APART = {f"{_W}moveFrom", f"{_W}txbxContent", _FALLBACK}
_DAMAGED = (
    "is damaged or incomplete and cannot be read. Open it in its program and save it again, "
    "or save it as .txt."
)


def read_word(data: bytes, limits: Limits) -> Sequence[Document | Fault]:
    """Read a Word document, or the documents in an export of a database.

    Its paragraphs are separated by empty lines.

    Tracked insertions are read, deletions are not. The title is the first paragraph styled
    Title or Heading 1, else the title among the document's properties if it stands near the
    top of the text, else decided as in plain text. The author among the properties is who typed
    it, which is no byline. Raises `ReadingError` if it is damaged, `LimitError` if it unpacks
    to too much.
    """
    check_office(data, limits, limits.xml_bytes)
    hush("docx")
    # python-docx documents PackageNotFoundError alone, but on damaged files raises whatever its
    # parts meet: KeyError, ValueError, XMLSyntaxError, AttributeError and others.
    try:
        styled, property_title = _contents(data)
    except Exception as error:
        check_memory(error)
        raise ReadingError(_DAMAGED) from error
    lines = [line for _, text in styled for line in (*text.split("\n"), "")]
    export = split_export(lines, limits)
    return [_article(styled, property_title)] if export is None else list(export)


def _article(styled: Sequence[tuple[str, str]], property_title: str) -> Document:
    title, paragraphs = _split_title(styled, property_title)
    # Line ends within a paragraph are hidden from the search for lines of metadata.
    lines = "\n".join(paragraph.replace("\n", "\v") for paragraph in paragraphs)
    fields, rest = split_front_matter(lines)
    body = rest.replace("\n", "\n\n").replace("\v", "\n")
    return with_headline(Fields(title=title) | fields, body)


def _contents(data: bytes) -> tuple[list[tuple[str, str]], str]:
    """Return the paragraphs that hold words, with their styles, and the title property."""
    import docx

    document = docx.Document(io.BytesIO(data))
    styled = [(style, text) for style, text in _paragraphs(document) if text.strip()]
    return styled, document.core_properties.title or ""


def _split_title(
    styled: Sequence[tuple[str, str]], property_title: str
) -> tuple[str, Sequence[str]]:
    """Return the title, if the document marks one, and the other paragraphs."""
    paragraphs = [text for _, text in styled]
    marked = dict(reversed(styled))
    title = marked.get("title") or marked.get("heading 1")
    title = title or stated_title(property_title, paragraphs)
    if title:
        paragraphs.remove(title)
    return title, paragraphs


def _paragraphs(document: "WordDocument") -> Iterator[tuple[str, str]]:
    """Yield the name of its style and the text of each paragraph, tables and boxes included."""
    # Identifiers of styles are translated with the program, names are not.
    names = {style.style_id: (style.name or "").lower() for style in _styles(document)}
    for paragraph in document.element.body.iter(f"{_W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            name = names.get(style.get(f"{_W}val"), "") if style is not None else ""
            yield name, "".join(_runs(paragraph))


def _styles(document: "WordDocument") -> "Iterable[BaseStyle]":
    """Return its styles; where it has none python-docx would open a file with its own."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    kinds = {relationship.reltype for relationship in document.part.rels.values()}
    return document.styles if RELATIONSHIP_TYPE.STYLES in kinds else ()


def _runs(element: Any) -> Iterator[str]:  # noqa: ANN401  # lxml has no types
    # python-docx's own `text` leaves out what was inserted with tracking. Its parser refuses
    # nesting that would be too deep for this.
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag not in _APART:
            yield _SIGNS.get(child.tag, "")
            yield from _runs(child)
