"""The strongest sentences of what is compared, facing each other."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from analysis.config import Configuration, Measure
from analysis.pipeline import Analysis, ScoredArticle
from analysis.voice import View
from dashboard import components, cue_marks, palette, quotation, shaping, wording
from dashboard.compare_choice import Comparison
from dashboard.cue_marks import Scale
from dashboard.state import Desk

MOST_ABREAST = 4


def facing(comparison: Comparison, sentences: pd.DataFrame, analysis: Analysis, desk: Desk) -> None:
    """Draw the strongest sentences of each beside each other, for the measure that is chosen."""
    configuration = analysis.configuration
    measure = _choose(configuration.measures)
    scale = cue_marks.scales(configuration)[measure.name]
    scored = {own.article.article_id: own for own in analysis.articles}
    _marks(measure, scale, list(scored.values()), configuration)
    components.voice_legend(analysis.view)
    frame = shaping.subject_frame(sentences, comparison.subjects)
    subjects = list(comparison.subjects)
    abreast = len(subjects) if len(subjects) <= MOST_ABREAST else 3
    for heading, high in shaping.ends(measure):
        st.markdown(f"**{wording.markdown(heading)}**")
        for row in range(0, len(subjects), abreast):
            columns = st.columns(abreast, gap="medium")
            for column, name in zip(columns, subjects[row : row + abreast], strict=False):
                with column:
                    st.caption(wording.markdown(name))
                    own = frame[frame["subject"] == name]
                    rows = shaping.strongest(own, measure, high=high)
                    _sentences(rows, scored, comparison.titles, measure, scale, desk, analysis.view)


def _choose(measures: Sequence[Measure]) -> Measure:
    by_name = {measure.name: measure for measure in measures}
    shown = st.segmented_control(
        "By",
        list(by_name),
        format_func=lambda name: by_name[name].title,
        default=next(iter(by_name)),
        required=True,
        key="facing",
        persist_state="session",
    )
    return by_name[shown]


def _marks(
    measure: Measure, scale: Scale, articles: Sequence[ScoredArticle], configuration: Configuration
) -> None:
    """Say once what the marks in the sentences mean, or where the words are shown instead."""
    if any(measure.name in s.score.unexplained for own in articles for s in own.sentences):
        st.caption(
            "The words that weigh most in this score are not marked in the text; “Why?” opens a "
            "sentence to see them."
        )
    else:
        components.cue_legend(palette.palettes(configuration.measures)[measure.name], scale)


def _sentences(
    rows: pd.DataFrame,
    scored: Mapping[str, ScoredArticle],
    titles: Mapping[str, str],
    measure: Measure,
    scale: Scale,
    desk: Desk,
    view: View,
) -> None:
    for row in rows.to_dict("records"):
        own = scored[row["article_id"]]
        title = titles.get(row["article_id"])
        source = f" of “{wording.excerpt(title, 48)}”" if title else ""
        quotation.draw(own, own.sentences[row["sentence"]], measure, scale, desk, source, view)
    if rows.empty:
        st.markdown("No sentence.")
