"""No bytes at all raise anything but what a user can be told."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make_files import BODY, HEADLINE, PARAGRAPHS, TEXT, docx, lines, pdf, xlsx, zip_of

from analysis.articles import Article, read_files

PAGE = (
    f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{HEADLINE}</title>"
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-03-12"}'
    f"</script></head><body><article><p>{'</p><p>'.join(PARAGRAPHS)}</p></article></body></html>"
)
MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/b\r\n"
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}\r\n--b--\r\n"
)
TABLE = f'title;text;date\n"A ""quoted"" one";"{BODY}";12/03/2024\nB;"{BODY}";2024-03-12\n'
RECORDS = "\n".join(json.dumps({"text": p, "source": {"name": "A"}}) for p in PARAGRAPHS)
FRONT = "---\noutlet: The Argus\ntitle: 'A'\ndate: Tue, 12 Mar 2024 10:00 EST\n---\n"
FILES = {
    "a.txt": f"{FRONT}{TEXT}".encode(),
    "b.txt": TEXT.encode("utf-16"),
    "c.txt": TEXT.encode("cp1252"),
    "a.md": f"{FRONT}# {HEADLINE}\n\n*{BODY}*\n\n- [a](b)\n\n> c\n\n<div>d</div>\n".encode(),
    "a.html": PAGE.encode(),
    "a.mhtml": MHTML.encode(),
    "a.csv": TABLE.encode(),
    "a.jsonl": RECORDS.encode(),
    "a.docx": docx([("Title", HEADLINE), *PARAGRAPHS], title=HEADLINE),
    "a.xlsx": xlsx({"S": [["title", "text"], [HEADLINE, BODY], [None, 3]]}),
    "a.zip": zip_of(
        {"A/a.txt": TEXT.encode(), "a.csv": TABLE.encode(), "n.zip": zip_of({"b": b"c"})}
    ),
}
PDF = pdf([lines(PARAGRAPHS), lines(PARAGRAPHS, left=320)], title=HEADLINE)


def check(name: str, data: bytes) -> None:
    """Read `data`, and check all that holds for any reading."""
    reading = read_files([(name, data)])
    assert reading.articles or reading.problems
    for problem in reading.problems:
        assert problem.message.startswith(problem.source)
    for article in (*reading.articles, *(p.article for p in reading.problems if p.article)):
        check_article(article)


def check_article(article: Article) -> None:
    """Check that the parts of an article fit together."""
    assert any(character.isalpha() for character in article.text)
    assert article.text == article.text.strip()
    if article.headline_end:
        assert article.text[: article.headline_end + 2] == f"{article.title}\n\n"
    assert all(warning.startswith(article.source_file) for warning in article.warnings)
    for value in (article.text, article.title, article.outlet, article.published, article.url):
        value.encode()


def damaged(data: bytes) -> st.SearchStrategy[bytes]:
    """Return a strategy for `data` cut short, with bytes changed, and with pieces moved in."""
    places = st.floats(0, 1, exclude_max=True)
    changes = st.lists(st.tuples(places, st.binary(max_size=4)), max_size=12)

    def damage(cut: float, pieces: list[tuple[float, bytes]]) -> bytes:
        changed = bytearray(data)
        for place, piece in pieces:
            start = int(place * len(changed))
            changed[start : start + len(piece)] = piece
        return bytes(changed[: int(cut * len(changed))])

    return st.builds(damage, places | st.just(1.0), changes)


# What a reader does once takes long the first time: it imports its parser.
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@pytest.mark.parametrize("name", FILES)
@given(data=st.data())
def test_damaged_files_are_articles_and_problems(name: str, data: st.DataObject) -> None:
    """Cut short and with bytes changed anywhere."""
    check(name, data.draw(damaged(FILES[name])))


@settings(deadline=None, max_examples=25)  # each starts a process
@given(damaged(PDF))
def test_a_damaged_pdf_is_articles_and_problems(data: bytes) -> None:
    """Or neither process would survive it."""
    check("a.pdf", data)


@settings(deadline=None, max_examples=150)
@given(st.sampled_from([*FILES, "a.pdf", "a.tsv", "a.json", "a"]), st.binary(max_size=200))
def test_random_bytes_are_articles_and_problems(name: str, data: bytes) -> None:
    """Whatever they are called."""
    check(name, data)


STARTS: list[tuple[str, bytes]] = [
    ("a.zip", b"PK\3\4"),
    ("a.html", b"<html><body>"),
    ("a.mhtml", b"MIME-Version: 1.0\nContent-Type: "),
    ("a.json", b"["),
    ("a.csv", b"text,date\n"),
    ("a.md", b"---\ntitle: "),
    ("a.txt", b"\xff\xfe"),
]


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(STARTS), st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_anything_after_a_good_start_is_articles_and_problems(
    start: tuple[str, bytes], rest: bytes
) -> None:
    """The format is decided, what follows is not."""
    check(start[0], start[1] + rest)


SMALL_MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<a>",
            "<article>",
            "<table>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<title>",
            "<br",
            "class=",
            '"',
            "'",
            "&",
            "&amp;",
            "&#0;",
            "&#xd800;",
            "<meta",
            "charset=",
            "name=author",
            "content=",
            ">",
            "<",
            "words",
            "[",
            "](",
            ")",
            "*",
            "_",
            "`",
            "#",
            "-",
            ">",
            "1.",
            "\n",
            "\t",
            "|",
            "\\",
            "![",
            "---",
        ]
    )
)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(["a.html", "a.md"]), SMALL_MARKUP)
def test_any_markup_is_articles_and_problems(name: str, parts: list[str]) -> None:
    """In any order and number."""
    check(name, f"{PAGE if name == 'a.html' else ''}{' '.join(parts)} word".encode())


def test_what_is_checked_can_fail() -> None:
    """The files that are damaged above are good ones."""
    for name, data in [*FILES.items(), ("a.pdf", PDF)]:
        reading = read_files([(name, data)])
        assert reading.articles, name
        check(name, data)
