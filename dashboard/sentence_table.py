"""The table of all sentences of an article, with search and filters."""

import json
from collections.abc import Iterable, Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.config import Configuration, Measure
from analysis.voice import VOICES
from dashboard import components, voice_wording, wording
from dashboard.state import Desk
from dashboard.voice_wording import VOICE_NAMES

WHY_KEY = "why_row"
COLUMNS = ["why", "sentence", "role", "text", "whose", "who"]


def table(sentences: pd.DataFrame, configuration: Configuration, desk: Desk) -> None:
    """Draw the table of sentences with its search and filters, and the way to their words."""
    measures = configuration.measures
    if sentences.empty:
        st.markdown("There is no sentence to list.")
        return
    sentences = with_voices(sentences)
    found = _filtered(sentences, measures)
    names = [measure.name for measure in measures]
    held = voice_wording.with_words(sentences["view"].iloc[0])
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
            "text": st.column_config.TextColumn("Sentence", width=370),
            "whose": st.column_config.TextColumn("Voice", width=140),
            "who": st.column_config.TextColumn("Speaker", width=130),
            **components.score_columns(configuration, width=100),
        },
    )
    st.caption(
        f"{len(found):,} of {wording.count(len(sentences), 'sentence')}{held}. "
        "A click on a column's head sorts; “Why?” opens a sentence with its words."
    )


def with_voices(sentences: pd.DataFrame) -> pd.DataFrame:
    """Return `sentences` with `whose` and `who`: the voices and the speakers of their words.

    The voice with the most words comes first.
    """
    voices = [
        sorted((v for v in VOICES if row[f"words_{v}"]), key=lambda v, row=row: -row[f"words_{v}"])
        for row in sentences.to_dict("records")
    ]
    speakers = [
        dict.fromkeys(voice_wording.speaker(span[3]) for span in own if span[2] != "outlet")
        for own in map(json.loads, sentences["spans"])
    ]
    return sentences.assign(
        whose=[", ".join(VOICE_NAMES[voice] for voice in own) for own in voices],
        who=["; ".join(own) for own in speakers],
    )


def _filtered(sentences: pd.DataFrame, measures: Sequence[Measure]) -> pd.DataFrame:
    """Draw the search and the filters; return what they leave."""
    search, voice, speaker, part, level = st.columns([1.6, 1, 1, 1, 1])

    def several(place: DeltaGenerator, label: str, options: Iterable[str], key: str) -> list[str]:
        return place.multiselect(label, list(dict.fromkeys(options)), key=key, placeholder="All")

    speakers = sorted({name for own in sentences["who"] for name in _parted(own, "; ")})
    return matching(
        sentences,
        measures,
        search.text_input("Search", key="search", placeholder="Words in a sentence"),
        voices=several(voice, "Voice", VOICE_NAMES.values(), "voices"),
        speakers=several(speaker, "Speaker", speakers, "speakers"),
        roles=several(part, "Part of the text", sentences["role"], "roles"),
        levels=several(level, "Level", _level_names(measures), "levels"),
    )


def _parted(cell: str, mark: str) -> list[str]:
    return [part for part in cell.split(mark) if part]


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
    voices: Sequence[str] = (),
    speakers: Sequence[str] = (),
) -> pd.DataFrame:
    """Return the rows that hold the words searched for, have one of `roles` and of `levels`.

    Of levels of one measure any may hold; every measure with a chosen level must. With `voices`
    or `speakers`, the rows that have words of one of them; these need the columns of
    `with_voices`.
    """
    keep = sentences["text"].str.contains(searched.strip(), case=False, regex=False)
    if roles:
        keep &= sentences["role"].isin(list(roles))
    for column, mark, wanted in (("whose", ", ", voices), ("who", "; ", speakers)):
        if wanted:
            parted = [set(_parted(cell, mark)) for cell in sentences[column]]
            keep &= pd.Series([not own.isdisjoint(wanted) for own in parted], sentences.index)
    for measure in measures:
        wanted = {name for name in levels if name.startswith(f"{measure.title}: ")}
        if wanted:
            named = sentences[measure.name].map(lambda x, m=measure: f"{m.title}: {m.level(x)}")
            keep &= named.isin(wanted)
    return sentences[keep]
