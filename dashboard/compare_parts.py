"""The parts of the page Compare."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.articles import Article
from analysis.config import Measure
from analysis.pipeline import Analysis
from analysis.voice import View
from dashboard import cache, charts, components, shaping, takeaways, wording
from dashboard.compare_choice import Comparison
from dashboard.palette import Palette
from dashboard.voice_wording import with_words

LEVELS, DOTS = "Share at each level", "Every sentence"
VIEWS = {
    LEVELS: "Each bar holds all body sentences{held}, parted by the level they are rated at.",
    DOTS: "Each dot is a body sentence{held}; the grey stroke is the mean. Dots are spread out in "
    "height only to be told apart.",
}
_ONE_VOICE = " In bars and means, a sentence counts with the share of its words in this voice."


def notes(
    comparison: Comparison, articles: Sequence[Article], compared: Analysis, events: str
) -> None:
    """Say what a reader should know before comparing: articles left out, genres, copies, events.

    `compared` holds those of `articles` that are compared; `events` says where they are about
    different ones.
    """
    chosen = [scored.article for scored in compared.articles]
    genres = takeaways.genre_note([article.genre for article in chosen])
    unnamed = takeaways.unnamed_note(articles) if comparison.by_outlet else ""
    copies = takeaways.copy_notes(chosen, cache.copies(compared))
    known = [*filter(None, [events, unnamed, genres]), *copies]
    if known:
        st.warning("\n\n".join(wording.markdown(note) for note in known))


def differences(comparison: Comparison, measures: Sequence[Measure]) -> None:
    """Draw the table of figures, each with its difference to the first."""
    names = [f"{m.name}{part}" for m in measures for part in ("", "_difference")]
    table = components.rounded(shaping.difference_frame(comparison.figures, measures), names)
    shares = {f"{m.name}_clear": 100 * table[f"{m.name}_clear"] for m in measures}
    table = table.assign(**shares)
    first = next(iter(comparison.subjects))
    st.dataframe(
        table if comparison.by_outlet else table.drop(columns="articles"),
        hide_index=True,
        key="differences",
        placeholder="–",
        alt="Figures of what is compared",
        column_config=_difference_columns(
            measures, "Outlet" if comparison.by_outlet else "Article"
        ),
    )
    unit = (
        "An outlet's figures are the means of its articles'; the charts show all its sentences. "
        if comparison.by_outlet
        else ""
    )
    st.caption(
        f"Difference: to {wording.markdown(first)}, in points of the scale. Clear: share of body "
        f"sentences rated clear. {unit}These figures describe these articles only."
    )


def _difference_columns(measures: Sequence[Measure], subject: str) -> dict[str, Any]:
    number = st.column_config.NumberColumn
    columns: dict[str, Any] = {
        "subject": st.column_config.TextColumn(subject, width=170, pinned=True),
        "articles": number("Articles", width=70),
        "sentences": number("Sentences", width=85),
    }
    for measure in measures:
        columns[measure.name] = number(measure.title, format="%.2f", width=105)
        columns[f"{measure.name}_difference"] = number("Difference", format="%+.2f", width=85)
        columns[f"{measure.name}_clear"] = number("Clear", format="%.0f%%", width=60)
    return columns


def distributions(
    comparison: Comparison, sentences: pd.DataFrame, palettes: Mapping[str, Palette], view: View
) -> None:
    """Draw how each one's sentences are spread, a chart for each measure."""
    names = list(comparison.subjects)
    frame = shaping.subject_frame(sentences, comparison.subjects)
    if frame.empty:
        st.markdown(f"None of these has body sentences{with_words(view)}: there is no chart.")
        return
    kind = st.segmented_control(
        "Show",
        list(VIEWS),
        default=LEVELS,
        required=True,
        key="distribution",
        persist_state="session",
    )
    weighed = "" if view == "all" else _ONE_VOICE
    st.caption(VIEWS[kind].format(held=with_words(view)) + weighed)
    for name, own in palettes.items():
        table = shaping.level_frame(frame, own.measure)
        if kind == DOTS:
            dots = shaping.dot_frame(frame, own.measure)
            means = comparison.figures[["subject", name]]
            drawn = charts.dots(dots, means, own, names)
        else:
            drawn = charts.levels(table, own, names)
        takeaway = (
            takeaways.of_shares(frame, own.measure)
            if comparison.by_outlet  # their means stand with their positions
            else takeaways.of_comparison(comparison.figures, own.measure, view)
        )
        components.chart(drawn, own.measure, takeaway, key=f"distribution_{name}")
        components.legend(own)
        shown = table[["subject", "level", "sentences", "share"]]
        components.chart_data(shown, key=f"distribution_{name}_data")
