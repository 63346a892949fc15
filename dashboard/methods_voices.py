"""The parts of the page Methods on voices, and on stories and shared facts: how right they are."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.alignment.accuracy import matching_figures
from analysis.config import Configuration
from analysis.validity import VoiceFigure, voice_figures
from dashboard.methods_parts import NOT_MEASURED


def voices(configuration: Configuration) -> None:
    """Show how often voices and speakers are told as the labels have them."""
    figures = voice_figures(configuration)
    if not figures:
        st.markdown(NOT_MEASURED)
        return
    st.markdown(
        "Whose words a sentence holds, the outlet's own, a quotation or words attributed to "
        "somebody, is told by rules and the model together. PolNeAR is news in which people "
        "marked who is given to say what; rules were tuned on other articles of it. In tone_news a "
        "language model gave each sentence its voice, so figures there show agreement with that "
        "model. F1, accuracy and shares are 1 at best. “Simple rules” are quotation marks and a "
        "list of reporting verbs on the same sentences."
    )
    people = [figure for figure in figures if figure.by_people]
    others = [figure for figure in figures if not figure.by_people]
    if people:
        _table(people, key="voices_people", alt="How rightly voices are told, on people's labels")
    if others:
        st.caption("Voices: agreement with model annotation")
        _table(others, key="voices_model", alt="Agreement of voices with model annotation")
    missed = [figure for figure in figures if figure.aim and figure.value < figure.aim]
    aimed = sum(figure.aim is not None for figure in figures)
    st.caption(f"Aims are ours, set before the measurement: {aimed - len(missed)} of {aimed} met.")


def matching() -> None:
    """Show how rightly stories, and sentences that state the same fact, are found."""
    st.markdown(
        "On the page Compare, articles on one event are brought together, and sentences of "
        "different outlets that state the same fact are set beside each other. “Simple rules” are "
        "TF-IDF and cosine on the same texts. What states the same fact in very different words is "
        "often missed; that is why what was not found is only a pointer to where to read."
    )
    _table(matching_figures(), key="matching", alt="How rightly stories and facts are found")


def _table(figures: Sequence[VoiceFigure], *, key: str, alt: str) -> None:
    table = pd.DataFrame([_row(figure) for figure in figures])
    st.dataframe(
        table.dropna(axis="columns", how="all"),
        hide_index=True,
        key=key,
        alt=alt,
        placeholder="–",
        column_config=_COLUMNS,
    )


_COLUMNS = {
    "What is told": st.column_config.TextColumn(width=270),
    "Set": st.column_config.TextColumn(width=110),
    "Counted": st.column_config.TextColumn(width=235),
    "Metric": st.column_config.TextColumn(width=155),
    "Tonelens": st.column_config.NumberColumn(format="%.2f", width=75),
    "95 %": st.column_config.TextColumn(width=100),
    "Aim": st.column_config.NumberColumn(format="%.2f", width=60),
    "Simple rules": st.column_config.NumberColumn(format="%.2f", width=90),
    "Others": st.column_config.TextColumn(width=260),
    "Note": st.column_config.TextColumn(width=330),
}


def _row(figure: VoiceFigure) -> dict[str, object]:
    return {
        "What is told": figure.name.replace("`", ""),
        "Set": figure.part,
        "Counted": f"{figure.n:,} {figure.unit}",
        "Metric": figure.metric,
        "Tonelens": figure.value,
        "95 %": f"{figure.low:.2f} to {figure.high:.2f}",
        "Aim": figure.aim,
        "Simple rules": figure.baseline,
        "Others": figure.published or None,
        "Note": figure.note or None,
    }
