"""Word documents: every visible word once, the headline where the document marks it."""

import pytest
from make_files import BODY, HEADLINE, PARAGRAPHS, docx, part_of, with_part, zip_of

from analysis.errors import LimitError, ReadingError
from analysis.limits import DEFAULT_LIMITS, Limits
from analysis.readers.base import Document
from analysis.readers.word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(data: bytes) -> Document:
    """Return the only document in a Word file."""
    return read_word(data, DEFAULT_LIMITS)[0]


def with_body(xml: str) -> bytes:
    """Return a Word document whose body is `xml`."""
    document = (
        f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/'
        f'markup-compatibility/2006"><w:body>{xml}</w:body></w:document>'
    )
    return with_part(docx([]), "word/document.xml", document.encode())


def test_paragraphs_are_kept_apart() -> None:
    """Empty ones, which people type for space, are none; the typist is not the author."""
    document = word(docx([HEADLINE, "", *PARAGRAPHS, "  "], author="Office User"))
    assert (document.title, document.body, document.author) == (HEADLINE, BODY, "")


@pytest.mark.parametrize("style", ["Title", "Heading 1"])
def test_the_headline_is_what_is_styled_so(style: str) -> None:
    """A kicker above it stays in the text."""
    document = word(docx(["POLITICS", (style, HEADLINE + "."), *PARAGRAPHS]))
    assert document.title == HEADLINE + "."
    assert document.body == f"POLITICS\n\n{BODY}"


def test_the_title_property_counts_only_where_the_text_shows_it() -> None:
    """It often names a template, or the document that this one was made from."""
    shown = word(docx(["By Anka Reel", f"{HEADLINE}.", *PARAGRAPHS], title=f"{HEADLINE}."))
    assert shown.title == f"{HEADLINE}."
    stale = word(docx([HEADLINE, *PARAGRAPHS], title="Last week's story"))
    assert stale.title == HEADLINE
    assert "Last week" not in stale.body


def test_metadata_may_stand_in_the_first_lines() -> None:
    """As in a text file; a line end within a paragraph is no new line there."""
    xml = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
        for line in ("outlet: The Argus", "title: Breakwater", "date: 2024-03-12", "One.")
    )
    document = word(with_body(f"{xml}<w:p><w:r><w:t>Two</w:t><w:br/><w:t>lines.</w:t></w:r></w:p>"))
    assert (document.outlet, document.title) == ("The Argus", "Breakwater")
    assert document.published == "2024-03-12"
    assert document.body == "One.\n\nTwo\nlines."


def test_tracked_changes_are_read_as_accepted() -> None:
    """Insertions are text, deletions and what was moved away are not."""
    document = word(
        with_body(
            "<w:p><w:r><w:t>The council </w:t></w:r>"
            '<w:ins w:id="1"><w:r><w:t>firmly </w:t></w:r></w:ins>'
            '<w:del w:id="2"><w:r><w:delText>rashly </w:delText></w:r></w:del>'
            '<w:moveFrom w:id="3"><w:r><w:t>on Tuesday </w:t></w:r></w:moveFrom>'
            "<w:hyperlink><w:r><w:t>voted</w:t></w:r></w:hyperlink>"
            "<w:r><w:t>.</w:t></w:r></w:p>"
        )
    )
    assert document.body == "The council firmly voted."


def test_tables_boxes_and_content_controls_are_read_once() -> None:
    """Word stores a text box twice, for itself and for older programs."""
    box = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"
    document = word(
        with_body(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a field.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>In a cell.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            "<w:p><w:r><w:t>Outside.</w:t></w:r><w:r><mc:AlternateContent>"
            f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )
    )
    assert document.body == "In a field.\n\nIn a cell.\n\nOutside.\n\nIn a box."


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml"])
def test_a_damaged_document_is_refused_with_the_remedy(part: str) -> None:
    """Not with the error of the library that met it."""
    with pytest.raises(ReadingError, match="is damaged or incomplete"):
        word(with_part(docx(["Words."]), part, b"<broken"))
    with pytest.raises(ReadingError, match="is damaged or incomplete"):
        word(docx(["Words."])[:-100])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding: str) -> None:
    """Entities are how a kilobyte of XML becomes a gigabyte."""
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><d>&e10;</d>'
    with pytest.raises(ReadingError, match="document type"):
        word(with_part(docx(["Words."]), "word/document.xml", bomb.encode(encoding)))


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    """By what its list of contents says, before anything is unpacked."""
    data = with_part(docx(["Words."]), "word/media/image1.bmp", bytes(6_000_000))
    with pytest.raises(LimitError, match="times its size"):
        read_word(data, DEFAULT_LIMITS)
    with pytest.raises(LimitError, match=r"0\.5 MB is the most"):
        read_word(docx(["Words."]), Limits(xml_bytes=500_000))
    parts = zip_of({f"word/{n}.xml": b"<a/>" for n in range(30)})
    with pytest.raises(LimitError, match="more than 20 files"):
        read_word(parts, Limits(members=20))


def test_parts_are_what_was_put_in() -> None:
    """The helper that builds damaged documents must not damage the others."""
    data = with_part(docx([HEADLINE]), "word/extra.xml", b"<a/>")
    assert part_of(data, "word/extra.xml") == b"<a/>"
    assert word(data).body == HEADLINE
