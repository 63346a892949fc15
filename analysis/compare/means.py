"""Where each outlet stands on each measure, and how sure that is."""

from math import nan

import pandas as pd

from analysis.compare.effects import t_interval
from analysis.compare.samples import outlet_values
from analysis.frames import typed_frame
from analysis.pipeline import Analysis

_COLUMNS = ("measure", "outlet", "units", "mean", "mean_low", "mean_high", "view")


def outlet_means_frame(analysis: Analysis) -> pd.DataFrame:
    """Return one row for each measure and outlet, in order of appearance.

    `mean` is the mean of its articles' figures and `mean_low` to `mean_high` its 95 % interval by
    Student's t, missing with fewer than two articles. Articles enter as in `inference_frame`.
    Two intervals that overlap do not show that outlets are alike: the interval of the difference
    does, in `inference_frame`.
    """
    rows = []
    for (measure, outlet), values in outlet_values(analysis).items():
        low, high = t_interval(values) if len(values) > 1 else (nan, nan)
        rows.append(
            {
                "measure": measure,
                "outlet": outlet,
                "units": len(values),
                "mean": sum(values) / len(values) if values else nan,
                "mean_low": float(low),
                "mean_high": float(high),
                "view": analysis.view,
            }
        )
    return typed_frame(rows, _COLUMNS)
