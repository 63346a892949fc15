"""The charts of the page Methods, as functions from a frame to an Altair chart."""

import altair as alt
import pandas as pd

from dashboard.charts import INK, Drawn
from dashboard.palette import Palette

SIDE = 270


def reliability(frame: pd.DataFrame, own: Palette) -> Drawn:
    """Return observed shares over predicted ones, with the diagonal on which they are equal.

    `frame` has a row for each bin: `predicted` and `observed` (0 to 1) and `n` (sentences).
    """
    shares = alt.Scale(domain=[0, 1], nice=False)
    ticks = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    diagonal = (
        alt.Chart(pd.DataFrame({"predicted": [0.0, 1.0], "observed": [0.0, 1.0]}))
        .mark_line(color=INK, strokeDash=[5, 4], strokeWidth=1)
        .encode(x="predicted:Q", y="observed:Q")
    )
    base = alt.Chart(frame).encode(
        x=alt.X("predicted:Q", title="Predicted", scale=shares, axis=ticks),
        y=alt.Y("observed:Q", title="Observed", scale=shares, axis=ticks),
        tooltip=[
            alt.Tooltip("predicted:Q", title="Predicted", format=".0%"),
            alt.Tooltip("observed:Q", title="Observed", format=".0%"),
            alt.Tooltip("n:Q", title="Sentences", format=","),
        ],
    )
    color = own.color(own.measure.range[1])
    line = base.mark_line(color=color, strokeWidth=2)
    points = base.mark_circle(color=color, size=70, opacity=1)
    return alt.layer(diagonal, line, points).properties(height=SIDE)
