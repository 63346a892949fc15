"""How much the figures of two articles, or of two outlets, differ, and what follows from it."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.compare.inference import INFERENCE, PAIR, inference_frame
from analysis.compare.names import Unit
from analysis.frames import typed_frame
from analysis.pipeline import Analysis
from analysis.tables import articles_frame, outlets_frame

__all__ = ["Unit", "differences_frame"]

_COLUMNS = (
    *("measure", "first", "second", "first_mean", "second_mean", "difference"),
    *("first_clear", "second_clear", "first_articles", "second_articles"),
    *("first_sentences", "second_sentences", "view"),
)


def differences_frame(
    analysis: Analysis, by: Unit = "outlet", stories: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return one row for each measure and pair of articles or outlets, in order of appearance.

    `first_mean` and `second_mean` are the units' figures as the article and outlet tables
    define them, in the voice that the analysis is seen in (`view`); `difference` is second minus
    first, in points of the measure's scale;
    `first_clear` and `second_clear` are shares of body sentences rated clear or above. Articles
    are called by their article_id. These columns describe the articles; those of
    `inference_frame` follow and say what may be concluded about outlets, if anything, by article
    or by story (`stories`).

    Raises:
        InputError: There are fewer than two articles, or outlets, to compare; or stories are given
            for articles.
    """
    inference = inference_frame(analysis, by, stories)
    units = _units(analysis, by)
    rows = [
        {**_row(measure.name, first, second), "view": analysis.view}
        for measure in analysis.configuration.measures
        for first, second in combinations(units, 2)
    ]
    # Both have a row for each measure and pair, outlets in order of appearance.
    described = typed_frame(rows, _COLUMNS)
    return described.merge(inference[[*PAIR, *INFERENCE]], on=list(PAIR), validate="one_to_one")


def _units(analysis: Analysis, by: Unit) -> list[dict[str, Any]]:
    if by == "article":
        frame = articles_frame(analysis).assign(articles=1)
        return _records(frame.rename(columns={"article_id": "unit"}))
    frame = outlets_frame(analysis).rename(columns={"outlet": "unit"})
    order = list(dict.fromkeys(scored.article.outlet for scored in analysis.articles))
    return sorted(_records(frame[frame["unit"] != ""]), key=lambda row: order.index(row["unit"]))


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _row(measure: str, first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    return {
        "measure": measure,
        "first": first["unit"],
        "second": second["unit"],
        "first_mean": first[measure],
        "second_mean": second[measure],
        "difference": second[measure] - first[measure],
        "first_clear": first[f"{measure}_clear"],
        "second_clear": second[f"{measure}_clear"],
        "first_articles": first["articles"],
        "second_articles": second["articles"],
        "first_sentences": first["sentences"],
        "second_sentences": second["sentences"],
    }
