"""Markdown tables of figures, and how a figure is written in them."""

from collections.abc import Mapping, Sequence
from typing import Any

Record = Mapping[str, Any]


def table(columns: Mapping[str, str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; `columns` maps each heading to `l` (left) or `r` (right)."""
    rules = ["---:" if side == "r" else "---" for side in columns.values()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (list(columns), rules, *rows))


def number(value: float | None) -> str:
    """Return three decimals, or a dash for what there is not."""
    return "–" if value is None else f"{value:.3f}"


def span(interval: Sequence[float]) -> str:
    """Return the two ends of an interval."""
    low, high = interval
    return f"{low:.3f} to {high:.3f}"


def change(row: Record) -> str:
    """Return a row's difference with its interval, bold where that excludes 0."""
    if row["difference"] is None:
        return "–"
    low, high = row["difference_interval"]
    text = f"{_signed(row['difference'])} ({_signed(low)} to {_signed(high)})"
    return f"**{text}**" if low > 0 or high < 0 else text


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace("-", "−")
