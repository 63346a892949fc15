"""A sentence taken out of its article: its words marked, its score, and the way to its words."""

import streamlit as st

from analysis.config import Measure
from analysis.pipeline import ScoredArticle, ScoredSentence
from analysis.voice import View
from dashboard import text_view, wording
from dashboard.cue_marks import Scale
from dashboard.state import Desk


def draw(
    scored: ScoredArticle,
    sentence: ScoredSentence,
    measure: Measure,
    scale: Scale,
    desk: Desk,
    source: str = "",
    view: View = "all",
) -> None:
    """Draw a sentence for its score on `measure`; `source` says more about where it is from.

    `scored` and `sentence` are as they are seen in `view`.
    """
    article = scored.article
    text = article.text[sentence.start : sentence.end]
    cues = text_view.cues_of(sentence, measure.name)
    score = wording.score(sentence.score.values[measure.name])
    asked = (article.article_id, sentence.number, measure.name)
    with st.container(gap=None):
        st.html(text_view.quotation_html(text, cues, scale, sentence.voice, view))
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.caption(wording.markdown(f"{score} · sentence {sentence.number}{source}"))
            st.button(
                "Why?",
                key=f"why_{measure.name}_{article.article_id}_{sentence.number}",
                type="tertiary",
                on_click=desk.ask,
                args=asked,
            )
