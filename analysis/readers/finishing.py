"""A document as its file holds it to the text and metadata that an article keeps."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.errors import ReadingError
from analysis.readers.base import Document
from analysis.readers.cleaning import clean, clean_line
from analysis.readers.dates import iso_date
from analysis.readers.genre import genre_of

_LONG_TEXT = 1_000_000  # characters
_LONG_PASSAGE = 2_000  # words
_LONGEST_TITLE = 1_000  # characters, as are the next two
_LONGEST_NAME = 300
_LONGEST_URL = 2_000
_LONG_TITLE_SAID = (
    f"names a title of more than {_LONGEST_TITLE:,} characters; it was read as a part of the text."
)
_PASSAGE_END = re.compile(r"[.!?…][\"'’”»)\]]*\s|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Finished:
    """The fields of an `Article` that a document gives; warnings are clauses as in `Document`."""

    text: str
    headline_end: int
    outlet: str
    title: str
    author: str
    published: str
    url: str
    genre: str
    warnings: tuple[str, ...]


def finish(document: Document) -> Finished:
    """Clean a document and put its title before its body.

    Raises `ReadingError` if it holds no words.
    """
    title, body = clean_line(document.title), clean(document.body)
    long_title = len(title) > _LONGEST_TITLE
    if long_title:  # it loses its place, not its words
        title, body = "", f"{title}\n\n{body}".strip()
    body = _without_title(body, title)
    if not any(character.isalpha() for character in title + body):
        raise ReadingError("holds no words to score. Check that it is the right file.")
    text = f"{title}\n\n{body}" if title and body else title + body
    published, date_warning = iso_date(document.published)
    return Finished(
        text=text,
        headline_end=len(title) if body else 0,
        outlet=_cut(document.outlet),
        title=title,
        author=_cut(document.author),
        published=clean_line(published),
        url=clean_line(document.url)[:_LONGEST_URL],
        genre=genre_of(document.genre),
        warnings=tuple(
            filter(
                None,
                (
                    *document.warnings,
                    date_warning,
                    _LONG_TITLE_SAID if long_title else "",
                    *_length_warnings(text),
                ),
            )
        ),
    )


def _cut(name: str) -> str:
    """Return the name of an outlet or an author as one line of bearable length."""
    line = clean_line(name)
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"


def _without_title(body: str, title: str) -> str:
    """Return the body without its first line if that says the title again."""
    first, _, rest = body.partition("\n")
    again = title and clean_line(first).casefold() == title.casefold()
    return rest.strip() if again else body


def _length_warnings(text: str) -> Iterator[str]:
    if len(text) > _LONG_TEXT:
        yield f"has {len(text):,} characters, more than an article has. Check that it is one."
    longest = max(len(passage.split()) for passage in _PASSAGE_END.split(text))
    if longest > _LONG_PASSAGE:
        yield (
            f"has a passage of {longest:,} words without the end of a sentence; its scores say "
            "little. Check that it is prose."
        )
