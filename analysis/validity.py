"""The measured accuracy of the scores, as the validity benchmark wrote it down."""

import json
from dataclasses import dataclass

from analysis.config import Configuration
from analysis.resources import resource


@dataclass(frozen=True, slots=True)
class Figure:
    """How right a measure is on one labelled set.

    `score` is the column that was compared (a measure, or `target_sentiment`); `value` is in the
    unit of `metric`, between `low` and `high` with 95 % confidence (bootstrap over its `n`
    sentences); `vader` is VADER's on the same sentences where it measures the same.
    """

    name: str
    score: str
    metric: str
    labels_by: str
    n: int
    value: float
    low: float
    high: float
    vader: float | None
    published: str


def measured_accuracy(configuration: Configuration, measure: str) -> tuple[Figure, ...]:
    """Return the figures of a measure, those on people's labels first.

    Empty where the model that scores it in `configuration` is not the one that was measured.
    """
    content = json.loads(resource("docs/validity.json").read_text(encoding="utf-8"))
    used = configuration.measure(measure).model
    if content["model"] != f"{used}@{configuration.model(used).revision}":
        return ()
    own = (row for row in content["results"] if row["score"].removeprefix("target_") == measure)
    return tuple(
        Figure(
            name=row["name"],
            score=row["score"],
            metric=row["metric"],
            labels_by=row["labels_by"],
            n=row["n"],
            value=row["tonelens"],
            low=row["interval"][0],
            high=row["interval"][1],
            vader=row["vader"],
            published=row["published"],
        )
        for row in sorted(own, key=lambda row: row["labels_by"] != "people")
    )
