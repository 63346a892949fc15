"""How an outlet's tone goes over time, where articles are dated."""

from collections import defaultdict
from datetime import date
from statistics import fmean
from typing import Literal

import pandas as pd

from analysis.frames import typed_frame
from analysis.pipeline import Analysis
from analysis.tables import articles_frame

Period = Literal["month", "week"]

_COLUMNS = ("measure", "outlet", "period", "articles", "mean", "view")


def trend_frame(analysis: Analysis, per: Period = "month") -> pd.DataFrame:
    """Return one row for each measure, outlet and month (or week) that has articles.

    `mean` is the mean of the figures of the `articles` published in `period`: `2026-03`, or the
    ISO week, `2026-W09`, which begins on a Monday. Periods are in order of time, and those without
    articles have no row. Articles without a full date, or without words in the voice that the
    analysis is seen in, are left out. Description only: mind how few articles a mean rests on.
    """
    frame = articles_frame(analysis)
    rows = []
    for measure in analysis.configuration.measures:
        figures: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
        for outlet, published, figure in zip(
            frame["outlet"], frame["published"], frame[measure.name], strict=True
        ):
            period = period_of(published, per)
            if period and not pd.isna(figure):
                figures[outlet, period].append(figure)
        order = {outlet: number for number, outlet in enumerate(dict.fromkeys(frame["outlet"]))}
        rows += [
            {
                "measure": measure.name,
                "outlet": outlet,
                "period": period,
                "articles": len(own),
                "mean": fmean(own),
                "view": analysis.view,
            }
            for (outlet, period), own in sorted(
                figures.items(), key=lambda each: (order[each[0][0]], each[0][1])
            )
        ]
    return typed_frame(rows, _COLUMNS)


def period_of(published: str, per: Period) -> str:
    """Return the month or ISO week of an ISO 8601 date; empty where it is none."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return ""
    if per == "month":
        return f"{day:%Y-%m}"
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
