"""Dot-and-whisker charts for the report, as numbers for an SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.config import Measure

LEFT, RIGHT, ROW = 190.0, 700.0, 26.0


@dataclass(frozen=True, slots=True)
class Row:
    """One outlet (or article): its name, where its dot and its whisker are, and the mean in words.

    `low` and `high` are None where there is no interval, `at` where there is no mean.
    """

    name: str
    y: float
    at: float | None
    low: float | None
    high: float | None
    said: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of a measure: rows from top to bottom, and ticks with their places and labels."""

    title: str
    ends: str
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]
    height: float


def chart(measure: Measure, means: pd.DataFrame) -> Chart:
    """Return the chart of `means`: columns `name`, `mean`, `mean_low`, `mean_high`.

    The axis is the whole range of the measure, the same for all that are compared.
    """
    lowest, highest = measure.range

    def place(value: float) -> float:
        return round(LEFT + (RIGHT - LEFT) * (value - lowest) / (highest - lowest), 1)

    def inside(value: float) -> float:
        return min(max(value, lowest), highest)

    rows = []
    for number, (name, mean, low, high) in enumerate(_values(means)):
        ranged = low == low
        rows.append(
            Row(
                name,
                ROW * number + ROW / 2,
                None if mean != mean else place(inside(mean)),
                place(inside(low)) if ranged else None,
                place(inside(high)) if ranged else None,
                _said(mean, low, high),
            )
        )
    steps = [lowest + (highest - lowest) * part / 4 for part in range(5)]
    ticks = tuple((place(step), decimal(step)) for step in steps)
    ends = f"{measure.low} to {measure.high}"
    return Chart(measure.title, ends, tuple(rows), ticks, ROW * len(rows))


def _values(means: pd.DataFrame) -> Sequence[tuple[str, float, float, float]]:
    columns = [means[name].tolist() for name in ("name", "mean", "mean_low", "mean_high")]
    return list(zip(*columns, strict=True))


def _said(mean: float, low: float, high: float) -> str:
    if mean != mean:
        return "–"
    return decimal(mean) + (f" ({decimal(low)} to {decimal(high)})" if low == low else "")


def decimal(value: float | None, *, signed: bool = False) -> str:
    """Return a number with two decimals and a true minus sign; a dash where there is none."""
    if value is None or value != value:
        return "–"
    text = f"{value:+.2f}" if signed else f"{value:.2f}"
    if float(text) == 0:
        return text.lstrip("+-")
    return text.replace("-", "−")
