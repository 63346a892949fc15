"""No bytes at all raise anything but what a user can be told."""

import pytest
from fuzz_files import FILES, PAGE, PDF
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.articles import Article, Reading, read_files


def check(name: str, data: bytes) -> None:
    """Read `data` in this process, and check all that holds for any reading."""
    check_reading(read_files([(name, data)], isolated=False))


def check_reading(reading: Reading) -> None:
    """Check all that holds for any reading."""
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


@settings(deadline=None, max_examples=5)  # each starts processes
@given(damaged(PDF), damaged(FILES["a.docx"]), damaged(FILES["a.xlsx"]), damaged(FILES["a.html"]))
def test_damaged_files_are_articles_and_problems_in_the_sandbox(
    pdf: bytes, docx: bytes, xlsx: bytes, html: bytes
) -> None:
    """One after another in the processes of one upload."""
    damaged_files = [("a.pdf", pdf), ("a.docx", docx), ("a.xlsx", xlsx), ("a.html", html)]
    check_reading(read_files(damaged_files * 2))


@settings(deadline=None, max_examples=150)
@given(st.sampled_from([*FILES, "a.tsv", "a.json", "a"]), st.binary(max_size=200))
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
    for name, data in FILES.items():
        reading = read_files([(name, data)])
        assert reading.articles, name
        check(name, data)
