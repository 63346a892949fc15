"""Where the outlets stand on each measure, how sure that is, and where in their articles."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.config import Measure
from analysis.pipeline import Analysis
from dashboard import (
    cache,
    compare_contents,
    components,
    outlet_charts,
    outlet_findings,
    takeaways,
    wording,
)
from dashboard.compare_choice import Comparison

HELP = (
    "The 95 % interval says how sure a mean is: were the same outlet's articles drawn anew again "
    "and again, about 95 of 100 such intervals would hold the mean of all its articles. With few "
    "articles somewhat fewer do: 91 to 95."
)
LEGEND = (
    "Dot: mean of an outlet's articles. Bar through it: 95 % interval of that mean. Open dot: one "
    "article only, so there is no interval. Faint strokes: single articles. Whether two outlets "
    "differ cannot be read from bars that overlap or do not; it is said below."
)
_PARTS = {
    "headline_minus_body": "headline",
    "lead_minus_rest": "lead",
}


def draw(comparison: Comparison, compared: Analysis) -> None:
    """Draw the outlets' positions on all measures; `compared` holds their articles alone."""
    compare_contents.heading(compare_contents.POSITIONS, HELP)
    st.caption(LEGEND)
    frame = position_frame(cache.of_outlets("means", compared), comparison, compared)
    articles = cache.articles(compared)
    findings = cache.inference(compared)
    for measure in compared.configuration.measures:
        own = frame[frame["measure"] == measure.name]
        takeaway = of_measure(own, findings[findings["measure"] == measure.name], measure)
        components.chart(
            outlet_charts.positions(
                own,
                article_marks(articles, comparison, measure),
                measure,
                list(comparison.subjects),
            ),
            measure,
            takeaway,
            key=f"positions_{measure.name}",
            detail=in_words(own),
        )
    shown = frame[["measure", "subject", "articles", "mean", "mean_low", "mean_high"]]
    components.chart_data(shown, key="positions_data", several=True)


def of_measure(own: pd.DataFrame, findings: pd.DataFrame, measure: Measure) -> str:
    """Say who is highest and lowest on a measure, and whether that is told from chance."""
    means = own[["subject", "mean"]].rename(columns={"mean": measure.name})
    view = own["view"].iloc[0]
    said = takeaways.of_comparison(means, measure, view)
    known = means[measure.name].notna().sum() > 1
    return f"{said} {outlet_findings.of_measure(findings)}" if known else said


def position_frame(means: pd.DataFrame, comparison: Comparison, compared: Analysis) -> pd.DataFrame:
    """Return the frame of outlets' means as it is drawn.

    Columns: `subject`, `measure`, `articles`, `mean`, `mean_low`, `mean_high`, where the whisker
    lies (`begin`, `finish`: cut at the ends of the scale), and `interval` in words.
    """
    ranges = {measure.name: measure.range for measure in compared.configuration.measures}
    frame = means.assign(
        subject=means["outlet"].map(subject_names(comparison)), articles=means["units"]
    )
    lowest, highest = (frame["measure"].map(lambda name, at=at: ranges[name][at]) for at in (0, 1))
    return frame.assign(
        begin=frame["mean_low"].clip(lower=lowest),
        finish=frame["mean_high"].clip(upper=highest),
        interval=[
            wording.interval(low, high)
            for low, high in zip(frame["mean_low"], frame["mean_high"], strict=True)
        ],
    )


def subject_names(comparison: Comparison) -> dict[str, str]:
    """Return the short name of each outlet that is compared."""
    figures = comparison.figures
    return dict(zip(figures["outlet"], figures["subject"], strict=True))


def article_marks(articles: pd.DataFrame, comparison: Comparison, measure: Measure) -> pd.DataFrame:
    """Return a row for each article with a figure: `subject`, `title` and its `mean`.

    An outlet's only article has none: its dot is the article.
    """
    frame = pd.DataFrame(
        {
            "subject": articles["outlet"].map(subject_names(comparison)),
            "title": articles["article_id"].map(dict(comparison.titles)).map(_short),
            "mean": articles[measure.name],
        }
    )
    frame = frame.dropna(subset=["mean"])
    return frame[frame["subject"].duplicated(keep=False)]


def _short(title: str) -> str:
    return wording.excerpt(title, 80)


def in_words(frame: pd.DataFrame) -> str:
    """Return one measure's positions for readers who cannot see the chart."""
    parts = []
    for row in frame.to_dict("records"):
        count = wording.count(int(row["articles"]), "article")
        interval = f", 95 % interval {row['interval']}" if row["articles"] > 1 else ""
        parts.append(f"{row['subject']} {wording.score(row['mean'])} ({count}{interval})")
    return "Means: " + "; ".join(parts) + "."


def in_articles(comparison: Comparison, compared: Analysis) -> None:
    """Draw how headlines differ from bodies, and leads from the rest, for each outlet."""
    compare_contents.heading(compare_contents.PARTS)
    measures = compared.configuration.measures
    table = part_frame(cache.of_outlets("positions", compared), comparison, measures)
    numbers = [name for name in table if name.endswith(tuple(_PARTS))]
    st.dataframe(
        components.rounded(table, numbers),
        hide_index=True,
        key="positions_in_articles",
        placeholder="–",
        alt="How headlines differ from bodies, and leads from the rest of the body",
        column_config=_part_columns(measures),
    )
    st.caption(
        "Headline: its score minus the mean of the body. Lead: the mean of the first three body "
        "sentences minus that of all others. Both in points of the scale, as means over the "
        "articles that have both sides. These figures describe these articles only; they are no "
        "test."
    )


def part_frame(
    frame: pd.DataFrame, comparison: Comparison, measures: Sequence[Measure]
) -> pd.DataFrame:
    """Return one row for each outlet: `subject`, and MEASURE_PART for both differences."""
    rows = []
    for outlet, subject in subject_names(comparison).items():
        own = frame[frame["outlet"] == outlet].set_index("measure")
        cells = {f"{m.name}_{part}": own.loc[m.name, part] for m in measures for part in _PARTS}
        rows.append({"subject": subject, **cells})
    return pd.DataFrame(rows)


def _part_columns(measures: Sequence[Measure]) -> Mapping[str, Any]:
    columns: dict[str, Any] = {
        "subject": st.column_config.TextColumn("Outlet", width=170, pinned=True)
    }
    for measure in measures:
        for name, said in _PARTS.items():
            columns[f"{measure.name}_{name}"] = st.column_config.NumberColumn(
                f"{measure.title}, {said}", format="%+.2f", width=150
            )
    return columns
