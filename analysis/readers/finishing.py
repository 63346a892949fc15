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
    title = clean_line(document.title)
    body = _without_title(clean(document.body), title)
    if not any(character.isalpha() for character in title + body):
        raise ReadingError("holds no words to score. Check that it is the right file.")
    text = f"{title}\n\n{body}" if title and body else title + body
    published, date_warning = iso_date(document.published)
    return Finished(
        text=text,
        headline_end=len(title) if body else 0,
        outlet=clean_line(document.outlet),
        title=title,
        author=clean_line(document.author),
        published=clean_line(published),
        url=clean_line(document.url),
        genre=genre_of(document.genre),
        warnings=tuple(filter(None, (*document.warnings, date_warning, *_length_warnings(text)))),
    )


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
