"""A comparison as plain text, for a terminal."""

import pandas as pd

from analysis.articles import Article
from analysis.compare.differences import Unit, differences_frame
from analysis.pipeline import Analysis
from analysis.tables import articles_frame, model_label, outlets_frame

_NOTE = "This describes these articles only; it does not say how their outlets report in general."


def comparison_text(analysis: Analysis, by: Unit) -> str:
    """Return the figures of each article or outlet and the differences of each pair, as text."""
    measures = [measure.name for measure in analysis.configuration.measures]
    differences = differences_frame(analysis, by)
    names = {s.article.article_id: _name(s.article) for s in analysis.articles}
    if by == "article":
        figures = articles_frame(analysis)
        figures.insert(0, "article", figures["article_id"].map(names))
        figures = figures[["article", "sentences", *measures]]
        differences = differences.replace({"first": names, "second": names})
    else:
        figures = outlets_frame(analysis)[["outlet", "articles", "sentences", *measures]]
    pairs = differences[["measure", "first", "second", "difference"]]
    return "\n\n".join(
        [
            _table(figures),
            "Differences (second minus first):\n" + _table(pairs, signed=True),
            f"{_NOTE}\nScored by {model_label(analysis.configuration)}.",
        ]
    )


def _name(article: Article) -> str:
    known = [part for part in (article.outlet, article.title) if part]
    return ": ".join(known) or article.source_file


def _table(frame: pd.DataFrame, *, signed: bool = False) -> str:
    number = "{:+.2f}" if signed else "{:.2f}"
    return str(frame.to_string(index=False, float_format=number.format, max_colwidth=60))
