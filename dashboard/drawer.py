"""The drawer "Why this score": one sentence, its scores, and the words that weigh most in them."""

import streamlit as st

from analysis.config import Configuration
from analysis.errors import ModelError
from analysis.pipeline import ScoredArticle, ScoredSentence
from analysis.scorers import Explanation
from analysis.voice import View
from dashboard import (
    cache,
    components,
    cue_marks,
    palette,
    text_view,
    voice_wording,
    word_charts,
    word_shares,
    wording,
)
from dashboard.palette import Palette
from dashboard.shaping import ROLES
from dashboard.state import Desk

MEASURE_KEY = "why_measure"
WIDTH = 600


def show(desk: Desk, configuration: Configuration, view: View) -> None:
    """Open the drawer where a sentence was asked about; `view` is what the page shows."""
    asked = desk.take_asked()
    if asked is None:
        return
    found = desk.analysis(configuration, [asked.article_id]).articles
    names = [measure.name for measure in configuration.measures]
    if found and asked.sentence < len(found[0].sentences):
        # Each time it opens with the measure asked for, whatever was chosen in it before.
        st.session_state[MEASURE_KEY] = asked.measure if asked.measure in names else names[0]
        _drawer(found[0], found[0].sentences[asked.sentence], configuration, view)


@st.dialog("Why this score", width=WIDTH, position="right")
def _drawer(
    scored: ScoredArticle, sentence: ScoredSentence, configuration: Configuration, view: View
) -> None:
    text = scored.article.text[sentence.start : sentence.end]
    palettes = palette.palettes(configuration.measures)
    st.caption(_source(scored, sentence))
    quoted = st.container()
    _whole(view)
    st.html(text_view.scores_html(sentence.score, palettes))
    _notes(sentence)
    _voices(sentence, text, configuration)
    chosen = st.segmented_control(
        "Words for",
        list(palettes),
        format_func=lambda name: palettes[name].measure.title,
        required=True,
        key=MEASURE_KEY,
    )
    try:
        with st.spinner("Finding the words that weigh most…"):
            explanation = cache.explanations(text, configuration)[chosen]
    except ModelError as error:
        st.error(wording.markdown_lines(str(error)))
        return
    with quoted:
        _sentence(sentence, text, explanation, palettes[chosen])
    _words(text, explanation, palettes[chosen])


def _source(scored: ScoredArticle, sentence: ScoredSentence) -> str:
    """Return which sentence of which article this is."""
    part = "" if sentence.role == "body" else ROLES.get(sentence.role, sentence.role)
    title = wording.excerpt(wording.title_of(scored.article), 80)
    parts = [f"Sentence {sentence.number}", part, f"“{title}”", scored.article.outlet]
    return wording.markdown(" · ".join(filter(None, parts)))


def _whole(view: View) -> None:
    """Say that in the view of one voice the drawer still is about all words of the sentence."""
    if view != "all":
        st.caption(
            f"The page shows {voice_wording.WORDS[view]} alone. Here, scores and the words that "
            "weigh most are of the whole sentence; “Whose words” has the scores of its parts."
        )


def _voices(sentence: ScoredSentence, text: str, configuration: Configuration) -> None:
    """Draw whose words the sentence holds, with the scores of each part."""
    st.markdown("**Whose words**")
    st.html(text_view.spans_html(sentence, text, configuration.measures))
    if sentence.voice.unsure:
        st.warning(
            "Quotation marks do not balance here: where a quotation begins or ends is a guess.",
            icon=":material/help:",
        )


def _sentence(sentence: ScoredSentence, text: str, explanation: Explanation, own: Palette) -> None:
    """Draw the sentence with its marks: as in the text or, without any there, from the shares."""
    cues = text_view.cues_of(sentence, own.measure.name)
    scale = cue_marks.SCALES[explanation.method]
    removed = explanation.method == "occlusion"
    shown = cue_marks.shown(explanation.words if removed else cues, scale)
    st.html(text_view.sentence_html(text, shown, scale, sentence.voice))
    if shown:
        both = removed or own.measure.diverging
        st.html(text_view.cue_legend_html(own.measure, scale, both_ways=both))
    else:
        st.caption("No single word weighs enough in this score to be marked.")


def _notes(sentence: ScoredSentence) -> None:
    """Say what the likely rating is, and that the model is unsure where it is."""
    if sentence.score.intervals:
        st.caption("Likely rating: where a reader's own rating lies about four times in five.")
    if sentence.score.unsure:
        st.warning(
            "Unsure: the model is likelier to misread this sentence than others.",
            icon=":material/help:",
        )


def _words(text: str, explanation: Explanation, own: Palette) -> None:
    """Draw the chart of the words, what it says, what a share is, and the figures."""
    said = word_shares.takeaway(text, explanation)
    bars = word_shares.bar_frame(text, explanation)
    if not bars.empty:
        st.altair_chart(
            word_charts.word_bars(bars, own, explanation.method),
            width="stretch",
            key=f"why_{own.measure.name}",
            alt=f"{own.measure.title}. {said}",
        )
    st.markdown(wording.markdown(said))
    st.caption(wording.markdown(word_shares.meaning(explanation, own.measure)))
    if explanation.words:
        table = components.rounded(word_shares.data_frame(text, explanation), ["share"])
        components.chart_data(table, key=f"why_{own.measure.name}_data")
