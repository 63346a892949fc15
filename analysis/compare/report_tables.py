"""The tables of a report as plain values: who is heard, distinctive words, headline and lead."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.compare.distinctive import distinctive_words_frame
from analysis.compare.names import Unit
from analysis.compare.positions import positions_frame
from analysis.pipeline import Analysis
from analysis.voice_tables import sources_frame

MOST_SOURCES = 12
MOST_WORDS = 12
# Below this a word is used about as much by the others, for all that its count can tell.
LEAST_Z = 2.0


def source_values(analysis: Analysis, by: Unit, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return who is heard by outlet (or article), the most words first."""
    unit = "outlet" if by == "outlet" else "article_id"
    return [
        {
            "name": names.get(str(key), str(key)),
            "rows": _records(own.head(MOST_SOURCES)),
            "more": max(len(own) - MOST_SOURCES, 0),
        }
        for key, own in sources_frame(analysis, by).groupby(unit, sort=False)
        if key
    ]


def word_values(analysis: Analysis) -> list[dict[str, Any]]:
    """Return each outlet's most distinctive words; `width` is z as a share of the largest one."""
    frame = distinctive_words_frame(analysis)
    clear = frame[frame["z"] >= LEAST_Z]
    return [
        {
            "outlet": outlet,
            "rows": [
                {**row, "width": round(100 * row["z"] / clear["z"].max(), 1)}
                for row in _records(clear[clear["outlet"] == outlet].head(MOST_WORDS))
            ],
        }
        for outlet in frame["outlet"].unique()
    ]


def place_values(analysis: Analysis, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return headline against body and lead against rest, measures together for each article."""
    titles = {measure.name: measure.title for measure in analysis.configuration.measures}
    return [
        {
            "name": names[str(article_id)],
            "rows": [{**row, "title": titles[row["measure"]]} for row in _records(own)],
        }
        for article_id, own in positions_frame(analysis).groupby("article_id", sort=False)
    ]


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]
