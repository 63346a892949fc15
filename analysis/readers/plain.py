"""Plain text."""

from analysis.limits import Limits
from analysis.readers.base import Document
from analysis.readers.front_matter import split_front_matter
from analysis.readers.headline import with_headline


def read_text(text: str, limits: Limits) -> list[Document]:  # noqa: ARG001  # every reader's form
    """Read a text with optional front matter; its lines stay as they are."""
    fields, body = split_front_matter(text)
    return [with_headline(fields, body)]
