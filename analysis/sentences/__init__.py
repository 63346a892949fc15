"""An article's text in sentences, each with its place and its role."""

from dataclasses import dataclass
from itertools import pairwise

from analysis.sentences.boundaries import sentence_starts
from analysis.sentences.line_roles import line_role
from analysis.sentences.paragraphs import paragraph_spans

__all__ = ["Sentence", "split_sentences"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text, as the code points `text[start:end]`, without blanks at its ends.

    `role` is `headline`; `body`; or, for lines that are not the article's own prose, `byline`
    (who wrote it, when), `caption` (of a picture, or its credit) or `link` (read more,
    newsletters, social networks, advertisements, rules between sections).
    """

    start: int
    end: int
    role: str


def split_sentences(text: str, headline_end: int = 0) -> list[Sentence]:
    """Return the sentences of `text` in order.

    `text[:headline_end]` is the headline, one sentence even when it holds several; 0 says that
    there is none. Sentences never overlap and never cross the end of a paragraph, and every
    character that is not blank is in exactly one. The time is linear in the length.
    """
    sentences = [Sentence(*span, "headline") for span in _trimmed(text, 0, headline_end)]
    below_headline = bool(sentences)
    for start, end in paragraph_spans(text, headline_end):
        role = line_role(text[start:end], below_headline=below_headline)
        below_headline = below_headline and role == "byline"
        cuts = [start, *(start + cut for cut in sentence_starts(text[start:end])), end]
        for span in pairwise(cuts):
            sentences += [Sentence(*piece, role) for piece in _trimmed(text, *span)]
    return sentences


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the span without blanks at its ends, or nothing where all is blank."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    return [(start, start + len(piece))] if piece else []
