"""Scoring what waits on the desk, article by article, with progress and a way to stop."""

import time
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.config import Configuration
from analysis.errors import AnalysisError
from analysis.pipeline import analyse
from dashboard import model_choice, wording
from dashboard.state import Desk

# Before so many seconds how long it will take is anybody's guess, and hardly worth saying.
_GUESS_AFTER = 4.0
MOST_WARNINGS = 20


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
        if len(waiting) > 1:
            st.caption(
                "What is scored can be looked at on the other pages: scoring pauses when you leave "
                "this page and goes on when you are back."
            )
        warnings = [warning for article in waiting for warning in article.warnings]
        for warning in warnings[:MOST_WARNINGS]:
            st.caption(wording.markdown(warning))
        if len(warnings) > MOST_WARNINGS:
            st.caption(f"And {wording.count(len(warnings) - MOST_WARNINGS, 'more note')}.")
    sizes = [len(article.text) for article in waiting]
    whole, before, started = sum(sizes), 0, time.monotonic()
    for number, (article, own) in enumerate(zip(waiting, sizes, strict=True), 1):
        label = f"Scoring article {number:,} of {len(waiting):,}"
        left = _left(time.monotonic() - started, before / whole)
        show = partial(_show, bar, label, left, before / whole, own / whole)
        try:
            scored = analyse([article], configuration=configuration, progress=show)
        except AnalysisError as error:
            place.empty()
            st.error(wording.markdown_lines(str(error)))
            model_choice.way_back(desk)
            return
        desk.keep(scored.articles[0], configuration)
        before += own
    place.empty()


def _left(seconds: float, done: float) -> str:
    """Return how long scoring takes yet, to be put behind; `done` is the share that is scored."""
    if seconds < _GUESS_AFTER or not done:
        return ""
    return f" · {wording.remaining(seconds * (1 - done) / done)} left"


def _show(
    bar: DeltaGenerator,
    label: str,
    left: str,
    before: float,
    own: float,
    done: int,
    total: int,
) -> None:
    share = min(1.0, before + own * done / total)
    bar.progress(share, text=f"{label}: {done:,} of {wording.count(total, 'sentence')}{left}")


def _offer(desk: Desk, waiting: int) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        articles = wording.count(waiting, "article")
        st.markdown(f"Scoring was cancelled. {articles} not scored yet; the others are kept.")
        st.button("Score now", key="score_now", type="primary", on_click=desk.resume)
