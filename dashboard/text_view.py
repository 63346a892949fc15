"""Text as HTML: sentences shaded by one measure, the words that weigh most in it marked.

Pure functions from data to a string. Everything that came from a user or a file is escaped.
Each sentence of an article carries its number as data, can be reached by keyboard, and is opened
by `text_clicks`.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from analysis.config import Measure
from analysis.pipeline import ScoredArticle, ScoredSentence
from analysis.scorers import Cue, SentenceScore
from analysis.voice import SentenceVoice, View
from dashboard import cue_marks, voice_marks, wording
from dashboard.cue_marks import Scale, Span
from dashboard.palette import Palette
from dashboard.shaping import ROLES
from dashboard.styles import STYLE
from dashboard.voice_marks import Look
from dashboard.voice_wording import WORDS

# Strong enough to tell the levels apart, weak enough for text to keep a contrast above 7:1 on
# both themes; nothing behind a neutral sentence.
WASH = {"faintest": 0.0, "strongest": 0.5}


def article_html(
    scored: ScoredArticle,
    palette: Palette,
    scale: Scale,
    first: int,
    end: int,
    view: View = "all",
) -> str:
    """Return sentences `first` to `end` (exclusive) of an article as HTML paragraphs.

    `scored` is the article as it is seen in `view`.
    """
    text = scored.article.text
    paragraphs = [
        _paragraph(text, paragraph, palette, scale, view)
        for paragraph in _paragraphs(text, scored.sentences[first:end])
    ]
    return f'{STYLE}<div class="tl-text">{"".join(paragraphs)}</div>'


def _paragraphs(
    text: str, sentences: Sequence[ScoredSentence]
) -> Iterator[list[tuple[str, ScoredSentence]]]:
    """Yield the sentences of each paragraph, each with the blanks that stood before it."""
    paragraph: list[tuple[str, ScoredSentence]] = []
    before = sentences[0].start if sentences else 0
    for sentence in sentences:
        gap = text[before : sentence.start]
        if paragraph and "\n\n" in gap:
            yield paragraph
            paragraph = []
        paragraph.append((gap if paragraph else "", sentence))
        before = sentence.end
    if paragraph:
        yield paragraph


def _paragraph(
    text: str,
    paragraph: Sequence[tuple[str, ScoredSentence]],
    palette: Palette,
    scale: Scale,
    view: View,
) -> str:
    inner = "".join(
        ("<br>" if "\n" in gap else " " if gap else "")
        + _sentence(text[sentence.start : sentence.end], sentence, palette, scale, view)
        for gap, sentence in paragraph
    )
    headline = ' class="tl-headline"' if paragraph[0][1].role == "headline" else ""
    return f"<p{headline}>{inner}</p>"


def _sentence(
    text: str, sentence: ScoredSentence, palette: Palette, scale: Scale, view: View
) -> str:
    opens = f'role="button" tabindex="0" aria-haspopup="dialog" data-sentence="{sentence.number}"'
    counted = sentence.role in ("headline", "body")
    note = _note(sentence, palette.measure, view, counted=counted)
    shade, look = "", Look(view, title=note)
    if counted and sentence.weight > 0:
        score = sentence.score.values[palette.measure.name]
        color = palette.color(score, **WASH)
        shade = f'style="background:{color}" ' if view == "all" else ""
        look = Look(view, color, _level_mark(palette, score), note)
    cues = cues_of(sentence, palette.measure.name) if counted else []
    # A line that does not count is pale as a whole, in every view.
    said = voice_marks.spoken(text, cues, scale, sentence.voice, look if counted else Look())
    aside = "" if counted else " tl-aside"
    return f'<span class="tl-s{aside}" {opens} {shade}title="{escape(note)}">{said}</span>'


def _note(sentence: ScoredSentence, measure: Measure, view: View, *, counted: bool) -> str:
    """Return what the title of a sentence says: its number, and its score or why it has none."""
    number = f"Sentence {sentence.number}"
    if not counted:
        return f"{number}: {ROLES.get(sentence.role, sentence.role)}"
    if sentence.weight == 0:
        return f"{number} · none of {WORDS[view]}"
    score = sentence.score.values[measure.name]
    return f"{number} · {measure.title} {wording.score(score)}, {measure.level(score)}"


def _level_mark(palette: Palette, score: float) -> str:
    mark, level = palette.mark(score), escape(palette.measure.level(score))
    return f'<span class="tl-mark" role="img" aria-label="{level}">{mark}</span>' if mark else ""


def cues_of(sentence: ScoredSentence, measure: str) -> list[Cue]:
    """Return the cues of a sentence for one measure."""
    return [cue for cue in sentence.score.cues if cue.measure == measure]


def sentence_html(text: str, cues: Sequence[Cue], scale: Scale, voice: SentenceVoice) -> str:
    """Return one sentence in full, its words marked, set as in the text of its article."""
    said = voice_marks.spoken(text, cues, scale, voice)
    return f'{STYLE}<div class="tl-text">{said}</div>'


def quotation_html(
    text: str,
    cues: Sequence[Cue],
    scale: Scale,
    voice: SentenceVoice,
    view: View = "all",
    length: int = 260,
    alone: Sequence[Span] = (),
) -> str:
    """Return a sentence as a quotation, cut to a length, its words marked.

    `alone` are stretches of words that no sentence beside this one has.
    """
    whole = len(text)
    text, cues, voice = voice_marks.from_view(text, cues, voice, view, length)
    gone = whole - len(text)
    kept, left = cue_marks.cut(text, cues, length)
    shifted = [(max(0, low - gone), high - gone) for low, high in alone if high > gone]
    said = voice_marks.spoken(kept, left, scale, voice, Look(view, alone=shifted))
    return f'{STYLE}<blockquote class="tl-quote">{said}</blockquote>'


def scores_html(score: SentenceScore, palettes: Mapping[str, Palette]) -> str:
    """Return a table of a sentence's scores: figure, level, and the interval where there is one."""
    rows = "".join(_score_row(score, name, own) for name, own in palettes.items())
    ranged = "<th>Likely rating</th>" if score.intervals else ""
    head = f"<thead><tr><th>Measure</th><th>Score</th><th>Level</th>{ranged}</tr></thead>"
    return f'{STYLE}<table class="tl-scores">{head}<tbody>{rows}</tbody></table>'


def _score_row(score: SentenceScore, name: str, own: Palette) -> str:
    value = score.values[name]
    interval = score.intervals.get(name)
    ends = dict.fromkeys(map(wording.score, interval)) if interval else ["–"]
    said = " to ".join(ends)
    swatch = f'<span class="tl-swatch" style="background:{own.color(value)}"></span>'
    named = f"{escape(own.measure.level(value))}{_bracketed(own.mark(value))}"
    level = f'<span class="tl-level">{swatch}<span>{named}</span></span>'
    return (
        f'<tr><th scope="row">{escape(own.measure.title)}</th>'
        f'<td class="tl-number">{wording.score(value)}</td><td>{level}</td>'
        + (f"<td>{said}</td>" if score.intervals else "")
        + "</tr>"
    )


def legend_html(palette: Palette, *, of_text: bool = False) -> str:
    """Return the levels of a measure, with the mark and the colour of each in charts or text."""
    strength = WASH if of_text else {}
    entries = [
        f'<span><span class="tl-swatch" style="background:'
        f'{palette.level_color(index, **strength)}"></span>'
        f"{escape(level.label)}{_bracketed(palette.level_mark(index))}</span>"
        for index, level in enumerate(palette.measure.levels)
    ]
    return f'{STYLE}<div class="tl-legend">{"".join(entries)}</div>'


def cue_legend_html(measure: Measure, scale: Scale, *, both_ways: bool | None = None) -> str:
    """Return what the marks of words mean; see `cue_marks.legend_html`."""
    return STYLE + cue_marks.legend_html(measure, scale, both_ways=both_ways)


def voice_legend_html(view: View) -> str:
    """Return what sets voices apart in the text; see `voice_marks.legend_html`."""
    return STYLE + voice_marks.legend_html(view)


def spans_html(sentence: ScoredSentence, text: str, measures: Sequence[Measure]) -> str:
    """Return the spans of a sentence, whose each is and what it scores."""
    return STYLE + voice_marks.spans_html(text, sentence.voice, sentence.span_values, measures)


def _bracketed(mark: str) -> str:
    return f" ({mark})" if mark else ""
