"""Charts as functions from a frame to an Altair chart. Colours and domains come from `palette`.

Field names are fixed words or names of measures; names and texts that a user supplied are only
ever data, cut to a length, and never part of a field name or an expression.

Channels get their properties as arguments, never by methods as in `alt.X("x").title("x")`: Altair
keeps the channel of such a call in one place for all threads, and sessions are threads, so that a
chart could be given the names of another user's articles.
"""

import json
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from analysis.config import Measure
from dashboard.palette import Palette

PANEL_HEIGHT = 128
AXIS_HEIGHT = 46  # a chart's height includes its axis
SUBJECT_HEIGHT = 42
# What `alt.layer` is declared to return.
Drawn = alt.LayerChart | alt.FacetChart
INK = "#7a838c"  # reads on a white and on a near-black page


def timeline(
    frame: pd.DataFrame,
    own: Palette,
    palettes: Mapping[str, Palette],
    *,
    axis: bool,
    ends: tuple[float, float] | None = None,
) -> Drawn:
    """Return an article's sentences as bars from 0, in reading order, for the measure of `own`.

    `frame` is from `shaping.timeline_frame`. Pointing anywhere in a sentence's column, bar or
    not, shows its text and all scores. Charts of one article line up; `axis` numbers the
    sentences, which the lowest of them does for all. `ends` are those of the axis, by default
    of the bars.
    """
    measure = own.measure
    pointed = alt.selection_point(
        on="pointerover", clear="pointerout", fields=["sentence"], empty=False
    )
    base = alt.Chart(frame).encode(
        x=alt.X(
            "begin:Q",
            scale=alt.Scale(
                zero=False, nice=False, padding=4, domain=alt.Undefined if ends is None else ends
            ),
            axis=_sentence_axis(frame) if axis else None,
        ),
        x2="finish:Q",
        tooltip=_timeline_tooltip(palettes),
    )
    bars = base.mark_bar().encode(
        y=_measured_axis(measure),
        y2=alt.datum(0.0),
        color=_color(f"{measure.name}_level", own),
    )
    columns = (
        base.mark_bar(color=INK)
        .encode(
            y=alt.datum(measure.range[0]),
            y2=alt.datum(measure.range[1]),
            opacity=alt.when(pointed).then(alt.value(0.22)).otherwise(alt.value(0)),
        )
        .add_params(pointed)
    )
    zero = alt.Chart().mark_rule(color=INK, strokeWidth=1).encode(y=alt.datum(0.0))
    height = PANEL_HEIGHT + (AXIS_HEIGHT if axis else 0)
    return alt.layer(bars, zero, columns).properties(height=height)


def _sentence_axis(frame: pd.DataFrame) -> alt.Axis:
    """Return the axis of sentence numbers; a headline is always sentence 0 and is named."""
    named = "datum.value == 0 ? 'headline' : datum.label"
    return alt.Axis(
        title="Sentence",
        tickMinStep=1,
        grid=False,
        format="d",
        labelExpr=named if "headline" in set(frame["role"]) else "datum.label",
    )


def _timeline_tooltip(palettes: Mapping[str, Palette]) -> list[alt.Tooltip]:
    scores = [
        alt.Tooltip(f"{name}:Q", title=own.measure.title, format=".2f")
        for name, own in palettes.items()
    ]
    return [
        alt.Tooltip("sentence:N", title="Sentence"),
        alt.Tooltip("role:N", title="Part"),
        *scores,
        alt.Tooltip("text:N", title="Text"),
    ]


def _measured_axis(measure: Measure) -> alt.Y:
    lowest, highest = measure.range
    return alt.Y(
        f"{measure.name}:Q",
        title=None,
        scale=alt.Scale(domain=[lowest, highest]),
        axis=alt.Axis(
            values=sorted({lowest, 0.0, highest}),
            labelExpr=_end_words(measure),
            labelLimit=90,
            labelOverlap=False,
            minExtent=84,
        ),
    )


def _end_words(measure: Measure) -> str:
    """Return a Vega expression that labels the ends of an axis in words and the middle by 0."""
    lowest, highest = measure.range
    return (
        f"datum.value == {highest} ? {json.dumps(measure.high)} : "
        f"datum.value == {lowest} ? {json.dumps(measure.low)} : '0'"
    )


def levels(frame: pd.DataFrame, own: Palette, subjects: Sequence[str]) -> Drawn:
    """Return a stacked bar per subject: the share of its sentences at each level.

    `frame` is from `shaping.level_frame`; the bars stand in the order of `subjects`.
    """
    base = alt.Chart(frame).encode(
        y=subject_axis(subjects),
        x=alt.X(
            "begin:Q",
            title="Share of sentences",
            scale=alt.Scale(domain=[0, 1], nice=False),
            axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
        ),
        x2="finish:Q",
        tooltip=[
            alt.Tooltip("subject:N", title="In"),
            alt.Tooltip("level:N", title=own.measure.title),
            alt.Tooltip("sentences:Q", title="Sentences", format=","),
            alt.Tooltip("share:Q", title="Share", format=".0%"),
        ],
    )
    bars = base.mark_bar(height={"band": 0.72}).encode(
        color=_color("level", own),
        order=alt.Order("order:Q"),
    )
    return alt.layer(bars).properties(height=_height(subjects))


def dots(frame: pd.DataFrame, means: pd.DataFrame, own: Palette, subjects: Sequence[str]) -> Drawn:
    """Return a dot per sentence for each subject, with a stroke at its mean.

    `frame` is from `shaping.dot_frame`; `means` has `subject` and the measure's mean.
    """
    measure = own.measure
    base = alt.Chart(frame).encode(y=subject_axis(subjects))
    score = whole_scale("score:Q", measure)
    points = base.mark_circle(size=34, opacity=1, stroke=INK, strokeWidth=0.6).encode(
        x=score,
        yOffset=alt.YOffset("lane:Q", scale=alt.Scale(domain=[-0.15, 1.15])),
        color=_color("level", own),
        tooltip=[
            alt.Tooltip("subject:N", title="In"),
            alt.Tooltip("sentence:Q", title="Sentence"),
            alt.Tooltip("score:Q", title=measure.title, format=".2f"),
            alt.Tooltip("level:N", title="Level"),
            alt.Tooltip("text:N", title="Text"),
        ],
    )
    average = (
        alt.Chart(means)
        .mark_tick(color=INK, thickness=3, height=30)
        .encode(
            y=subject_axis(subjects),
            x=alt.X(f"{measure.name}:Q"),
            tooltip=[
                alt.Tooltip("subject:N", title="In"),
                alt.Tooltip(f"{measure.name}:Q", title="Mean", format=".2f"),
            ],
        )
    )
    return alt.layer(points, average).properties(height=_height(subjects))


def whole_scale(field: str, measure: Measure) -> alt.X:
    """Return an axis that is the whole scale of a measure and names its ends."""
    return alt.X(
        field,
        title=f"{measure.title}: {measure.low} to {measure.high}",
        scale=alt.Scale(domain=list(measure.range), nice=False),
        axis=alt.Axis(tickCount=5),
    )


def _color(field: str, own: Palette) -> alt.Color:
    labels, colors = own.domain_and_range()
    scale = alt.Scale(domain=labels, range=colors)
    return alt.Color(f"{field}:N", sort=labels, scale=scale, legend=None)


def subject_axis(subjects: Sequence[str], *, grid: bool | None = None) -> alt.Y:
    """Return an axis of all subjects, those without any sentence too."""
    lines = alt.Undefined if grid is None else grid
    return alt.Y(
        "subject:N",
        title=None,
        sort=list(subjects),
        scale=alt.Scale(domain=list(subjects)),
        axis=alt.Axis(labelLimit=150, ticks=False, grid=lines),
    )


def _height(subjects: Sequence[str]) -> int:
    return SUBJECT_HEIGHT * len(subjects) + AXIS_HEIGHT
