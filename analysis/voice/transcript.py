"""The lines of interviews and transcripts: a speaker's label, a colon, what was said."""

import re
from collections import Counter
from dataclasses import dataclass

from analysis.sentences.line_roles import line_role
from analysis.sentences.paragraphs import Span
from analysis.sentences.words import PARTICLES
from analysis.voice.words import NO_SPEAKERS, PLACES

_LABEL = re.compile(
    r"(?:\[(?P<bracketed>[^\W\d_a-z][^\n:\[\]“”\"?!;]{0,60}?)\]|(?P<plain>[^\W\d_a-z]"
    r"[^\n:\[\]“”\"?!;]{0,60}?)):\s{1,4}(?=\S)"
)
_ASIDE = re.compile(r"\([^()]{0,40}\)")
_SPEAKS = re.compile(
    r"\?|\b(?:I|we|We|you|You|my|My|our|Our|your|Your|me|us|Yes|No|Well|Yeah|Oh|Thanks?|Okay"
    r"|let[’']s|Let[’']s)\b"
)
_SENTENCE = re.compile(r"[.!?…—–-][”’\"')\]]{0,2}\Z")
_MIN_WORDS = 3
_LONGEST_NAME = 6
# Neither of them needs to say who it is: the outlet asks, its guest answers.
_ASKING = frozenset({"Q", "A"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a transcript: the spans of its speaker's label and of what is said."""

    label: Span
    said: Span


def transcript_lines(text: str, paragraphs: list[Span]) -> dict[Span, Line]:
    """Return the lines of transcripts among the paragraphs of a text.

    Labels in small letters count where there are two lines or more and people seem to speak in
    them; one alone counts in capitals only.
    """
    lines = {span: line for span in paragraphs if (line := _line(text, span))}
    if lines and next(iter(lines)) == paragraphs[0]:
        lines = _without_dateline(text, lines, paragraphs[0])
    if len(lines) == 1:
        return {span: line for span, line in lines.items() if _stands_alone(text, line)}
    labels = Counter(_label(text, line) for line in lines.values())
    interview = _ASKING.issubset(labels)
    if not interview and (_are_headings(labels) or 3 * _speaking(text, lines) < len(lines)):
        return {}
    return {
        span: line
        for span, line in lines.items()
        if labels[_label(text, line)] > 1 or _label(text, line) in _ASKING or _ends(text, line)
    }


def _line(text: str, paragraph: Span) -> Line | None:
    start, end = paragraph
    found = _LABEL.match(text, start, end)
    if found is None or not any(map(str.isalnum, text[found.end() : end])):
        return None
    group = "plain" if found["plain"] else "bracketed"
    if not is_speaker(found[group]) or line_role(text[start:end]) != "body":
        return None
    return Line(found.span(group), (found.end(), end))


def is_speaker(label: str) -> bool:
    """Tell whether a label can name who speaks: SEN. JANE SMITH (D-Ohio), Interviewer, Q."""
    name, _, role = " ".join(_ASIDE.sub(" ", label).split()).partition(", ")
    words = name.split()
    if not words or len(words) > _LONGEST_NAME or (role and not name.isupper()):
        return False
    plain = {word.strip(".,'’").lower().replace("’", "'") for word in words}
    if plain & NO_SPEAKERS:
        return False
    return all(_is_name_part(word) for word in words)


def _is_name_part(word: str) -> bool:
    return not word[0].islower() or word in PARTICLES


def _are_headings(labels: Counter[str]) -> bool:
    """Tell whether the labels seem to be topics: in an interview of three lines one comes again."""
    return len(labels) > 2 and max(labels.values()) == 1 and not all(map(str.isupper, labels))


def _label(text: str, line: Line) -> str:
    return text[slice(*line.label)]


def _ends(text: str, line: Line) -> bool:
    return _SENTENCE.search(text, max(line.said[0], line.said[1] - 4), line.said[1]) is not None


def _speaks(text: str, line: Line) -> bool:
    return _SPEAKS.search(text, *line.said) is not None


def _speaking(text: str, lines: dict[Span, Line]) -> int:
    return sum(_speaks(text, line) for line in lines.values())


def _stands_alone(text: str, line: Line) -> bool:
    """Tell whether a single labelled line is speech: a section's label looks the same."""
    label = _ASIDE.sub("", _label(text, line)).strip()
    if not label.isupper() or label.lower() in PLACES or not _ends(text, line):
        return False
    said = text[slice(*line.said)]
    return said[0].isupper() and len(said.split(maxsplit=3)) >= _MIN_WORDS and _speaks(text, line)


def _without_dateline(text: str, lines: dict[Span, Line], first: Span) -> dict[Span, Line]:
    """Leave out a place in capitals before the first paragraph: it says where, not who."""
    place = _label(text, lines[first])
    once = sum(_label(text, line) == place for line in lines.values()) == 1
    dateline = once and place.isupper() and not _speaks(text, lines[first])
    return {span: line for span, line in lines.items() if span != first or not dateline}
