"""Charts as functions from a frame to an Altair chart. Colours and domains come from `palette`.

Field names are fixed words or names of measures; names and texts that a user supplied are only
ever data, cut to a length, and never part of a field name or an expression.
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
        x=alt.X("begin:Q")
        .scale(zero=False, nice=False, padding=4, domain=alt.Undefined if ends is None else ends)
        .axis(_sentence_axis(frame) if axis else None),
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
    return (
        alt.Y(f"{measure.name}:Q")
        .title(None)
        .scale(domain=[lowest, highest])
        .axis(
            values=sorted({lowest, 0.0, highest}),
            labelExpr=_end_words(measure),
            labelLimit=90,
            labelOverlap=False,
            minExtent=84,
        )
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
        y=_subject_axis(subjects),
        x=alt.X("begin:Q")
        .title("Share of sentences")
        .scale(domain=[0, 1], nice=False)
        .axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
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
    base = alt.Chart(frame).encode(y=_subject_axis(subjects))
    score = (
        alt.X("score:Q")
        .title(f"{measure.title}: {measure.low} to {measure.high}")
        .scale(domain=list(measure.range), nice=False)
        .axis(tickCount=5)
    )
    points = base.mark_circle(size=34, opacity=1, stroke=INK, strokeWidth=0.6).encode(
        x=score,
        yOffset=alt.YOffset("lane:Q").scale(domain=[-0.15, 1.15]),
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
            y=_subject_axis(subjects),
            x=alt.X(f"{measure.name}:Q"),
            tooltip=[
                alt.Tooltip("subject:N", title="In"),
                alt.Tooltip(f"{measure.name}:Q", title="Mean", format=".2f"),
            ],
        )
    )
    return alt.layer(points, average).properties(height=_height(subjects))


def _color(field: str, own: Palette) -> alt.Color:
    labels, colors = own.domain_and_range()
    return alt.Color(f"{field}:N", sort=labels).scale(domain=labels, range=colors).legend(None)


def _subject_axis(subjects: Sequence[str]) -> alt.Y:
    """Return an axis of all subjects, those without any sentence too."""
    axis = alt.Y("subject:N").title(None).sort(list(subjects)).scale(domain=list(subjects))
    return axis.axis(labelLimit=150, ticks=False)


def _height(subjects: Sequence[str]) -> int:
    return SUBJECT_HEIGHT * len(subjects) + AXIS_HEIGHT
