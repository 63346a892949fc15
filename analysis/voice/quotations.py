"""The quotations of an article: in quotation marks, in transcripts and set apart in blocks."""

import re
from dataclasses import replace

from analysis.sentences.line_roles import line_role
from analysis.sentences.paragraphs import Span, paragraph_spans
from analysis.voice.marked import marked_quotations
from analysis.voice.quotation import Kind, Quotation
from analysis.voice.quotation_marks import flattened
from analysis.voice.transcript import transcript_lines

__all__ = ["Kind", "Quotation", "find_quotations"]

_BLOCK = re.compile(r">\s?(?=\S)")


def find_quotations(text: str, start: int = 0) -> list[Quotation]:
    """Return the quotations of an article in order; `text[:start]` is its headline.

    They never overlap, what is quoted within a quotation is part of it, and each lies within one
    paragraph. The time is linear in the length.
    """
    headline = text[:start]
    above = marked_quotations([flattened(headline)], headline=True)[0]
    return above + _in_body(text, paragraph_spans(text, start))


def _in_body(text: str, paragraphs: list[Span]) -> list[Quotation]:
    apart = _transcript(text, paragraphs) | _blocks(text, paragraphs)
    flats = ["" if span in apart else flattened(text[slice(*span)]) for span in paragraphs]
    found: list[Quotation] = []
    for span, marked in zip(paragraphs, marked_quotations(flats), strict=True):
        found += [apart[span]] if span in apart else [_moved(one, span[0]) for one in marked]
    return found


def _moved(quotation: Quotation, by: int) -> Quotation:
    return replace(quotation, start=quotation.start + by, end=quotation.end + by)


def _transcript(text: str, paragraphs: list[Span]) -> dict[Span, Quotation]:
    return {
        span: Quotation(*line.said, "transcript", label=line.label)
        for span, line in transcript_lines(text, paragraphs).items()
    }


def _blocks(text: str, paragraphs: list[Span]) -> dict[Span, Quotation]:
    """Return the paragraphs that are block quotations; those on end are one person's."""
    found: dict[Span, Quotation] = {}
    last: Span | None = None
    for span in paragraphs:
        mark = _BLOCK.match(text, *span)
        if mark and line_role(text[mark.end() : span[1]]) == "body":
            found[span] = Quotation(*span, "block", continued=last is not None)
            last = span
        elif text[slice(*span)] != ">":
            last = None
    return found
