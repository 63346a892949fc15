"""Plain text and Markdown: front matter, headline, and what stays of the marks."""

import pytest

from analysis.limits import DEFAULT_LIMITS, Limits
from analysis.readers.base import Document
from analysis.readers.front_matter import split_front_matter
from analysis.readers.headline import split_headline, stated_title
from analysis.readers.markdown import read_markdown
from analysis.readers.plain import read_text

LONG = (
    "The harbour council voted on Tuesday to postpone the reconstruction of the eastern "
    "breakwater, councillors said."
)


def text(content: str) -> Document:
    """Return the only document in a text file."""
    return read_text(content, DEFAULT_LIMITS)[0]


def markdown(content: str) -> Document:
    """Return the only document in a Markdown file."""
    return read_markdown(content, DEFAULT_LIMITS)[0]


@pytest.mark.parametrize(
    "content",
    [
        f"Council postpones work\n\n{LONG}",
        f"\n\nCouncil postpones work  \n\n\n{LONG}",
        f"Council postpones work\n{LONG}",  # no empty line, but clearly longer text
        f"Council postpones work\nBy Anka Reel\n\n{LONG}",  # a byline is no second line of it
        f"Council postpones work\n12 March 2024\n\n{LONG}",  # nor is a date
    ],
)
def test_a_short_first_line_is_the_headline(content: str) -> None:
    """When an empty line, a byline, a date or longer text follows."""
    headline, rest = split_headline(content)
    assert headline == "Council postpones work"
    assert rest.endswith(LONG)
    assert "postpones work" not in rest


@pytest.mark.parametrize(
    "line",
    [
        "Breaking: storm hits the coast",
        "Is this the end?",
        "Storm nears the U.S.",  # initials end no sentence
        "“We are finished”: mayor quits",
        " ".join(["word"] * 20),
    ],
)
def test_headlines_come_in_many_forms(line: str) -> None:
    """A colon, a question mark, initials, quotation marks, twenty words."""
    assert split_headline(f"{line}\n\n{LONG}") == (line, LONG)


@pytest.mark.parametrize(
    "content",
    [
        f"Council postpones work.\n\n{LONG}",  # a sentence
        f"“We are done.”\n\n{LONG}",  # a sentence in quotation marks
        " ".join(["word"] * 21) + f"\n\n{LONG}",  # too long
        f"By Anka Reel\n\n{LONG}",  # a byline
        f"12 March 2024\n\n{LONG}",  # a date
        f"***\n\n{LONG}",  # no words
        "Council postpones work",  # nothing after it: this is the text
        # Broken into lines of equal width, as in e-mail.
        "The harbour council voted on Tuesday to postpone the\n"
        "reconstruction of the eastern breakwater, a decision\nthat was unavoidable.",
    ],
)
def test_other_first_lines_are_text(content: str) -> None:
    """A wrong headline would take a sentence out of the body's figures."""
    assert split_headline(content) == ("", content)


def test_a_title_among_the_properties_counts_where_the_text_shows_it() -> None:
    """Word fills it with the name of a template or of last week's article."""
    paragraphs = ["The Argus", "Council  Postpones Work", LONG]
    assert stated_title("Council postpones work", paragraphs) == "Council  Postpones Work"
    assert stated_title("Microsoft Word - draft3.doc", paragraphs) == ""
    assert stated_title("", paragraphs) == ""


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        # Fenced, with quotation marks, a list, a comment and a key that says nothing to us.
        (
            "---\nOutlet: 'The Argus'\ntags:\n  - a\n# note\nlayout: post\ntitle: \"A: b\"\n---\nX",
            {"outlet": "The Argus", "title": "A: b"},
        ),
        ("---\noutlet: A\n...\nX", {"outlet": "A"}),  # YAML's other end of a document
        # Bare, by aliases; the colon in the value is part of it.
        (
            "Source: A\nHeadline: B: c\nPublication-Date: 2024-03-12\nByline: D\nLink: http://e\n\nX",
            {
                "outlet": "A",
                "title": "B: c",
                "published": "2024-03-12",
                "author": "D",
                "url": "http://e",
            },
        ),
        ("Title: A\nX", {"title": "A"}),  # no empty line after it
        ("outlet: A\r\nsection: Opinion\r\n\r\nX", {"outlet": "A", "genre": "Opinion"}),
        ("title: A\ntitle: B\n\nX", {"title": "A"}),  # the first counts
        ("title:\noutlet: A\n\nX", {"outlet": "A"}),  # empty is unknown
    ],
)
def test_front_matter_is_metadata(content: str, fields: dict[str, str]) -> None:
    """Between rules or bare, under the names that people use."""
    found, rest = split_front_matter(content)
    assert found == fields
    assert rest.strip() == "X"


@pytest.mark.parametrize(
    "content",
    [
        "Breaking: mayor quits\n\nX",  # no name of ours
        "Media: the new war\n\nX",  # a name of ours that also begins headlines, on its own
        "Source: officials knew\n\nX",
        "text: hello\n\nX",  # text is no metadata
        "---\noutlet: A\nX",  # never closed
        "---\nHe said: no\nand then he left\n---\nX",  # text between two rules
        "Title A\n\nX",
    ],
)
def test_text_is_not_taken_for_front_matter(content: str) -> None:
    """It would be lost."""
    assert split_front_matter(content) == ({}, content)


def test_plain_text_keeps_its_lines() -> None:
    """They may be verse, a list, or paragraphs without empty lines between them."""
    document = text(f"outlet: The Argus\n\nCouncil postpones work\n\n{LONG}\n{LONG}\n")
    assert (document.outlet, document.title) == ("The Argus", "Council postpones work")
    assert document.body == f"{LONG}\n{LONG}"


def test_a_stated_title_leaves_the_first_line_in_the_body() -> None:
    """There is one headline."""
    document = text(f"title: Council postpones work\n\nWhat we know\n\n{LONG}")
    assert document.title == "Council postpones work"
    assert document.body.strip().startswith("What we know")


def test_markdown_is_reduced_to_its_words() -> None:
    """Links, emphasis, lists, quotations, pictures and HTML leave their text alone."""
    document = markdown(
        "# Council *postpones* work\n\nBy **Anka Reel**\n\nThe [council](http://a.example 'b')\n"
        "voted, `he` said.  \nNow. ![map](x.png)\n\n1999. A year.\n\n- one\n- two\n\n"
        "> “Quoted.”\n\nWhat next\n=========\n\n    set in by four\n\n"
        "<div>fish &amp; chips</div>\n\n"
        "```\ncode\n```\n\nEnd\\*.\n"
    )
    assert document.title == "Council postpones work"
    assert [" ".join(block.split()) for block in document.body.split("\n\n") if block.strip()] == [
        "By Anka Reel",
        "The council voted, he said. Now.",
        "1999. A year.",  # a list by its marks, but the number is text
        "one",
        "two",
        "“Quoted.”",
        "What next",
        "set in by four",
        "fish & chips",
        "End*.",
    ]


def test_markdown_without_a_heading_is_read_like_text() -> None:
    """And front matter wins over a heading, which then stays in the body."""
    assert markdown(f"Council postpones work\n\n{LONG}").title == "Council postpones work"
    stated = markdown(f"---\ntitle: A\n---\n# B\n\n{LONG}")
    assert (stated.title, stated.body) == ("A", f"B\n\n{LONG}")


def test_endless_markdown_is_read_as_text_with_a_warning() -> None:
    """Its parser takes 10 seconds for a million brackets."""
    document = read_markdown("# A\n\n" + "[" * 100, Limits(markup_characters=50))[0]
    assert "[[[" in document.body
    assert document.warnings
