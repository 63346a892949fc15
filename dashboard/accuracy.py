"""The measured accuracy beside a score, short enough to stand there."""

import streamlit as st

from analysis.config import Configuration
from analysis.validity import Figure, figure_beside, voice_figures
from dashboard import wording

# The set whose figure stands beside the voices: it is the one with all three.
_VOICE_SET = "tone_news"
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
    all_kinds = (f for f in voice_figures(configuration) if f.part.startswith(_VOICE_SET))
    figure = next(all_kinds, None)  # the first is of all three voices together
    if figure is not None:
        kind = "held-out" if figure.held_out else "development"
        said = f"Voices: {figure.metric} {figure.value:.2f} on {kind} sentences"
        by = "" if figure.by_people else ", labelled by a language model"
        st.caption(wording.markdown(f"{said}{by}."))


def link() -> None:
    """Draw the way to the page Methods."""
    st.page_link(
        "app_pages/methods.py",
        label="How right the scores are: Methods",
        icon=":material/arrow_forward:",
    )


def _value(figure: Figure) -> str:
    return f"{figure.metric} {figure.value:.2f} on {wording.markdown(figure.set_name)}"
