"""A comparison as plain text, for a terminal."""

from collections.abc import Iterator

import pandas as pd

from analysis.articles import Article
from analysis.compare.differences import Unit
from analysis.models_in_use import model_label
from analysis.pipeline import Analysis
from analysis.tables import articles_frame, outlets_frame

_WIDTH = 44
# More than a screenful helps nobody.
_PAIRS = 45
_NOTE = "This describes these articles only; it does not say how their outlets report in general."


def comparison_text(analysis: Analysis, by: Unit, differences: pd.DataFrame) -> str:
    """Return the figures of each article or outlet and the differences of each pair, as text.

    `differences` is from `differences_frame`. What limits the comparison is said below it.
    """
    measures = [measure.name for measure in analysis.configuration.measures]
    figures = _figures(analysis, by)[[by, "articles", "sentences", *measures]]
    pairs = _pairs(analysis, differences, measures)
    return "\n\n".join(
        [
            _table(figures),
            "Differences (second minus first):\n" + _table(pairs.iloc[:_PAIRS], signed=True),
            "\n".join(_notes(analysis, by, len(pairs))),
        ]
    )


def _notes(analysis: Analysis, by: Unit, pairs: int) -> Iterator[str]:
    articles = [scored.article for scored in analysis.articles]
    if pairs > _PAIRS:
        yield f"The first {_PAIRS} of {pairs:,} pairs; --output writes all of them."
    unnamed = sum(not article.outlet for article in articles)
    if by == "outlet" and unnamed:
        yield f"Articles without an outlet, not compared: {unnamed}. Compare them --by article."
    genres = sorted({article.genre for article in articles} - {""})
    if len(genres) > 1:
        yield f"These articles are of different genres ({', '.join(genres)}), written differently."
    yield _NOTE
    yield f"Scored by {model_label(analysis.configuration)}."


def _figures(analysis: Analysis, by: Unit) -> pd.DataFrame:
    if by == "outlet":
        frame = outlets_frame(analysis)
        return frame[frame["outlet"] != ""]
    frame = articles_frame(analysis)
    return frame.assign(article=frame["article_id"].map(_names(analysis)), articles=1)


def _pairs(analysis: Analysis, differences: pd.DataFrame, measures: list[str]) -> pd.DataFrame:
    """Return a row per pair, in order of appearance, and a column per measure."""
    wide = differences.pivot(index=["first", "second"], columns="measure", values="difference")
    order = differences[["first", "second"]].drop_duplicates()
    pairs = order.join(wide[measures], on=["first", "second"])
    return pairs.replace({"first": _names(analysis), "second": _names(analysis)})


def _names(analysis: Analysis) -> dict[str, str]:
    """Return what to call each article, by its id."""
    return {scored.article.article_id: _name(scored.article) for scored in analysis.articles}


def _name(article: Article) -> str:
    known = [part for part in (article.outlet, article.title) if part]
    name = ": ".join(known) or article.source_file
    return name if len(name) <= _WIDTH else f"{name[: _WIDTH - 1]}…"


def _table(frame: pd.DataFrame, *, signed: bool = False) -> str:
    def number(value: float) -> str:
        shown = round(value, 2) or 0.0  # what rounds to nothing has no sign
        return f"{shown:+.2f}" if signed and shown else f"{shown:.2f}"

    return str(frame.to_string(index=False, float_format=number, na_rep="–"))
