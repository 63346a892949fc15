"""The words that set each outlet's articles apart from the others'."""

import pandas as pd
import streamlit as st

from analysis.pipeline import Analysis
from dashboard import cache, compare_contents, components, outlet_charts, wording
from dashboard.compare_choice import Comparison
from dashboard.outlet_positions import subject_names

MOST_WORDS = 10
HELP = (
    "Log-odds of each word in one outlet's articles against those of all the others together, "
    "drawn towards 0 for rare words (Monroe, Colaresi and Quinn 2008). z divides them by their "
    "uncertainty."
)


def draw(comparison: Comparison, compared: Analysis) -> None:
    """Draw the most distinctive words of each outlet of `compared`, on one common axis."""
    compare_contents.heading(compare_contents.WORDS, HELP)
    frame = top_words(cache.of_outlets("words", compared), comparison)
    if frame.empty:
        st.markdown(
            "Too little text to rank words: a word must be used at least three times, in two "
            "articles, and more in one outlet than in the others."
        )
        return
    st.caption(
        "The ten words that each outlet uses most above the others, longest bar first. This ranks "
        "words and tests nothing: articles about different events differ in their words anyway, "
        "and one long article can put a word here. Pointing at a bar shows how often it is used."
    )
    highest = frame["z"].max() * 1.05
    for at, (column, name) in enumerate(components.grid(list(comparison.subjects))):
        with column:
            _of_outlet(frame[frame["subject"] == name], name, highest, key=f"words_{at}")
    shown = frame[["subject", "word", "count", "others_count", "articles", "log_odds", "z"]]
    components.chart_data(shown, key="words_data", several=True)


def _of_outlet(own: pd.DataFrame, name: str, highest: float, *, key: str) -> None:
    st.markdown(f"**{wording.markdown(name)}**")
    if own.empty:
        st.markdown("No word stands out.")
        return
    said = ", ".join(own["word"])
    st.altair_chart(
        outlet_charts.words(own, highest),
        width="stretch",
        key=key,
        alt=f"Words that {name} uses more than the others: {said}.",
    )


def top_words(frame: pd.DataFrame, comparison: Comparison) -> pd.DataFrame:
    """Return the most distinctive words of each outlet: at most ten, all used more than elsewhere.

    `frame` is from `analysis.compare.distinctive_words_frame`; `subject` is added.
    """
    above = frame[frame["z"] > 0].groupby("outlet", sort=False).head(MOST_WORDS)
    return above.assign(
        subject=above["outlet"].map(subject_names(comparison)),
        word=[wording.excerpt(word, 60) for word in above["word"]],
    )
