"""Whether a text without markup begins with its headline."""

import re
from collections.abc import Sequence

from analysis.readers.base import Document, Fields
from analysis.readers.cleaning import clean_line
from analysis.readers.dates import iso_date

_MOST_WORDS = 20
_SENTENCE_END = re.compile(r"[.:;,]['\"’”»)]*$")
_INITIALS_END = re.compile(r"\b(?:[A-Z]\.){2}$")  # "… by the U.S." ends no sentence
_BYLINE = re.compile(r"(?:by|words by|from)\s+[A-Z]", re.IGNORECASE)


def with_headline(fields: Fields, body: str) -> Document:
    """Return the document of `fields` and `body`, whose first line may be its title.

    A title among the fields wins.
    """
    title = fields.get("title", "")
    if not title:
        title, body = split_headline(body)
    return Document(**(fields | Fields(title=title, body=body)))


def split_headline(text: str) -> tuple[str, str]:
    """Return the headline of a text and the rest; the headline is empty where there is none.

    The first line is a headline if it has at most 20 words and no full stop at its end, and an
    empty line, a byline, a date or clearly longer text comes after it: the first line of text
    that was broken into lines of equal width is none.
    """
    first, _, rest = text.strip().partition("\n")
    if not rest.strip() or not _could_be_headline(first):
        return "", text
    following = rest.split("\n", 1)[0].strip()
    if not following or _is_credit(following) or len(following) >= max(100, 1.5 * len(first)):
        return first.strip(), rest.strip()
    return "", text


def _could_be_headline(line: str) -> bool:
    words = line.split()
    ends = _SENTENCE_END.search(line.strip()) and not _INITIALS_END.search(line.strip())
    letters = any(character.isalpha() for character in line)
    return letters and len(words) <= _MOST_WORDS and not ends and not _is_credit(line)


def _is_credit(line: str) -> bool:
    """Return whether a line is a byline or a date, as they follow headlines."""
    short = len(line.split()) <= 10
    return short and bool(_BYLINE.match(line) or (re.search(r"\d", line) and not iso_date(line)[1]))


def stated_title(title: str, paragraphs: Sequence[str]) -> str:
    """Return the paragraph near the top that a file's own properties name as its title.

    The empty string if there is none: programs fill that property with the name of a template
    or of an earlier document.
    """
    wanted = clean_line(title).casefold()
    return next((p for p in paragraphs[:5] if wanted and clean_line(p).casefold() == wanted), "")
