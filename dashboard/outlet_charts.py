"""The charts of outlets' statistics, as functions from a frame to an Altair chart.

They are drawn in ink: a hue stands for a measure's level everywhere else, and here nothing is
rated. As in `charts`, names and words that a user supplied are only ever data.
"""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from analysis.compare.trend import Period
from analysis.config import Measure
from dashboard.charts import AXIS_HEIGHT, INK, Drawn, subject_axis, whole_scale

ROW_HEIGHT = 34
WORD_HEIGHT = 19
TREND_HEIGHT = 150


def positions(
    means: pd.DataFrame, articles: pd.DataFrame, measure: Measure, subjects: Sequence[str]
) -> Drawn:
    """Return a dot with a whisker for each outlet, over faint strokes for its articles.

    `means` and `articles` are from `outlet_positions`. A dot of one article is open and has no
    whisker. All measures' charts have the whole scale as their axis.
    """
    row = subject_axis(subjects, grid=True)
    score = whole_scale("mean:Q", measure)
    strokes = (
        alt.Chart(articles)
        .mark_tick(color=INK, opacity=0.5, thickness=1.5, height=18)
        .encode(
            y=row,
            x=score,
            tooltip=[
                alt.Tooltip("subject:N", title="In"),
                alt.Tooltip("title:N", title="Article"),
                alt.Tooltip("mean:Q", title=measure.title, format=".2f"),
            ],
        )
    )
    base = alt.Chart(means).encode(y=row, tooltip=_position_tooltip(measure))
    whiskers = base.mark_rule(color=INK, strokeWidth=3).encode(x=alt.X("begin:Q"), x2="finish:Q")
    dots = base.mark_point(color=INK, size=130, filled=True, opacity=1).transform_filter(
        alt.datum.articles > 1
    )
    open_dots = base.mark_point(
        color=INK, size=110, filled=False, strokeWidth=2.5, opacity=1
    ).transform_filter(alt.datum.articles == 1)
    height = ROW_HEIGHT * len(subjects) + AXIS_HEIGHT
    return alt.layer(strokes, whiskers, dots.encode(x=score), open_dots.encode(x=score)).properties(
        height=height
    )


def _position_tooltip(measure: Measure) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("subject:N", title="In"),
        alt.Tooltip("mean:Q", title=f"{measure.title}, mean", format=".2f"),
        alt.Tooltip("interval:N", title="95 % interval"),
        alt.Tooltip("articles:Q", title="Articles"),
    ]


def words(frame: pd.DataFrame, highest: float) -> Drawn:
    """Return a bar for each word of one outlet, in the order of `frame`.

    `frame` is from `outlet_words.top_words`; `highest` ends the axis, the same for all outlets
    that stand beside each other.
    """
    base = alt.Chart(frame).encode(
        y=alt.Y(
            "word:N",
            title=None,
            sort=list(frame["word"]),
            # Of one width, so that the bars of all outlets begin below each other.
            axis=alt.Axis(
                labelLimit=100,
                labelOverlap=False,
                labelFlush=False,
                ticks=False,
                minExtent=104,
                maxExtent=104,
            ),
        ),
        x=alt.X(
            "z:Q",
            title="z: how much more used here",
            scale=alt.Scale(domain=[0, highest], nice=False),
            axis=alt.Axis(tickCount=4),
        ),
        tooltip=[
            alt.Tooltip("word:N", title="Word"),
            alt.Tooltip("count:Q", title="Times here", format=","),
            alt.Tooltip("others_count:Q", title="Times in the others", format=","),
            alt.Tooltip("articles:Q", title="Articles here with it"),
            alt.Tooltip("z:Q", title="z", format=".2f"),
        ],
    )
    bars = base.mark_bar(color=INK, height={"band": 0.68})
    return alt.layer(bars).properties(height=WORD_HEIGHT * len(frame) + AXIS_HEIGHT)


def trend(frame: pd.DataFrame, measure: Measure, ends: tuple[str, str], per: Period) -> Drawn:
    """Return one outlet's means over time, a point for each period that has articles.

    `frame` is from `outlet_trend`; `ends` are the first and the last day of the axis, the same
    for all outlets that stand beside each other; a point stands for a month or a week.
    """
    lowest, highest = measure.range
    base = alt.Chart(frame).encode(
        x=alt.X(
            "begin:T",
            title=None,
            # A date without a time is read as UTC: on a local scale it would slip to the day
            # before.
            scale=alt.Scale(type="utc", domain=list(ends), padding=14),
            axis=alt.Axis(
                format="%b %Y" if per == "month" else "%d %b",
                tickCount=3,
                grid=False,
                labelOverlap=True,
            ),
        ),
        y=alt.Y(
            "mean:Q",
            title=None,
            scale=alt.Scale(domain=[lowest, highest], nice=False),
            axis=alt.Axis(values=sorted({lowest, 0.0, highest}), format=".0f"),
        ),
        tooltip=[
            alt.Tooltip("period:N", title=per.capitalize()),
            alt.Tooltip("mean:Q", title=f"{measure.title}, mean", format=".2f"),
            alt.Tooltip("articles:Q", title="Articles"),
        ],
    )
    line = base.mark_line(color=INK, strokeWidth=2)
    points = base.mark_point(color=INK, size=60, filled=True, opacity=1)
    return alt.layer(line, points).properties(height=TREND_HEIGHT)
