"""How the outlets' tone goes over time, where enough articles are dated."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import streamlit as st

from analysis.compare.trend import Period
from analysis.config import Measure
from analysis.pipeline import Analysis
from dashboard import cache, components, outlet_charts, wording
from dashboard.compare_choice import Comparison
from dashboard.outlet_positions import subject_names

LEAST_PERIODS = 3


@st.fragment
def draw(comparison: Comparison, compared: Analysis) -> None:
    """Draw one outlet's means over time beside the next, where at least three periods are known."""
    frames: dict[Period, pd.DataFrame] = {
        "month": cache.of_outlets("months", compared),
        "week": cache.of_outlets("weeks", compared),
    }
    per, frame = trend_of(comparison, frames)
    if per is None:
        return
    st.subheader("Over time", anchor=False)
    measure = _choose(compared.configuration.measures)
    st.caption(
        f"Each point: mean of the articles that an outlet published in a {per}, over the whole "
        f"scale, {measure.low} to {measure.high}. A point often rests on one article, and events "
        "differ from time to time: this describes these articles and is no test. Articles without "
        "a full date are left out."
    )
    own = frame[frame["measure"] == measure.name]
    ends = own["begin"].min(), own["begin"].max()
    for at, (column, name) in enumerate(components.grid(list(comparison.subjects))):
        with column:
            st.markdown(f"**{wording.markdown(name)}**")
            _of_outlet(own[own["subject"] == name], name, measure, ends, per, at)
    shown = own[["subject", "period", "articles", "mean"]]
    components.chart_data(shown, key="trend_data", several=True)


def _of_outlet(
    own: pd.DataFrame, name: str, measure: Measure, ends: tuple[str, str], per: Period, at: int
) -> None:
    if own.empty:
        st.markdown("No dated article.")
        return
    points = zip(own["period"], own["mean"], strict=True)
    said = ", ".join(f"{period} {wording.score(mean)}" for period, mean in points)
    st.altair_chart(
        outlet_charts.trend(own, measure, ends, per),
        width="stretch",
        key=f"trend_{at}",
        alt=f"{measure.title} of {name} over time: {said}.",
    )


def trend_of(
    comparison: Comparison, frames: Mapping[Period, pd.DataFrame]
) -> tuple[Period | None, pd.DataFrame]:
    """Return the first of `frames` with enough periods as it is drawn, and which of them it is.

    `frames` are from `analysis.compare.trend_frame`. `subject` and `begin`, the first day of the
    period, are added.
    """
    for per, frame in frames.items():
        if frame["period"].nunique() >= LEAST_PERIODS:
            return per, frame.assign(
                subject=frame["outlet"].map(subject_names(comparison)),
                begin=frame["period"].map(first_day),
            )
    return None, pd.DataFrame()


def first_day(period: str) -> str:
    """Return the first day of a month, `2026-03`, or an ISO week, `2026-W09`."""
    if "W" in period:
        return date.fromisoformat(f"{period}-1").isoformat()
    return f"{period}-01"


def _choose(measures: tuple[Measure, ...]) -> Measure:
    by_name = {measure.name: measure for measure in measures}
    shown = st.segmented_control(
        "Measure over time",
        list(by_name),
        format_func=lambda name: by_name[name].title,
        default=next(iter(by_name)),
        required=True,
        key="trend",
        persist_state="session",
    )
    return by_name[shown]
