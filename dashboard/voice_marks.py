"""Whose words are whose in a text: each voice in letters of its own.

Quotations stand in plain letters behind a line, attributed speech in slanted ones behind a dotted
line: lines below words tell how much a word weighs (`cue_marks`), and nothing is shown by colour.
In the view of one voice, all else is pale, without shade and marks. Pure functions from data to a
string; everything that came from a user or a file is escaped.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from analysis.config import Measure
from analysis.scorers import Cue
from analysis.voice import SentenceVoice, View, VoiceSpan
from dashboard import cue_marks, voice_wording, wording
from dashboard.cue_marks import Scale, Span

_LINES = {"quote": "tl-quoted", "attributed": "tl-told"}


@dataclass(frozen=True, slots=True)
class Look:
    """How the words of a sentence are drawn.

    `shade` is the colour behind the words in the view, empty for none; `mark` is the HTML of the
    sign for the level, set before them; `title` says what the sentence scores.
    """

    view: View = "all"
    shade: str = ""
    mark: str = ""
    title: str = ""
    alone: Sequence[Span] = ()


def spoken(
    text: str, cues: Sequence[Cue], scale: Scale, voice: SentenceVoice, look: Look | None = None
) -> str:
    """Return a sentence as HTML: its spans set apart, the words that weigh most marked.

    In a view, the first of its spans carries the level's mark.
    """
    look = look or Look()
    parts, mark = [], look.mark
    if look.view == "all":
        parts.append(mark)
    for start, end, span in _pieces(text, voice):
        seen = look.view == "all" or (span is not None and span.voice == look.view)
        own = _within(cues, start, end) if seen else ()
        inner = cue_marks.marked(text[start:end], own, scale, _cut(look.alone, start, end))
        if look.view != "all" and seen:
            inner, mark = mark + inner, ""
        parts.append(_wrapped(inner, span, look, seen=seen))
    return "".join(parts) + (_unsure_note() if voice.unsure else "")


def from_view(
    text: str, cues: Sequence[Cue], voice: SentenceVoice, view: View, length: int
) -> tuple[str, list[Cue], SentenceVoice]:
    """Return a sentence without its beginning, where a cut to `length` would lose its view."""
    begin = next((span.start for span in voice.spans if span.voice == view), 0)
    if begin <= length // 2:
        return text, list(cues), voice
    added = len(wording.ELLIPSIS)
    left = [
        replace(cue, start=cue.start + added, end=cue.end + added)
        for cue in _within(cues, begin, len(text))
    ]
    spans = tuple(
        replace(span, start=span.start - begin + added, end=span.end - begin + added)
        for span in voice.spans
        if span.start >= begin
    )
    return wording.ELLIPSIS + text[begin:], left, replace(voice, spans=spans)


def _cut(stretches: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the parts of stretches that lie between two places, counted from the first."""
    return [
        (max(low, start) - start, min(high, end) - start)
        for low, high in stretches
        if low < end and high > start
    ]


def _pieces(text: str, voice: SentenceVoice) -> Iterator[tuple[int, int, VoiceSpan | None]]:
    """Yield stretches that cover `text`, each with its span; None between two of them."""
    done = 0
    for span in voice.spans:
        start, end = max(span.start, done), min(span.end, len(text))
        if start >= end:
            continue
        if start > done:
            yield done, start, None
        yield start, end, span
        done = end
    if done < len(text):
        yield done, len(text), None


def _within(cues: Sequence[Cue], start: int, end: int) -> list[Cue]:
    """Return the parts of `cues` that lie in a stretch, counted from its start."""
    return [
        replace(cue, start=max(cue.start, start) - start, end=min(cue.end, end) - start)
        for cue in cues
        if cue.start < end and cue.end > start
    ]


def _wrapped(inner: str, span: VoiceSpan | None, look: Look, *, seen: bool) -> str:
    """Return the HTML of a stretch in what sets it apart; the outlet's words stand bare."""
    classes, style, title = [], "", ""
    if span is not None and span.voice in _LINES:
        classes.append(_LINES[span.voice])
        title = "\n".join(filter(None, [voice_wording.label(span), look.title]))
    if look.view != "all":
        classes.append("tl-in" if seen else "tl-out")
        style = f"background:{look.shade}" if seen and look.shade else ""
    if not classes:
        return inner
    given = {"class": " ".join(classes), "style": style, "title": title}
    attributes = " ".join(f'{name}="{escape(value)}"' for name, value in given.items() if value)
    return f"<span {attributes}>{inner}</span>"


def _unsure_note() -> str:
    return f' <span class="tl-note">({voice_wording.UNSURE})</span>'


def legend_html(view: View) -> str:
    """Return how each voice is set, in its own letters, and what the pale words of a view are."""
    kinds = {
        "tl-own": "the outlet's own",
        "tl-quoted": "“quotation”",
        "tl-told": "attributed to somebody",
        **({} if view == "all" else {"tl-out": "pale: not in this voice"}),
    }
    samples = "".join(f'<span><span class="{n}">{said}</span></span>' for n, said in kinds.items())
    return f'<div class="tl-legend"><span class="tl-lead">Whose words:</span>{samples}</div>'


def spans_html(
    text: str,
    voice: SentenceVoice,
    values: Sequence[Mapping[str, float]],
    measures: Sequence[Measure],
) -> str:
    """Return the spans of a sentence as a list: the words, whose they are, and their scores."""
    items = []
    for span, own in zip(voice.spans, values, strict=True):
        scores = " · ".join(f"{m.title} {wording.score(own[m.name])}" for m in measures)
        said = wording.excerpt(text[span.start : span.end], 200)
        items.append(
            '<div class="tl-span" role="listitem">'
            f'<span class="{_LINES.get(span.voice, "")}">{escape(said)}</span>'
            f'<div class="tl-whose">{escape(voice_wording.label(span))}</div>'
            f'<div class="tl-whose">{escape(scores)}</div></div>'
        )
    return f'<div class="tl-spans" role="list">{"".join(items)}</div>'
