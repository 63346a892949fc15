"""The chart of a sentence's words, as a function from a frame to an Altair chart.

As in `charts`, a user's words are only ever data.
"""

import altair as alt
import pandas as pd

from analysis.config import Measure
from analysis.scorers.base import Method
from dashboard.charts import INK, Drawn
from dashboard.cue_marks import SCALES
from dashboard.palette import Palette
from dashboard.word_shares import WORD

BAR_HEIGHT = 22
AXIS_HEIGHT = 92  # with both lines of its title
UNITS: dict[Method, str] = {
    "readout": "Share, in log-odds",
    "lists": "Weight in the word lists",
    "occlusion": "Change of the score",
}
LOWERS, RAISES = "lowers", "raises"


def word_bars(frame: pd.DataFrame, own: Palette, method: Method) -> Drawn:
    """Return a bar from 0 for each row of `frame`, from `word_shares.bar_frame`, in its order.

    To the right it raises the score, to the left it lowers it; its figure stands beside its name.
    The bars that are no single words are pale with an outline.
    """
    data = frame.assign(way=[RAISES if share >= 0 else LOWERS for share in frame["share"]])
    base = alt.Chart(data).encode(
        y=alt.Y(
            "bar:N",
            title=None,
            sort=list(frame["bar"]),
            axis=alt.Axis(labelLimit=200, labelOverlap=False, labelFlush=False, ticks=False),
        ),
        x=alt.X(
            "share:Q",
            title=_title(own.measure, method),
            scale=alt.Scale(domain=_domain(data["share"], method), nice=False, padding=8),
            axis=alt.Axis(tickCount=4, format=".2~f"),
        ),
        tooltip=[
            alt.Tooltip("word:N", title="Word"),
            alt.Tooltip("share:Q", title=UNITS[method], format="+.2f"),
        ],
    )
    bars = base.mark_bar(height={"band": 0.7}, strokeWidth=1).encode(
        color=_by_way(alt.Color, own),
        stroke=_by_way(alt.Stroke, own),
        fillOpacity=alt.when(alt.datum.kind == WORD).then(alt.value(1)).otherwise(alt.value(0.25)),
    )
    zero = alt.Chart().mark_rule(color=INK, strokeWidth=1).encode(x=alt.datum(0.0))
    height = BAR_HEIGHT * len(frame) + AXIS_HEIGHT
    return alt.layer(bars, zero).properties(height=height)


def _domain(shares: pd.Series, method: Method) -> list[float]:
    """Return the ends of the axis: never so near to 0 that a weak word would look strong."""
    low, high = min(0.0, shares.min()), max(0.0, shares.max())
    least = SCALES[method].medium
    return [min(low, -least), high] if -low > high else [low, max(high, least)]


def _by_way(channel: type, own: Palette) -> alt.Color:
    """Return a channel that colours by direction; grey lowers a measure that has one end only."""
    lowers = own.level_color(0) if own.measure.diverging else INK
    raises = own.color(own.measure.range[1])
    scale = alt.Scale(domain=[LOWERS, RAISES], range=[lowers, raises])
    return channel("way:N", scale=scale, legend=None)


def _title(measure: Measure, method: Method) -> list[str]:
    """Return two lines, which a phone has room for: what is shown, and which way is which."""
    low, high = (
        (measure.low, measure.high) if measure.diverging else ("lowers the score", "raises it")
    )
    return [UNITS[method], f"← {low} · {high} →"]
