"""Plain text."""

from collections.abc import Sequence

from analysis.limits import Limits
from analysis.readers.base import Document, Fault
from analysis.readers.exports import split_export
from analysis.readers.front_matter import split_front_matter
from analysis.readers.headline import with_headline


def read_text(text: str, limits: Limits) -> Sequence[Document | Fault]:
    """Read a text with optional front matter, or the documents in an export of a database.

    Its lines stay as they are.
    """
    export = split_export(text.split("\n"), limits)
    return [read_article(text)] if export is None else list(export)


def read_article(text: str) -> Document:
    """Read a text that is one article."""
    fields, body = split_front_matter(text)
    return with_headline(fields, body)
