"""Saved web pages: the article and what the page says about it, and nothing is ever fetched."""

import socket

import pytest
from make_files import BODY, HEADLINE, PARAGRAPHS

from analysis.errors import LimitError, ReadingError
from analysis.limits import DEFAULT_LIMITS, Limits
from analysis.readers.base import Document
from analysis.readers.markup import lean
from analysis.readers.saved_page import read_saved_page
from analysis.readers.web_page import read_web_page

ARTICLE = f"<article><h1>{HEADLINE}</h1>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</article>"
AROUND = (
    "<nav><ul><li><a href='/'>Home</a><li><a href='/sport'>Sport</a></ul></nav>"
    "{}<aside><h3>Read more</h3><a href='/x'>Ferry runs aground</a></aside>"
    "<footer>All rights reserved. Cookie settings.</footer>"
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make any attempt to reach a network fail the test."""

    def refuse(*_: object) -> None:
        pytest.fail("a reader tried to reach the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def page(body: str = AROUND.format(ARTICLE), head: str = "", before: str = "") -> Document:
    """Return the document of a page."""
    html = f"<!DOCTYPE html>{before}<html lang='en'><head>{head}</head><body>{body}</body></html>"
    return read_web_page(html, DEFAULT_LIMITS)[0]


def test_the_article_is_found_among_what_stands_around_it() -> None:
    """Menus, teasers and the footer stay out; paragraphs stay apart."""
    document = page()
    assert document.title == HEADLINE
    for paragraph in PARAGRAPHS:
        assert f"\n\n{paragraph}" in document.body
    for noise in ("Sport", "Read more", "Ferry", "rights reserved"):
        assert noise not in document.body


def test_metadata_is_what_the_page_states() -> None:
    """In the tags that publishers use; the outlet's name around the headline goes."""
    document = page(
        head=f"<title>{HEADLINE} | The Argus</title>"
        "<meta property='og:site_name' content='The Argus'>"
        "<meta name='author' content='Anka Reel; Tom Osk'>"
        "<meta property='article:published_time' content='2024-03-12T08:00:00Z'>"
        "<link rel='canonical' href='https://www.argus.example/opinion/breakwater'>"
    )
    assert document.title == HEADLINE
    assert document.outlet == "The Argus"
    assert document.author == "Anka Reel, Tom Osk"
    assert document.published == "2024-03-12"
    assert document.url == "https://www.argus.example/opinion/breakwater"
    assert document.genre == "opinion"  # from the address


def test_metadata_is_also_read_from_json() -> None:
    """schema.org in a script, which is not removed with the other scripts."""
    document = page(
        head='<script type="application/ld+json">{"@context": "https://schema.org", '
        '"@type": "OpinionNewsArticle", "headline": "Breakwater postponed again", '
        '"datePublished": "2024-03-12", "author": {"@type": "Person", "name": "Anka Reel"}, '
        '"publisher": {"@type": "Organization", "name": "The Argus"}}</script>'
    )
    assert (document.outlet, document.author) == ("The Argus", "Anka Reel")
    assert (document.published, document.genre) == ("2024-03-12", "opinion")


@pytest.mark.parametrize(
    "before",
    [
        "<!-- saved from url=(0034)https://www.argus.example/live/now -->",
        "<!--\n Page saved with SingleFile \n url: https://www.argus.example/live/now \n-->",
    ],
)
def test_the_address_that_the_browser_noted_names_the_outlet(before: str) -> None:
    """Where the page names neither."""
    document = page(before=before)
    assert document.url == "https://www.argus.example/live/now"
    assert (document.outlet, document.genre) == ("argus.example", "live")


def test_a_date_in_the_text_is_not_the_date_of_the_page() -> None:
    """An invented date would be worse than none."""
    body = f"<article><p>On 3 May 1997 the wall broke.</p>{ARTICLE}</article>"
    assert page(body).published == ""


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><p>Please enable JavaScript to read this page.</p></body></html>",
        "<html><body></body></html>",
        "<html>",
    ],
)
def test_a_page_with_hardly_any_text_is_refused_with_the_remedy(html: str) -> None:
    """It was built in the browser, or is for subscribers only."""
    with pytest.raises(ReadingError, match="copy the article"):
        read_web_page(html, DEFAULT_LIMITS)


def test_too_much_markup_is_refused_at_once() -> None:
    """Finding the main content takes seconds a million characters."""
    with pytest.raises(LimitError, match="copy the article"):
        read_web_page("<html>" + "<p>word" * 100, Limits(markup_characters=500))


def test_what_makes_saved_pages_large_does_not_count() -> None:
    """Scripts, styles, drawings and embedded pictures are left out before."""
    script = "<SCRIPT async>if (a < b) { c('</p>') }</SCRIPT >"
    data = '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
    image = f'<img src="data:image/png;base64,{"A" * 1000}">'
    html = f"<p>a</p>{script}<style>p {{}}</style>{data}<svg><path d='M0'/></svg>{image}<p>b</p>"
    assert lean(html) == f'<p>a</p>{data}<img src="data:,"><p>b</p>'


def test_a_script_that_never_ends_takes_nothing_with_it() -> None:
    """Nor does looking for its end take time with the square of the page."""
    html = "<p>a</p>" + "<script>" * 100_000 + "<script " * 100_000
    assert lean(html) == html


def test_a_tag_with_thousands_of_attributes_loses_them() -> None:
    """The parser compares each with all others; data in one attribute stays."""
    assert lean(f"<p {'a ' * 9000}>b</p>") == "<p>b</p>"
    assert lean(f"<p {' '.join(f'a{n}=1' for n in range(3000))}>b</p>") == "<p>b</p>"
    long = f'<p data-text="{"a" * 20_000}">b</p>'
    assert lean(long) == long


def mhtml(head: str, *parts: str) -> bytes:
    """Return a page in one file, as Chromium saves it."""
    start = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.argus.example/news/a\r\n"
        f"MIME-Version: 1.0\r\n{head}\r\n\r\n"
    )
    body = "".join(f"------b\r\n{part}\r\n" for part in parts)
    return f"{start}{body}------b--\r\n".encode()


MULTIPART = 'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----b"'


def test_a_page_in_one_file_is_read_like_the_page() -> None:
    """Quoted-printable UTF-8 between other parts; its address names the outlet."""
    quoted = f"<html><body>{ARTICLE}</body></html>".replace("=", "=3D")
    quoted = quoted.replace("“", "=E2=80=9C").replace("”", "=E2=80=\r\n=9D")
    part = f"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{quoted}"
    picture = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA"
    (document,) = read_saved_page(mhtml(MULTIPART, picture, part), DEFAULT_LIMITS)
    assert document.title == HEADLINE
    assert document.body.endswith(BODY)
    assert document.outlet == "argus.example"


def test_where_a_page_lay_on_a_disk_is_not_its_address() -> None:
    """It would stand in every download, with the user's name."""
    data = mhtml(MULTIPART, f"Content-Type: text/html\r\n\r\n<html><body>{ARTICLE}</body></html>")
    data = data.replace(b"https://www.argus.example/news/a", b"file:///home/anka/a.html")
    assert read_saved_page(data, DEFAULT_LIMITS)[0].url == ""


def test_the_encoding_of_a_part_is_heeded() -> None:
    """E-mail names it in the part's header; a name that no page uses is not."""
    html = f"<html><body>{ARTICLE}</body></html>"
    for charset in ("windows-1252", "unicode_escape"):
        header = f"Content-Type: text/html; charset={charset}"
        data = mhtml(MULTIPART, f"{header}\r\n\r\nHERE").replace(b"HERE", html.encode("cp1252"))
        (document,) = read_saved_page(data, DEFAULT_LIMITS)
        assert "“Nobody wanted this outcome,”" in document.body


@pytest.mark.parametrize(
    "data",
    [
        mhtml("Content-Type: text/plain"),  # an e-mail without a page
        mhtml(MULTIPART),  # no parts
        mhtml("Content-Type: multipart/related"),  # no boundary
        b"MIME-Version: 1.0\n"
        + b"".join(
            b'Content-Type: multipart/related; boundary="b%d"\n\n--b%d\n' % (n, n)
            for n in range(2000)  # deeper than Python goes
        ),
    ],
)
def test_a_message_without_a_page_is_refused_with_the_remedy(data: bytes) -> None:
    """Whatever the parser meets in it."""
    with pytest.raises(ReadingError, match="Save the page again"):
        read_saved_page(data, DEFAULT_LIMITS)
