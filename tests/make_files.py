"""Builds documents in memory, so that no test needs a file or a program to make one."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence

# Invented; long enough for an article of its own and to be recognised as English.
HEADLINE = "Council postpones breakwater"
PARAGRAPHS = (
    "The harbour council of Vellmarsh voted on Tuesday to postpone the reconstruction of the "
    "eastern breakwater, a decision that councillors described as unavoidable.",
    "“Nobody wanted this outcome,” said Councillor Imre Dallow, who chairs the committee. “We "
    "were promised a plan, and we received a spreadsheet.”",
    "Residents of the lower town, who have been flooded twice since the autumn, reacted with a "
    "mixture of resignation and disbelief.",
)
BODY = "\n\n".join(PARAGRAPHS)
TEXT = f"{HEADLINE}\n\n{BODY}"
GERMAN = (
    "Der Hafenrat von Vellmarsh hat am Dienstag beschlossen, den Wiederaufbau des östlichen "
    "Wellenbrechers zu verschieben. Die Bewohner der Unterstadt, deren Häuser seit dem Herbst "
    "zweimal überschwemmt worden sind, reagierten mit Enttäuschung und Unglauben. Eine "
    "unabhängige Prüfung soll im Frühjahr ihre ersten Ergebnisse vorlegen."
)


def zip_of(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of `members`, by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def docx(paragraphs: Iterable[str | tuple[str, str]], title: str = "", author: str = "") -> bytes:
    """Return a Word document; a paragraph is its text, or the name of its style and its text."""
    import docx as word

    document = word.Document()
    document.core_properties.title = title
    document.core_properties.author = author
    for paragraph in paragraphs:
        style, text = paragraph if isinstance(paragraph, tuple) else (None, paragraph)
        document.add_paragraph(text, style)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """Return a Word document or workbook with one of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = {info.filename: packed.read(info) for info in packed.infolist()}
    return zip_of({**parts, name: part})


def part_of(data: bytes, name: str) -> bytes:
    """Return one of the parts of a Word document or workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Return an Excel workbook of `sheets`, each its rows."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rtf(paragraphs: Iterable[str], *, head: str = "", end: str = "\\par\n") -> bytes:
    """Return an RTF document, with `head` before its text and `end` after each paragraph."""
    fonts = r"{\fonttbl{\f0\fnil\fcharset0 Times New Roman;}{\f1\fswiss\fcharset0 Arial;}}"
    start = f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{fonts}{{\\*\\generator Test;}}{head}"
    text = "".join(f"{''.join(map(_in_rtf, text))}{end}" for text in paragraphs)
    return f"{start}{text}}}".encode()


def _in_rtf(character: str) -> str:
    if character in "\\{}":
        return f"\\{character}"
    if character == "\t":
        return "\\tab "
    if character <= "\x7e":
        return character
    data = character.encode("utf-16-le")  # beyond ASCII as signed numbers of 16 bits
    units = (data[n : n + 2] for n in range(0, len(data), 2))
    return "".join(f"\\u{int.from_bytes(unit, 'little', signed=True)}?" for unit in units)


Placed = tuple[float, float, float, str]  # left and bottom in points, size of letters, text


def pdf(pages: Sequence[Sequence[Placed]], title: str = "") -> bytes:
    """Return a PDF whose pages of 600 by 800 points show each text where it is placed."""
    contents = [_drawn(page) for page in pages]
    return pdf_of_contents(contents, title=title)


def lines(
    texts: Iterable[str], *, left: float = 50, top: float = 700, size: float = 10
) -> list[Placed]:
    """Return lines of text one below the other, as `pdf` takes them."""
    return [(left, top - 1.2 * size * number, size, text) for number, text in enumerate(texts)]


def _drawn(page: Sequence[Placed]) -> bytes:
    shown = []
    for left, bottom, size, text in page:
        escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(")
        escaped = escaped.replace(b")", b"\\)")
        shown.append(b"BT /F %g Tf %g %g Td (%s) Tj ET" % (size, left, bottom, escaped))
    return b"\n".join(shown)


def pdf_of_contents(
    contents: Sequence[bytes],
    *,
    title: str = "",
    filters: bytes = b"",
    forms: Sequence[bytes] = (),
    encryption: bytes = b"",
) -> bytes:
    """Return a PDF of content streams, each a page, that may draw `forms` as /X0 and so on.

    `filters` is the entry of the streams that says how they are packed, `encryption` that of the
    trailer.
    """
    first = 6  # the number of the first form
    names = b" ".join(b"/X%d %d 0 R" % (n, first + n) for n in range(len(forms)))
    resources = b"<</Font<</F 3 0 R>>/XObject<<%s>>>>" % names
    kinds = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources 4 0 R"
    start = first + len(forms)
    kids = b" ".join(b"%d 0 R" % (start + 2 * n) for n in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
        resources,
        b"<</Title(%s)>>" % title.encode(),
        *(_stream(form, kinds) for form in forms),
    ]
    for content in contents:
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources 4 0 R/Contents %d 0 R>>"
            % (len(objects) + 2)
        )
        objects.append(_stream(content, filters))
    return _pdf_file(objects, encryption)


def _stream(data: bytes, entries: bytes) -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def _pdf_file(objects: Sequence[bytes], encryption: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R/Info 5 0 R%s>>\n" % (len(objects) + 1, encryption)
    return bytes(out + b"startxref\n%d\n%%%%EOF" % table)


# A password is asked for: neither key was made from an empty one.
PASSWORD = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (
    b"a1" * 32,
    b"b2" * 32,
)


def deflated(chunk: bytes, times: int) -> bytes:
    """Return `chunk` so many times over, packed, without holding it in memory."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(chunk) for _ in range(times)) + packer.flush()
