"""A sentence in pieces for the report: whose words they are, which weigh, which stand alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.alignment import words_alone
from analysis.compare.telling import Statement, ToldFact
from analysis.voice import View

# The names of the classes that the report's style sheet knows.
QUOTE, TOLD, OUT, ALONE, CUE = "quote", "told", "out", "alone", "cue"
_VOICES = {"quote": QUOTE, "attributed": TOLD}
# A share of log-odds (or of another scale) that hardly moves a score is no cause to mark a word.
_LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence with the names of what is to be seen of it."""

    text: str
    marks: tuple[str, ...]


def pieces(statement: Statement, told: ToldFact, measure: str, view: View) -> list[Piece]:
    """Return a statement of a fact in pieces that together are its text.

    Marked are quotations and attributed speech, words outside the view, words that no other
    statement of the fact has (in the view `outlet` only the outlet's own), and those that weigh
    most in the score on `measure`.
    """
    text, voice = statement.text, statement.sentence.voice
    spans: list[tuple[int, int, str]] = []
    for span in voice.spans:
        if span.voice in _VOICES:
            spans.append((span.start, span.end, _VOICES[span.voice]))
        if view not in ("all", span.voice):
            spans.append((span.start, span.end, OUT))
    others = [each.text for each in told.statements if each is not statement]
    own = voice.spans if view == "outlet" else None
    spans += [(start, end, ALONE) for start, end in words_alone(text, others, voices=own)]
    spans += [
        (cue.start, cue.end, CUE)
        for cue in statement.sentence.score.cues
        if cue.measure == measure and abs(cue.share) >= _LEAST
    ]
    return list(_cut(text, spans))


def _cut(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterable[Piece]:
    places = {0, len(text)} | {place for start, end, _ in spans for place in (start, end)}
    ordered = sorted(place for place in places if 0 <= place <= len(text))
    for start, end in pairwise(ordered):
        marks = dict.fromkeys(name for low, high, name in spans if low <= start and end <= high)
        yield Piece(text[start:end], tuple(marks))
