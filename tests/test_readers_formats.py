"""What a file is shows in its content; what cannot be read is refused with what to do instead."""

import pytest
from make_files import BODY, HEADLINE, PARAGRAPHS, TEXT, docx, lines, pdf, rtf, xlsx, zip_of

from analysis.errors import ReadingError
from analysis.limits import DEFAULT_LIMITS
from analysis.readers import Document, Fault, formats, read_documents

PAGE = f"<html><body><article><p>{'</p><p>'.join(PARAGRAPHS)}</p></article></body></html>"
MHTML = (
    "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n'
    f"--b\r\nContent-Type: text/html\r\n\r\n{PAGE}\r\n--b--\r\n"
)
FILES = {
    formats.PDF: pdf([lines([HEADLINE, "and more words than five."])]),
    formats.WORD: docx([HEADLINE, BODY]),
    formats.EXCEL: xlsx({"S": [["text"], [BODY]]}),
    formats.ARCHIVE: zip_of({"a.txt": TEXT.encode()}),
    formats.SAVED_PAGE: MHTML.encode(),
    formats.WEB_PAGE: PAGE.encode(),
    formats.JSON: b'{"text": "Words."}\n{"text": "More."}',
    formats.RICH_TEXT: rtf([HEADLINE, BODY]),
    formats.TEXT: TEXT.encode(),
}


@pytest.mark.parametrize("found", FILES, ids=str)
@pytest.mark.parametrize("name", ["file", "file.txt", "file.pdf", "file.docx"])
def test_content_decides_and_a_contradiction_is_said(found: str, name: str) -> None:
    """A PDF called .txt is read as a PDF; a name without a known extension promises nothing."""
    items = read_documents(name, FILES[found])
    assert items
    assert all(isinstance(item, Document) for item in items)
    promised = {"file.txt": formats.TEXT, "file.pdf": formats.PDF, "file.docx": formats.WORD}
    warned = [w for item in items for w in item.warnings if "read as what it is" in w]
    assert bool(warned) == (promised.get(name, found) != found)
    assert all(found in warning for warning in warned)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.csv", formats.TABLE),
        ("a.TSV", formats.TABLE),
        ("a.md", formats.MARKDOWN),
        ("a.txt", formats.TEXT),
        ("a", formats.TEXT),
        ("folder.csv/a", formats.TEXT),
    ],
)
def test_the_extension_decides_between_kinds_of_plain_text(name: str, found: str) -> None:
    """Nothing in the bytes does."""
    assert formats.text_format(name, "text,title\nWords.,A\n") == found
    assert formats.contradiction(name, found) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<!DOCTYPE html>\n<title>A</title>", formats.WEB_PAGE),
        (
            "<!-- saved from url=(0014)about:internet -->\n<!-- b -->\n<HTML lang=en>",
            formats.WEB_PAGE,
        ),
        ('<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', formats.WEB_PAGE),
        ("<b>Bold</b> claims were made.", formats.TEXT),
        ("[UPDATED] The mayor has resigned.", formats.TEXT),
        ("{sic} they wrote.", formats.TEXT),
        ("[1, 2]", formats.TEXT),
        ('[\n{"text": "Words."}\n]', formats.JSON),
        ("<!-- " * 3000 + "x", formats.TEXT),  # many ways to match, none of which does
    ],
)
def test_text_shows_what_it_is(text: str, found: str) -> None:
    """Whatever its name; and what only begins like markup stays text."""
    assert formats.text_format("a.txt", text) == found


@pytest.mark.parametrize(
    "start", ["BMW unveils", "ID3 is a tag", "MM, said", "PK beats", "GIF8", "Rar!"]
)
def test_texts_that_begin_like_a_signature_are_text(start: str) -> None:
    """Two letters make no picture."""
    assert isinstance(read_documents("a.txt", f"{start} it, they said.".encode())[0], Document)


def ole(stream: str) -> bytes:
    """Return the start of an old Office file that names one stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (ole("WordDocument"), "old Word document", "Save it as .docx or .txt"),
        (ole("Workbook"), "old Excel workbook", "Save it as .xlsx or .csv"),
        (ole("PowerPoint Document"), "presentation", ".docx"),
        (ole("EncryptedPackage"), "password", "Remove the password"),
        (zip_of({"mimetype": b"x", "content.xml": b"<a/>"}), "OpenDocument", ".docx or .txt"),
        (zip_of({"mimetype": b"x", "META-INF/container.xml": b"<a/>"}), "e-book", ".docx or .txt"),
        (zip_of({"ppt/presentation.xml": b"<a/>"}), "presentation", ".docx or .txt"),
        (zip_of({"xl/workbook.bin": b"a"}), ".xlsb", ".xlsx or .csv"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "picture", "OCR"),
        (b"\xff\xd8\xff\xe0" + bytes(9), "picture", "OCR"),
        (b"BM" + b"\x46\0\0\0" + bytes(4) + b"\x36" + bytes(60), "picture", "OCR"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "picture", "OCR"),
        (b"\0\0\0\x18ftypheic" + bytes(9), "picture", "OCR"),
        (b"ID3\x03" + bytes(9), "sound recording", "transcript"),
        (b"\0\0\0\x18ftypmp42" + bytes(9), "film", "transcript"),
        (b"\x7fELF" + bytes(9), "program", ".docx"),
        (b"MZ\x90\0" + bytes(9), "program", ".docx"),
        (b"\x1f\x8b\x08" + bytes(9), "compressed", "Unpack it"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(9), "7-Zip", "Unpack it"),
        (bytes(257) + b"ustar", "tar archive", "Unpack it"),
        (b"SQLite format 3\0", "database", ".csv"),
        (b'<?xml version="1.0"?><nitf/>', "XML", ".html, .docx or .txt"),
    ],
)
@pytest.mark.parametrize("name", ["file", "file.txt"])
def test_what_cannot_be_read_is_named_with_the_remedy(
    name: str, data: bytes, what: str, remedy: str
) -> None:
    """One sentence says what it is, the next what to do."""
    (fault,) = read_documents(name, data)
    assert isinstance(fault, Fault)
    assert what in fault.reason
    assert remedy in fault.reason
    assert fault.reason.endswith(".")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_said_to_be(data: bytes) -> None:
    """As is one of blanks."""
    (fault,) = read_documents("a.txt", data)
    assert isinstance(fault, Fault)
    assert "is empty" in fault.reason


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_an_office_file_without_its_main_part_is_damaged(name: str) -> None:
    """Not an archive of XML files."""
    data = zip_of({"[Content_Types].xml": b"<a/>", "docProps/core.xml": b"<a/>"})
    with pytest.raises(ReadingError, match="main part is missing"):
        formats.binary_format(name, data, DEFAULT_LIMITS)
