"""The table of all sentences of an article, with search and filters."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.config import Configuration, Measure
from dashboard import components, wording
from dashboard.state import Desk

WHY_KEY = "why_row"
COLUMNS = ["why", "sentence", "role", "text"]


def table(sentences: pd.DataFrame, configuration: Configuration, desk: Desk) -> None:
    """Draw the table of sentences with its search and filters, and the way to their words."""
    measures = configuration.measures
    left, middle, right = st.columns([2, 1, 1])
    searched = left.text_input("Search", key="search", placeholder="Words in a sentence")
    roles = middle.multiselect(
        "Part of the text", list(dict.fromkeys(sentences["role"])), key="roles", placeholder="All"
    )
    levels = right.multiselect("Level", _level_names(measures), key="levels", placeholder="All")
    found = matching(sentences, measures, searched, roles, levels)
    names = [measure.name for measure in measures]
    st.dataframe(
        components.rounded(found.assign(why="Why?")[COLUMNS + names], names),
        hide_index=True,
        key="sentences",
        alt="Sentences with their scores",
        column_config={
            "why": st.column_config.ButtonColumn(
                "",
                key=WHY_KEY,
                type="tertiary",
                width=65,
                on_click=_ask,
                args=(desk, found),
            ),
            "sentence": st.column_config.NumberColumn("No.", width=60),
            "role": st.column_config.TextColumn("Part", width=85),
            "text": st.column_config.TextColumn("Sentence", width=520),
            **components.score_columns(configuration),
        },
    )
    st.caption(
        f"{len(found):,} of {wording.count(len(sentences), 'sentence')}. "
        "A click on a column's head sorts; “Why?” opens a sentence with its words."
    )


def _ask(desk: Desk, found: pd.DataFrame) -> None:
    """Ask about the sentence whose button was pressed, first in the measure the text shows."""
    row = found.iloc[st.session_state[WHY_KEY]["row"]]
    desk.ask(row["article_id"], int(row["sentence"]), st.session_state.get("shade", ""))


def _level_names(measures: Sequence[Measure]) -> list[str]:
    return [f"{m.title}: {level.label}" for m in measures for level in m.levels]


def matching(
    sentences: pd.DataFrame,
    measures: Sequence[Measure],
    searched: str,
    roles: Sequence[str],
    levels: Sequence[str],
) -> pd.DataFrame:
    """Return the rows that hold the words searched for, have one of `roles` and of `levels`.

    Of levels of one measure any may hold; every measure with a chosen level must.
    """
    keep = sentences["text"].str.contains(searched.strip(), case=False, regex=False)
    if roles:
        keep &= sentences["role"].isin(list(roles))
    for measure in measures:
        wanted = {name for name in levels if name.startswith(f"{measure.title}: ")}
        if wanted:
            named = sentences[measure.name].map(lambda x, m=measure: f"{m.title}: {m.level(x)}")
            keep &= named.isin(wanted)
    return sentences[keep]
