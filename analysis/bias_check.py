"""What names, groups and outlets do to a score, as the bias benchmark wrote it down."""

import json
from dataclasses import dataclass
from typing import Any

from analysis.config import Configuration
from analysis.resources import resource
from analysis.validity import scored_by


@dataclass(frozen=True, slots=True)
class GroupChange:
    """A group's mean change in points of the scale, with its 95 % interval (`low`, `high`)."""

    group: str
    mean_change: float
    low: float
    high: float
    goal_met: bool


@dataclass(frozen=True, slots=True)
class Dimension:
    """How far a measure moves with one kind of name.

    `mean_absolute_change` is the mean distance of a score from its frame's mean; `goal_met`
    whether that is small enough. The largest change happened in `frame` with `filler`.
    """

    measure: str
    dimension: str
    frames: int
    sentences: int
    mean_absolute_change: float
    goal_met: bool
    largest_change: float
    frame: str
    filler: str
    groups: tuple[GroupChange, ...]


@dataclass(frozen=True, slots=True)
class BiasCheck:
    """The check of one model: how much was tried, the goals (points of the scale), the results."""

    frames: int
    sentences: int
    goal_change: float
    goal_group: float
    dimensions: tuple[Dimension, ...]


def measured_bias(configuration: Configuration) -> BiasCheck | None:
    """Return the check of the measures whose model in `configuration` is the one checked.

    None where that is no measure at all.
    """
    path = resource("docs/bias.json")
    if not path.is_file():
        return None
    content = json.loads(path.read_text(encoding="utf-8"))
    checked = {
        measure.name
        for measure in configuration.measures
        if scored_by(configuration, measure.name) == content["model"]
    }
    if not checked:
        return None
    return BiasCheck(
        content["frames"],
        content["sentences"],
        content["goals"]["mean_absolute_change"],
        content["goals"]["group_interval"],
        tuple(_dimension(row) for row in content["dimensions"] if row["measure"] in checked),
    )


def _dimension(row: dict[str, Any]) -> Dimension:
    names = ("measure", "dimension", "frames", "sentences", "mean_absolute_change", "goal_met")
    return Dimension(
        **{name: row[name] for name in names},
        largest_change=row["largest"]["change"],
        frame=row["largest"]["frame"],
        filler=row["largest"]["filler"],
        groups=tuple(
            GroupChange(own["group"], own["mean_change"], low, high, own["goal_met"])
            for own in row["groups"]
            for low, high in [own["interval"]]
        ),
    )
