"""Scoring what waits on the desk, article by article, with progress and a way to stop."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.config import Configuration
from analysis.errors import AnalysisError
from analysis.pipeline import analyse
from dashboard import model_choice, wording
from dashboard.state import Desk


def score_waiting(desk: Desk, configuration: Configuration) -> None:
    """Score the articles that wait, or offer to where the user has stopped it.

    Pressing Cancel, or leaving the page, makes Streamlit stop this script at its next message
    to the browser, which `_show` sends after each batch; every article finished by then is kept.
    """
    waiting = desk.waiting(configuration)
    if not waiting:
        return
    if desk.paused:
        _offer(desk, len(waiting))
        return
    place = st.empty()
    with place.container(border=True):
        bar = st.progress(0.0, text=f"Preparing {wording.count(len(waiting), 'article')}…")
        st.button("Cancel", key="cancel", on_click=desk.pause)
        for warning in (warning for article in waiting for warning in article.warnings):
            st.caption(wording.markdown(warning))
    sizes = [len(article.text) for article in waiting]
    for number, article in enumerate(waiting):
        label = f"Scoring article {number + 1} of {len(waiting)}"
        before, own = sum(sizes[:number]) / sum(sizes), sizes[number] / sum(sizes)
        show = partial(_show, bar, label, before, own)
        try:
            scored = analyse([article], configuration=configuration, progress=show)
        except AnalysisError as error:
            place.empty()
            st.error(wording.markdown_lines(str(error)))
            model_choice.way_back(desk)
            return
        desk.keep(scored.articles[0], configuration)
    place.empty()


def _show(
    bar: DeltaGenerator, label: str, before: float, own: float, done: int, total: int
) -> None:
    share = min(1.0, before + own * done / total)
    bar.progress(share, text=f"{label}: {done:,} of {wording.count(total, 'sentence')}")


def _offer(desk: Desk, waiting: int) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        articles = wording.count(waiting, "article")
        st.markdown(f"Scoring was cancelled. {articles} not scored yet; the others are kept.")
        st.button("Score now", key="score_now", type="primary", on_click=desk.resume)
