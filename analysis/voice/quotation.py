"""The record of a quotation."""

from dataclasses import dataclass
from typing import Literal

from analysis.sentences.paragraphs import Span

Kind = Literal["speech", "fragment", "transcript", "block"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of an article in someone else's words, its marks included.

    `start` and `end` are code point offsets of the article's text. `kind` is `speech` (a clause
    or more), `fragment` (a quoted word or phrase; whether it is a speaker's, a scare quote or the
    title of a work depends on the sentence around and is not decided here), `transcript` (what
    follows a speaker's label) or `block` (set apart without marks, as Markdown's `> ` lines).
    `continued` tells that it goes on with the quotation of the paragraph before, `label` where
    the speaker's label of a transcript's line stands, and `unsure` that the marks do not balance,
    so that one end of it is a guess.
    """

    start: int
    end: int
    kind: Kind
    continued: bool = False
    label: Span | None = None
    unsure: bool = False
