"""The measured accuracy beside a score, short enough to stand there."""

import streamlit as st

from analysis.config import Configuration
from analysis.validity import Figure, VoiceFigure, figure_beside, voice_figures_beside
from dashboard import wording

_TOWARDS = ", towards a named target"


def line(configuration: Configuration, measure: str) -> str:
    """Return how right a measure's scores are, in a few words."""
    figure = figure_beside(configuration, measure)
    if figure is None:
        return "Accuracy not measured"
    target = "" if figure.score == measure else _TOWARDS
    return f"Accuracy: {_value(figure)} (people’s labels{target})"


def note(configuration: Configuration) -> None:
    """Draw the accuracy of all measures in a line, and the way to the page Methods."""
    figures = {m.title: figure_beside(configuration, m.name) for m in configuration.measures}
    if any(figures.values()):
        parts = "; ".join(
            f"{wording.markdown(title.lower())} {_value(figure) if figure else 'not measured'}"
            for title, figure in figures.items()
        )
        st.caption(f"Accuracy on people’s labels: {parts}.")
    else:
        st.caption("Accuracy not measured for the models in use.")
    link()


def voices(configuration: Configuration) -> None:
    """Draw how right the voices are; nothing where that was not measured."""
    said = [wording.markdown(_voice(figure)) for figure in voice_figures_beside(configuration)]
    if said:
        st.caption(f"How right voices are told: {'; '.join(said)}.")


def _voice(figure: VoiceFigure) -> str:
    by = "people’s labels" if figure.by_people else "labels by a language model"
    return f"{figure.metric} {figure.value:.2f} on {figure.part} ({by})"


def link() -> None:
    """Draw the way to the page Methods."""
    st.page_link(
        "app_pages/methods.py",
        label="How right the scores are: Methods",
        icon=":material/arrow_forward:",
    )


def _value(figure: Figure) -> str:
    return f"{figure.metric} {figure.value:.2f} on {wording.markdown(figure.set_name)}"
