"""PDF files: paragraphs as their readers see them, and limits that hold whatever they ask for."""

import os
import time
import zlib

import pytest
from make_files import PASSWORD, Placed, deflated, lines, pdf, pdf_of_contents

from analysis.errors import LimitError, ReadingError
from analysis.limits import DEFAULT_LIMITS, Limits
from analysis.readers.base import Document
from analysis.readers.formats import PDF
from analysis.readers.layout import Line, in_reading_order, split_title
from analysis.readers.pdf import read_pdf
from analysis.readers.sandbox import Sandbox

LEFT = [
    "The harbour council voted on",
    "Tuesday to postpone the recon-",
    "struction of the eastern break-",
    "water, which it had promised.",
    "Nobody wanted it, they said.",
]
RIGHT = [
    "Residents of the lower town",
    "reacted with disbelief and a",
    "mixture of other feelings as",
    "the autumn came to its end.",
    "Then winter came at last.",
]
LEFT_TEXT = (
    "The harbour council voted on Tuesday to postpone the reconstruction of the eastern "
    "breakwater, which it had promised. Nobody wanted it, they said."
)
RIGHT_TEXT = (
    "Residents of the lower town reacted with disbelief and a mixture of other feelings as the "
    "autumn came to its end. Then winter came at last."
)


def read(pages: list[list[Placed]], title: str = "") -> Document:
    """Return the document in a PDF of `pages`."""
    return read_pdf(pdf(pages, title), DEFAULT_LIMITS)[0]


def test_lines_are_joined_and_words_that_were_divided_closed() -> None:
    """A hyphen at the end of a line is the printer's, not the writer's."""
    assert read([lines(LEFT)]).body == LEFT_TEXT


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("a further recon-", "struction of it", "a further reconstruction of it"),
        ("it was a well-", "known plan then", "it was a well-known plan then"),
        ("of the long-", "term team of it", "of the long-term team of it"),
        ("of the Anglo-", "Saxon builders", "of the Anglo-Saxon builders"),  # a capital follows
        ("cases of COVID-", "19 in the town", "cases of COVID-19 in the town"),  # a digit
        ("well-to-", "do people live", "well-to-do people live"),  # written so elsewhere
        ("all was self-", "ish work there", "all was selfish work there"),  # closed elsewhere
        ("he left — or —", "did not leave", "he left — or —did not leave"),
        ("the years 1990-", "1995 were hard", "the years 1990- 1995 were hard"),
    ],
)
def test_hyphens_of_compounds_stay(first: str, second: str, joined: str) -> None:
    """By how the text writes the word elsewhere, else by its first part."""
    before = "The well-to-do were selfish people here."
    assert joined in read([lines([before, f"They knew {first}", f"{second} in the end."])]).body


def test_columns_are_read_one_after_the_other() -> None:
    """Also where they were drawn row by row, as some programs do."""
    by_column = lines(LEFT, left=50) + lines(RIGHT, left=320)
    by_row = [
        line
        for pair in zip(lines(LEFT, left=50), lines(RIGHT, left=320), strict=True)
        for line in pair
    ]
    heading = (50, 750, 20, "Council postpones breakwater until spring comes")
    for columns in (by_column, by_row):
        document = read([[heading, *columns]])
        assert document.title == "Council postpones breakwater until spring comes"
        assert " ".join(document.body.split()) == f"{LEFT_TEXT} {RIGHT_TEXT}"


def test_a_paragraph_begins_after_a_gap() -> None:
    """Of more than the usual distance between lines."""
    page = lines(LEFT, top=700) + lines(RIGHT, top=620)
    assert read([page]).body == f"{LEFT_TEXT}\n\n{RIGHT_TEXT}"


def test_a_paragraph_begins_with_an_indent_or_after_a_short_last_line() -> None:
    """As books and newspapers set them."""
    indented = [
        (65 if n == 0 else 50, 700 - 12 * number, 10, text)
        for number, (n, text) in enumerate([*enumerate(LEFT), *enumerate(RIGHT)])
    ]
    assert read([indented]).body == f"{LEFT_TEXT}\n\n{RIGHT_TEXT}"
    short = lines([*LEFT[:-1], "It rained.", *RIGHT])
    assert read([short]).body.split("\n\n")[1] == RIGHT_TEXT


def test_a_paragraph_goes_on_over_pages_without_their_headers_and_footers() -> None:
    """Running titles, page numbers and what browsers print are not the article."""
    pages = [
        [
            (50, 780, 8, "The Vellmarsh Argus"),
            (450, 780, 8, f"Edition {number} of 2024"),
            (290, 30, 8, f"Page {number} of 2"),
            (50, 30, 8, "https://www.argus.example/news/breakwater"),
            *lines(text),
        ]
        for number, text in ((1, LEFT[:3]), (2, LEFT[3:]))
    ]
    assert read(pages).body == LEFT_TEXT


def test_what_a_browser_prints_on_a_single_page_is_left_out() -> None:
    """There is no other page to compare it with, but its form tells."""
    page = [
        (50, 780, 8, "11/24/26, 2:11 AM"),
        (300, 780, 8, "Breakwater decision"),
        (50, 20, 8, "file:///home/anka/breakwater.html"),
        (550, 20, 8, "1/1"),
        *lines(LEFT),
    ]
    assert read([page]).body == LEFT_TEXT


def test_a_line_at_an_edge_that_does_not_come_back_stays() -> None:
    """Text may begin high and end low on a page."""
    page = [(50, 780, 10, "Council votes."), *lines(LEFT, top=760), (50, 30, 10, "It rained.")]
    body = read([page]).body
    assert body.startswith("Council votes.")
    assert body.endswith("It rained.")


def test_the_headline_is_what_is_clearly_larger() -> None:
    """On the first page, over two lines; a kicker above it stays in the text."""
    page = [
        (50, 770, 9, "POLITICS TODAY"),
        (50, 740, 20, "Council postpones"),
        (50, 716, 20, "breakwater again"),
        *lines(LEFT),
    ]
    document = read([page], title="Untitled-3.indd")
    assert document.title == "Council postpones breakwater again"
    assert document.body == f"POLITICS TODAY\n\n{LEFT_TEXT}"


def test_without_larger_letters_the_text_decides() -> None:
    """By the title among the properties where the text shows it, else as in plain text."""
    page = [(50, 740, 10, "Council postpones it."), *lines(LEFT)]
    assert read([page], title="Council postpones it.").title == "Council postpones it."
    assert read([page], title="Untitled").title == ""
    headed = [(50, 740, 10, "Council postpones it"), *lines(LEFT)]
    assert read([headed], title="Untitled").title == "Council postpones it"


def test_letters_that_are_large_throughout_are_no_headline() -> None:
    """Nor is a page of them at the start."""
    assert split_title(
        [Line(f"line {n} of text", 0, 9, 10 * n, 10 * n + 10) for n in range(5)]
    ) == (
        "",
        [Line(f"line {n} of text", 0, 9, 10 * n, 10 * n + 10) for n in range(5)],
    )
    large = [Line("many words here " * 5, 0, 9, 30 * n, 30 * n + 20) for n in range(5)]
    small = [Line("small words", 0, 9, 10 * n, 10 * n + 10) for n in range(9)]
    assert split_title([*large, *small])[0] == ""


def test_widely_spaced_lines_of_one_column_stay_in_order() -> None:
    """Justified text in a narrow column looks like two for a line."""
    rows = [
        part
        for n in range(4)
        for part in (
            Line("left", 0, 20, 90 - 20 * n, 100 - 20 * n),
            Line("right", 60, 100, 90 - 20 * n, 100 - 20 * n),
            Line("full line", 0, 100, 80 - 20 * n, 90 - 20 * n),
        )
    ]
    assert [line.text for line in in_reading_order(rows)] == ["left", "right", "full line"] * 4


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf_of_contents([b""], encryption=PASSWORD), "password"),
        (pdf([lines(LEFT)])[:300], "is damaged or incomplete"),
        (b"%PDF-1.7\n" + os.urandom(500), "is damaged or incomplete"),
        (pdf_of_contents([b"0 0 600 800 re f"]), "run text recognition"),
        (pdf([[(50, 400, 10, "Scanned by X")]]), "run text recognition"),
        (pdf_of_contents([]), "is damaged or incomplete"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_the_remedy(data: bytes, said: str) -> None:
    """Protected, cut short, random, scanned, or without a page."""
    with pytest.raises(ReadingError, match=f"(?i){said}"):
        read_pdf(data, DEFAULT_LIMITS)


def test_a_damaged_page_costs_only_itself() -> None:
    """The rest of the document is read."""
    data = pdf_of_contents([b"", b"BT /F 10 Tf 50 700 Td (Five words or even more.) Tj ET"])
    data = data.replace(b"/Type/Page/Parent", b"/Tyqe/Qage/Qarent", 1)
    assert read_pdf(data, DEFAULT_LIMITS)[0].body == "Five words or even more."


def test_pages_beyond_the_limit_are_refused() -> None:
    """A book is no article."""
    with pytest.raises(LimitError, match="more than 2 pages"):
        read_pdf(pdf([lines(LEFT)] * 3), Limits(pages=2))


FLATE = b"/Filter/FlateDecode"
GIGABYTE = deflated(b" " * 1_000_000, 1000)
TEXTS = b"BT /F 12 Tf 1 0 0 1 50 700 Tm (Hello there world) Tj ET\n" * 10_000


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems limit a process's memory")
@pytest.mark.parametrize(
    "data",
    [
        pdf_of_contents([GIGABYTE], filters=FLATE),
        pdf_of_contents([zlib.compress(GIGABYTE)], filters=b"/Filter[/FlateDecode/FlateDecode]"),
        pdf_of_contents([deflated(TEXTS, 200)], filters=FLATE),
        # Each form draws the next one ten times: 10 to the 11th texts.
        pdf_of_contents(
            [b"/X0 Do"],
            forms=[*(b"/X%d Do\n" % n * 10 for n in range(1, 12)), b"BT /F 9 Tf (Hello) Tj ET"],
        ),
    ],
    ids=["a gigabyte of blanks", "packed twice", "two million texts", "forms in forms"],
)
def test_bombs_are_refused_quickly_and_not_in_this_process(data: bytes) -> None:
    """PDFium alone would take two gigabytes for the first and never come back from the last."""
    import resource

    began = time.monotonic()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with Sandbox() as sandbox, pytest.raises(LimitError, match="too much memory or time"):
        list(sandbox.read(PDF, data, DEFAULT_LIMITS))
    assert time.monotonic() - began < 20
    # In kilobytes on Linux; on macOS the figure is in bytes and the test is weaker.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
