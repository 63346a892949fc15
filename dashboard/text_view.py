"""An article's text as HTML: each sentence shaded by one measure, its cue words marked.

Pure functions from data to a string. Everything that came from a user or a file is escaped;
the styles apply to our own class names alone.
"""

from collections.abc import Iterator, Sequence
from html import escape

from analysis.pipeline import ScoredArticle, ScoredSentence
from analysis.scorers import Cue
from dashboard import wording
from dashboard.palette import Palette
from dashboard.shaping import ROLES

# Strong enough to tell the levels apart, weak enough for text to keep a contrast above 7:1 on
# both themes; nothing behind a neutral sentence.
WASH = {"faintest": 0.0, "strongest": 0.5}

STYLE = """<style>
.tl-text { font-family: "Source Serif", Georgia, serif; font-size: 1.06rem; line-height: 1.75;
  max-width: 44rem; overflow-wrap: anywhere; }
.tl-text p { margin: 0 0 1em; }
.tl-text .tl-headline { font-size: 1.35rem; line-height: 1.45; font-weight: 600; }
.tl-s { border-radius: 3px; padding: 0.1em 0.12em; -webkit-box-decoration-break: clone;
  box-decoration-break: clone; }
.tl-aside { opacity: 0.62; font-size: 0.9em; font-style: italic; }
.tl-cue { font-weight: 700; text-decoration: underline; text-decoration-thickness: 2px;
  text-underline-offset: 3px; }
.tl-mark { font: 700 0.78em "Source Sans", sans-serif; vertical-align: 0.22em; opacity: 0.85;
  margin-right: 0.2em; user-select: none; }
.tl-legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.1rem; font-size: 0.85rem; }
.tl-legend span { white-space: nowrap; }
.tl-swatch { display: inline-block; width: 0.95em; height: 0.95em; border-radius: 3px;
  vertical-align: -0.12em; margin-right: 0.35em; border: 1px solid rgba(128, 136, 144, 0.6); }
</style>"""


def article_html(scored: ScoredArticle, palette: Palette, first: int, end: int) -> str:
    """Return sentences `first` to `end` (exclusive) of an article as HTML paragraphs."""
    paragraphs = [
        _paragraph(scored, paragraph, palette)
        for paragraph in _paragraphs(scored.article.text, scored.sentences[first:end])
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
    scored: ScoredArticle, paragraph: Sequence[tuple[str, ScoredSentence]], palette: Palette
) -> str:
    inner = "".join(
        ("<br>" if "\n" in gap else " " if gap else "") + _sentence(scored, sentence, palette)
        for gap, sentence in paragraph
    )
    headline = ' class="tl-headline"' if paragraph[0][1].role == "headline" else ""
    return f"<p{headline}>{inner}</p>"


def _sentence(scored: ScoredArticle, sentence: ScoredSentence, palette: Palette) -> str:
    text = scored.article.text[sentence.start : sentence.end]
    if sentence.role not in ("headline", "body"):
        note = escape(f"Sentence {sentence.number}: {ROLES.get(sentence.role, sentence.role)}")
        return f'<span class="tl-s tl-aside" title="{note}">{_escaped(text)}</span>'
    measure = palette.measure
    score = sentence.score.values[measure.name]
    title = escape(
        f"Sentence {sentence.number} · {measure.title} {wording.score(score)}, "
        f"{measure.level(score)}"
    )
    mark = palette.mark(score)
    level = escape(measure.level(score))
    sign = f'<span class="tl-mark" role="img" aria-label="{level}">{mark}</span>' if mark else ""
    cues = [cue for cue in sentence.score.cues if cue.measure == measure.name]
    ground = palette.color(score, **WASH)
    return (
        f'<span class="tl-s" style="background:{ground}" title="{title}">{sign}'
        f"{_with_cues(text, cues, palette)}</span>"
    )


def _with_cues(text: str, cues: Sequence[Cue], palette: Palette) -> str:
    parts, done = [], 0
    for cue in sorted(cues, key=lambda cue: cue.start):
        if cue.start < done:  # inside the one before: its words are marked already
            continue
        title = escape(f"weighs {wording.signed(cue.share)} in {palette.measure.title.lower()}")
        marked = _escaped(text[cue.start : cue.end])
        parts.append(_escaped(text[done : cue.start]))
        parts.append(f'<span class="tl-cue" title="{title}">{marked}</span>')
        done = cue.end
    return "".join([*parts, _escaped(text[done:])])


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


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


def _bracketed(mark: str) -> str:
    return f" ({mark})" if mark else ""
