"""What every reader gives.

A reason or a warning is a clause that follows the name of the file ("is empty. Add …"), so that
readers need not know that name: they are functions of bytes alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from analysis.errors import ReadingError


@dataclass(frozen=True, slots=True)
class Document:
    """One article as a reader found it, before it is cleaned.

    `place` is where in the file it stands, as it follows the file's name: empty, `/member` of
    an archive, `#row` of a table, or both. What is unknown is the empty string.
    """

    body: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    genre: str = ""
    place: str = ""
    warnings: tuple[str, ...] = ()


class Fields(TypedDict, total=False):
    """The fields of a `Document` that a file can state in words."""

    body: str
    title: str
    outlet: str
    author: str
    published: str
    url: str
    genre: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of a file that could not be read, and why; `kind` says which error that is."""

    reason: str
    place: str = ""
    kind: type[ReadingError] = ReadingError


Items = Iterable[Document | Fault]
