"""A sentence taken out of its article: its words marked, its score, and the way to its words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from analysis.config import Measure
from analysis.pipeline import ScoredArticle, ScoredSentence
from analysis.voice import View
from dashboard import text_view, wording
from dashboard.cue_marks import Scale, Span
from dashboard.state import Desk


@dataclass(frozen=True, slots=True)
class Shade:
    """How a sentence differs from those beside it: stretches of words that none of them has.

    `length` is where the sentence is cut; `key` tells its button from others of the page.
    """

    alone: Sequence[Span] = ()
    length: int = 260
    key: str = ""


def draw(
    scored: ScoredArticle,
    sentence: ScoredSentence,
    measure: Measure,
    scale: Scale,
    desk: Desk,
    source: str = "",
    view: View = "all",
    *,
    shade: Shade | None = None,
) -> None:
    """Draw a sentence for its score on `measure`; `source` says more about where it is from.

    `scored` and `sentence` are as they are seen in `view`. With a `shade` the sentence stands
    beside others, in full.
    """
    article = scored.article
    text = article.text[sentence.start : sentence.end]
    cues = text_view.cues_of(sentence, measure.name)
    score = wording.score(sentence.score.values[measure.name] if sentence.weight else math.nan)
    asked = (article.article_id, sentence.number, measure.name)
    with st.container(gap=None):
        beside = shade or Shade()
        drawn = text_view.quotation_html(
            text, cues, scale, sentence.voice, view, beside.length, beside.alone
        )
        st.html(drawn)
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.caption(wording.markdown(f"{score} · {place(sentence)}{source}"))
            st.button(
                "Why?",
                key=f"why{beside.key}_{measure.name}_{article.article_id}_{sentence.number}",
                type="tertiary",
                on_click=desk.ask,
                args=asked,
            )


def place(sentence: ScoredSentence) -> str:
    """Return where a sentence stands in its article, in words."""
    return "headline" if sentence.role == "headline" else f"sentence {sentence.number}"
