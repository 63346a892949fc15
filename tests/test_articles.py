"""Files become articles: one form of text, identities that hold, and nothing good lost for bad."""

import hashlib
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make_files import BODY, GERMAN, HEADLINE, PARAGRAPHS, TEXT, docx, lines, pdf, xlsx, zip_of
from strategies import awkward_texts, texts

from analysis.articles import (
    Article,
    Problem,
    article_from_text,
    read_articles,
    read_files,
    separate_duplicates,
)
from analysis.errors import AnalysisError, LanguageError, LimitError, ReadingError
from analysis.limits import Limits

FRONT = (
    "outlet: The Argus\ntitle: Council postpones breakwater\ndate: 12 March 2024\n"
    "author: Anka Reel\nurl: https://www.argus.example/a\ngenre: Op-Ed\n\n"
)
PAGE = (
    f"<html><head><title>{HEADLINE}</title></head><body><article>"
    f"<p>{'</p><p>'.join(PARAGRAPHS)}</p></article></body></html>"
)


def only(name: str, data: bytes) -> Article:
    """Return the only article in a file."""
    (article,) = read_articles(name, data)
    return article


def test_an_article_holds_what_its_file_states() -> None:
    """The headline before the body, the date in one form, the genre in one word."""
    article = only("storm.txt", (FRONT + BODY).encode())
    assert article.text == TEXT
    assert article.text[: article.headline_end] == HEADLINE
    assert article.title == HEADLINE
    assert article.outlet == "The Argus"
    assert article.published == "2024-03-12"
    assert article.author == "Anka Reel"
    assert article.url == "https://www.argus.example/a"
    assert article.genre == "opinion"
    assert article.source_file == "storm.txt"
    assert article.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert re.fullmatch("t[0-9a-f]{12}", article.article_id)
    assert article.warnings == ()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT.encode()),
        ("a.txt", TEXT.replace("\n", "\r\n").encode("utf-16")),
        ("a.md", f"# {HEADLINE}\n\n{BODY}".encode()),
        ("a.html", PAGE.encode()),
        ("a.docx", docx([HEADLINE, *PARAGRAPHS])),
        ("a.csv", f'title,text\n"{HEADLINE}","{BODY}"\n'.encode()),
        ("a.xlsx", xlsx({"S": [["title", "text"], [HEADLINE, BODY]]})),
        ("a.zip", zip_of({"a.txt": TEXT.encode()})),
        (
            "a.pdf",
            pdf(
                [
                    [
                        (50, 750, 20, HEADLINE),
                        *(
                            line
                            for number, paragraph in enumerate(PARAGRAPHS)
                            for line in lines(
                                re.findall(r"\S.{0,80}(?!\S)", paragraph), top=700 - 80 * number
                            )
                        ),
                    ]
                ]
            ),
        ),
    ],
)
def test_every_format_gives_the_same_text(name: str, data: bytes) -> None:
    """So that scores do not depend on how an article was saved."""
    article = only(name, data)
    assert article.text == TEXT
    assert article.title == HEADLINE
    assert article.headline_end == len(HEADLINE)


def test_a_title_that_the_body_repeats_stands_once() -> None:
    """Exports and pages often have it in both places."""
    data = f'title,text\n{HEADLINE},"{HEADLINE.upper()}\n\n{BODY}"\n'.encode()
    assert only("a.csv", data).text == TEXT


def test_a_title_without_a_body_is_the_text() -> None:
    """A line of text that looked like a headline is still scored as body."""
    article = only("a.md", b"# Council postpones breakwater\n")
    assert (article.text, article.headline_end) == (HEADLINE, 0)
    assert article.title == HEADLINE


def test_reading_the_same_bytes_again_gives_the_same_articles() -> None:
    """The id too: it names the article in tables that were saved."""
    files = [("a.txt", TEXT.encode()), ("b.zip", zip_of({"x/a.csv": b"text\nOne.\nTwo.\n"}))]
    assert read_files(files) == read_files(files)


def test_ids_differ_by_outlet_place_and_source_but_the_hash_of_the_text_does_not() -> None:
    """A wire text under two outlets is two articles with one text."""
    data = f'text,outlet\n"{BODY}",Argus\n"{BODY}",Courier\n'.encode()
    articles = [*read_articles("a.csv", data), only("b.txt", BODY.encode())]
    assert len({article.article_id for article in articles}) == 3
    assert len({article.text_sha256 for article in articles}) == 1
    assert [article.source_file for article in articles] == ["a.csv#1", "a.csv#2", "b.txt"]


def test_corrections_change_neither_text_nor_identity() -> None:
    """They can be made after scoring."""
    article = only("a.txt", TEXT.encode())
    corrected = article.corrected(outlet=" Argus ", title="Other", published="2024-03-13")
    assert (corrected.outlet, corrected.title) == ("Argus", "Other")
    assert corrected.text == article.text
    assert corrected.headline_end == article.headline_end
    assert corrected.article_id == article.article_id


def test_a_folder_names_the_outlet_of_what_names_none() -> None:
    """In archives and in names that a folder upload gives; not in a path on the machine."""
    front = (FRONT + BODY).encode()
    files = [
        ("Courier/a.txt", TEXT.encode()),
        ("Courier/b.txt", front),
        ("May/Herald/c.csv", b"text\nWords of one.\n"),
        ("Post/d.zip", zip_of({"e.txt": b"Words of two.", "Star/f.txt": b"Words of three."})),
        ("/home/anka/g.txt", b"Words of four."),
        ("../seed/h.txt", b"Words of five."),
        ("C:\\texts\\i.txt", b"Words of six."),
    ]
    outlets = [article.outlet for article in read_files(files).articles]
    assert outlets == ["Courier", "The Argus", "Herald", "Post", "Star", "", "", ""]


def test_the_good_are_read_and_the_bad_named() -> None:
    """In the order of the files; each message names its file and ends in a remedy."""
    files = [
        ("empty.txt", b""),
        ("blank.txt", b" \n"),
        ("mark.txt", b"\xef\xbb\xbf \n"),
        ("symbols.txt", b"*** 123 ***"),
        ("binary.txt", bytes(range(256))),
        ("table.csv", b"title,words\nA,B\n"),
        ("header.csv", b"title,text\n\n"),
        ("rows.csv", b'text,title\n,A\nWords of a row.,B\n"never closed\n'),
        ("good.txt", TEXT.encode()),
        ("cut.docx", docx([BODY])[:2000]),
        ("cut.pdf", b"%PDF-1.7 cut"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        (
            "pack.zip",
            zip_of({"a/in.txt": b"Words of a member.", "a/pic.png": b"\x89PNG\r\n\x1a\n"}),
        ),
    ]
    reading = read_files(files)
    assert [article.source_file for article in reading.articles] == [
        "rows.csv#2",
        "good.txt",
        "pack.zip/a/in.txt",
    ]
    assert [problem.source for problem in reading.problems] == [
        "empty.txt",
        "blank.txt",
        "mark.txt",
        "symbols.txt",
        "binary.txt",
        "table.csv",
        "header.csv",
        "rows.csv#1",
        "rows.csv#3",
        "cut.docx",
        "cut.pdf",
        "old.doc",
        "pack.zip/a/pic.png",
    ]
    for problem in reading.problems:
        assert problem.message.startswith(f"{problem.source} ")
        assert problem.message.endswith(".")
        assert problem.article is None


def test_reading_one_file_raises_only_if_nothing_could_be_read() -> None:
    """The error says which kind it is, and all that was wrong."""
    assert len(read_articles("a.csv", b'text\nWords here.\n"never closed\n')) == 1
    with pytest.raises(ReadingError, match=r"a\.txt is empty"):
        read_articles("a.txt", b"")
    with pytest.raises(LanguageError, match="is in German"):
        read_articles("a.txt", GERMAN.encode())
    with pytest.raises(LimitError, match=r"0\.001 MB is the most"):
        read_articles("a.txt", TEXT.encode() * 4, limits=Limits(file_bytes=1000))
    mixed = zip_of({"a.txt": b"", "b.txt": GERMAN.encode()})
    with pytest.raises(ReadingError, match=r"a\.txt is empty.*\n.*b\.txt is in German") as raised:
        read_articles("m.zip", mixed)
    assert type(raised.value) is ReadingError


def test_a_foreign_text_is_a_problem_that_holds_the_article() -> None:
    """Whoever scores it anyway takes it from there; it keeps its warning."""
    reading = read_files([("de.txt", GERMAN.encode())])
    (problem,) = reading.problems
    assert not reading.articles
    assert "de.txt is in German, and only English can be scored" in problem.message
    assert problem.article is not None
    assert problem.article.text == GERMAN
    assert "may be in German" in problem.article.warnings[0]
    anyway = read_files([("de.txt", GERMAN.encode())], any_language=True)
    assert anyway.articles == (problem.article,)
    assert not anyway.problems


def test_a_doubtful_language_is_a_warning() -> None:
    """Short texts are read."""
    article = only("de.txt", GERMAN[:150].encode())
    assert "de.txt may be in German" in article.warnings[0]


def test_warnings_name_the_file_and_what_is_odd() -> None:
    """An ambiguous date stays; an extension that lies and a guessed encoding are said."""
    article = only("a.csv", f'text,date\n"{BODY}",12/03/2024\n'.encode("cp1252"))
    assert article.published == "12/03/2024"
    assert any("Windows-1252" in warning for warning in article.warnings)
    assert any("12 March 2024 or 3 December 2024" in warning for warning in article.warnings)
    assert all(warning.startswith("a.csv#1 ") for warning in article.warnings)
    assert "is named .pdf but is plain text" in only("b.pdf", TEXT.encode()).warnings[0]


def test_endless_texts_are_read_with_a_warning() -> None:
    """Five megabytes, and a sentence of five thousand words."""
    long = only("long.txt", b"The council voted on Tuesday to wait. " * 130_000)
    assert len(long.text) > 4_900_000
    assert "characters" in long.warnings[0]
    sentence = only("sentence.txt", ("the council voted and " * 1250).encode())
    assert "5,000 words without the end of a sentence" in sentence.warnings[0]
    assert not only("short.txt", BODY.encode()).warnings


def test_the_same_text_from_the_same_outlet_counts_once() -> None:
    """It is said; under another outlet it is a reprint and stays."""
    text = TEXT.encode()
    reading = read_files([("A/a.txt", text), ("A/b.txt", text), ("B/a.txt", text)])
    assert [article.source_file for article in reading.articles] == ["A/a.txt", "B/a.txt"]
    (problem,) = reading.problems
    assert problem.source == "A/b.txt"
    assert "A/a.txt" in problem.message
    again = separate_duplicates(reading.articles, known=[reading.articles[0]])
    assert again.articles == (reading.articles[1],)
    assert len(again.problems) == 1


def test_the_outlet_that_counts_is_the_corrected_one() -> None:
    """What is on the desk may have been corrected since it was read."""
    article = only("a.txt", TEXT.encode())
    renamed = article.corrected(outlet="Argus")
    assert separate_duplicates([article], known=[renamed]).articles == (article,)
    assert separate_duplicates([renamed], known=[renamed]).articles == ()


def test_many_duplicates_are_listed_in_part() -> None:
    """A table that was exported twice over would fill the page."""
    reading = read_files([("a.csv", b"text\n" + b"The same words.\n" * 200)])
    assert len(reading.articles) == 1
    assert len(reading.problems) == 51
    assert "149 texts in all" in reading.problems[-1].message


def test_a_file_without_a_name_gets_one() -> None:
    """And control characters in a name go no further."""
    assert only(" ", TEXT.encode()).source_file == "unnamed file"
    assert only("a\x1b[31m\n.txt", TEXT.encode()).source_file == "a[31m .txt"


def test_pasted_text_is_an_article() -> None:
    """What is given wins over its front matter, which wins over its first line."""
    article = article_from_text(f"{FRONT}{BODY}", outlet=" Herald ", published="13 March 2024")
    assert (article.title, article.outlet) == (HEADLINE, "Herald")
    assert article.published == "2024-03-13"
    assert article.text == TEXT
    assert article.source_file == "pasted text"
    assert article_from_text(TEXT).text == TEXT
    assert article_from_text(BODY, title=HEADLINE).text == TEXT
    assert article_from_text(TEXT, title="Other").text == f"Other\n\n{TEXT}"
    assert article_from_text(TEXT, source_file="a note").source_file == "a note"


def test_pasted_text_in_another_language_is_refused_like_a_file() -> None:
    """Unless it is wanted all the same; then with a warning."""
    with pytest.raises(LanguageError, match="is in German"):
        article_from_text(GERMAN)
    assert "may be in German" in article_from_text(GERMAN, any_language=True).warnings[0]


@pytest.mark.parametrize("text", ["", " \n", "***", "\u200b"])
def test_pasting_nothing_is_an_error(text: str) -> None:
    """With what to do."""
    with pytest.raises(ReadingError, match="holds no words"):
        article_from_text(text)


def test_pasting_a_library_is_an_error() -> None:
    """A text may be as long as a file."""
    with pytest.raises(LimitError, match="pasted text has 21 MB"):
        article_from_text("a" * 21_000_000)


@given(texts | awkward_texts, texts | awkward_texts)
def test_headline_and_offsets_hold_for_any_text(title: str, body: str) -> None:
    """The headline is a slice of the text, which is in one form and can be encoded."""
    try:
        article = article_from_text(body, title=title)
    except AnalysisError:
        return
    text = article.text
    assert text == text.strip()
    assert text[: article.headline_end] == (article.title if article.headline_end else "")
    if article.headline_end:
        assert text[article.headline_end : article.headline_end + 2] == "\n\n"
    assert article.text_sha256 == hashlib.sha256(text.encode()).hexdigest()


@given(st.lists(st.sampled_from("ABC"), max_size=8), st.lists(st.sampled_from("ABC"), max_size=3))
@settings(max_examples=30)
def test_every_article_is_new_or_a_problem(letters: list[str], known: list[str]) -> None:
    """And no text comes out twice."""
    made = [article_from_text(f"Text {n} of it.", source_file="new") for n in letters]
    desk = [article_from_text(f"Text {n} of it.") for n in known]
    result = separate_duplicates(made, desk)
    assert len(result.articles) + len(result.problems) == len(made)
    assert {article.text for article in result.articles} == {article.text for article in made} - {
        article.text for article in desk
    }


def test_a_problem_is_a_plain_record() -> None:
    """The interface can make its own, for a file that it could not open."""
    assert Problem("a", "a is away.") == Problem("a", "a is away.", None, ReadingError)


def test_reading_says_nothing_on_the_side() -> None:
    """Libraries log what they meet, and could quote a user's text."""
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from make_files import *\n"
        "from analysis.articles import read_files\n"
        "word, book = docx(['x']), xlsx({'S': [['text'], ['Words.']]})\n"
        "read_files([('a.html', b'<html><p>secret'), ('b.html', b'<html>' + b'<p>secret' * 99),\n"
        "  ('a.pdf', b'%PDF-1.4 secret'), ('b.docx', word[:900]), ('c.docx', word),\n"
        "  ('d.xlsx', with_part(book, 'xl/styles.xml', b'<styleSheet xmlns=\"http://schemas.'\n"
        "   b'openxmlformats.org/spreadsheetml/2006/main\"/>')),\n"
        "  ('e.txt', b'secret \\xff\\xfe ' * 9),\n"
        "  ('f.csv', b'text,date\\nsecret,Tue 12 Mar 2024 10:00 XYZ\\n')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", code], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")
