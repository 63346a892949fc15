"""Dot-and-whisker charts for the report, as numbers for SVGs of one row each."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.config import Measure

# Places are percentages of a row's width, so that the chart fits any screen with text of one size.
# Dots at the ends of the scale need some room.
LEFT, RIGHT = 2.0, 98.0
_TICKS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One outlet (or article): its name, where its dot and its whisker are, and the mean in words.

    `low` and `high` are None where there is no interval, `at` where there is no mean.
    """

    name: str
    at: float | None
    low: float | None
    high: float | None
    said: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a measure: rows from top to bottom, and ticks with their places and labels.

    `zero` is the place of 0 where it lies within the scale, else None.
    """

    ends: str
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    zero: float | None


def chart(measure: Measure, means: pd.DataFrame) -> Chart:
    """Return the chart of `means`: columns `name`, `mean`, `mean_low`, `mean_high`.

    The axis is the whole range of the measure, the same for all that are compared.
    """
    lowest, highest = measure.range

    def place(value: float) -> float:
        inside = min(max(value, lowest), highest)
        return round(LEFT + (RIGHT - LEFT) * (inside - lowest) / (highest - lowest), 2)

    rows = tuple(
        Row(
            name,
            None if mean != mean else place(mean),
            None if low != low else place(low),
            None if high != high else place(high),
            _said(mean, low, high),
        )
        for name, mean, low, high in _values(means)
    )
    steps = [lowest + (highest - lowest) * part / (_TICKS - 1) for part in range(_TICKS)]
    return Chart(
        f"{measure.low} to {measure.high}",
        rows,
        tuple((place(step), decimal(step)) for step in steps),
        place(0) if lowest < 0 < highest else None,
    )


def _values(means: pd.DataFrame) -> Sequence[tuple[str, float, float, float]]:
    columns = [means[name].tolist() for name in ("name", "mean", "mean_low", "mean_high")]
    return list(zip(*columns, strict=True))


def _said(mean: float, low: float, high: float) -> str:
    return decimal(mean) + (f" ({decimal(low)} to {decimal(high)})" if low == low else "")


def decimal(value: float | None, *, signed: bool = False) -> str:
    """Return a number with two decimals and a true minus sign; a dash where there is none."""
    if value is None or value != value:
        return "–"
    text = f"{value:+.2f}" if signed else f"{value:.2f}"
    if float(text) == 0:
        return text.lstrip("+-")
    return text.replace("-", "−")
