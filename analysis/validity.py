"""The measured accuracy of the scores, as the validity benchmark wrote it down."""

import json
from dataclasses import dataclass
from typing import Any

from analysis.config import Configuration
from analysis.resources import resource

_PEOPLE = "people"
# The sets whose first figures stand beside the voices: by people, and the one with all three.
_VOICE_SETS = ("PolNeAR", "tone_news")


@dataclass(frozen=True, slots=True)
class Figure:
    """How right a measure is on one labelled set.

    `score` is the column that was compared (a measure, or `target_sentiment`); `value` is in the
    unit of `metric`, between `low` and `high` with 95 % confidence (bootstrap over its `n`
    sentences); `vader` is VADER's on the same sentences where it measures the same, `lexicon` that
    of our word lists where another model was measured. `trained` says what part of the set the
    model learned from, empty where that was not written down. `held_out` sets were never looked
    at while choosing.
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
    lexicon: float | None
    published: str
    trained: str
    held_out: bool

    @property
    def by_people(self) -> bool:
        """Whether people gave the labels; else the figure is agreement with a model."""
        return self.labels_by == _PEOPLE

    @property
    def set_name(self) -> str:
        """The name of the labelled set alone, such as `BABE`."""
        return self.name.partition(":")[0].partition(",")[0]


@dataclass(frozen=True, slots=True)
class LengthCheck:
    """How right a score is for sentences of one length, in `words`; `n` counts them.

    `auc` tells how well the score ranks (0.5 is chance), `slope` how steeply the label's log-odds
    follow the score's logit. Both are None where there were too few sentences.
    """

    name: str
    words: str
    n: int
    auc: float | None
    slope: float | None


@dataclass(frozen=True, slots=True)
class VoiceFigure:
    """How rightly voices, or those who speak, are told on one labelled set.

    `name` says what was told and `part` on which set; `value` is in the unit of `metric`, between
    `low` and `high` with 95 % confidence, and `n` counts things of the kind `unit`. `aim` is what
    we set out to reach, None where that was not set; `baseline` is the figure of quotation marks
    and a list of reporting verbs on the same sentences, None where they cannot tell it.
    """

    name: str
    part: str
    metric: str
    labels_by: str
    n: int
    unit: str
    value: float
    low: float
    high: float
    aim: float | None
    baseline: float | None
    published: str
    trained: str
    held_out: bool
    note: str

    @property
    def by_people(self) -> bool:
        """Whether people gave the labels; else the figure is agreement with a model."""
        return self.labels_by == _PEOPLE


def scored_by(configuration: Configuration, measure: str) -> str:
    """Return `model@revision` of what scores a measure in `configuration`."""
    model = configuration.measure(measure).model
    return f"{model}@{configuration.model(model).revision}"


def measured_accuracy(configuration: Configuration, measure: str) -> tuple[Figure, ...]:
    """Return the figures of a measure, those on people's labels first.

    Empty where the model that scores it in `configuration` is not the one that was measured.
    """
    content = _content()
    if content["model"] != scored_by(configuration, measure):
        return ()
    own = (row for row in content["results"] if row["score"].removeprefix("target_") == measure)
    return tuple(_figure(row) for row in sorted(own, key=lambda row: row["labels_by"] != _PEOPLE))


def _figure(row: dict[str, Any]) -> Figure:
    return Figure(
        name=row["name"],
        score=row["score"],
        metric=row["metric"],
        labels_by=row["labels_by"],
        n=row["n"],
        value=row["tonelens"],
        low=row["interval"][0],
        high=row["interval"][1],
        vader=row["vader"],
        lexicon=row.get("lexicon"),
        published=row["published"],
        trained=row.get("trained", ""),
        held_out=row["held_out"],
    )


def figure_beside(configuration: Configuration, measure: str) -> Figure | None:
    """Return the one figure to show beside a score of a measure; None where there is none.

    On people's labels always; of the score itself before that towards a target, which is another
    number; held out before looked at; then in the order of the benchmark.
    """
    figures = [f for f in measured_accuracy(configuration, measure) if f.by_people]
    ranked = sorted(figures, key=lambda f: (f.score != measure, not f.held_out))
    return next(iter(ranked), None)


def length_checks(configuration: Configuration) -> tuple[LengthCheck, ...]:
    """Return how right the scores are by sentence length, for measures of the measured model."""
    content = _content()
    measured = {
        measure.name
        for measure in configuration.measures
        if scored_by(configuration, measure.name) == content["model"]
    }
    return tuple(
        LengthCheck(row["name"], own["words"], own["n"], own["auc"], own["slope"])
        for row in content.get("by_length", ())
        for own in row["bins"]
        if row["score"].removeprefix("target_") in measured
    )


def voice_figures(configuration: Configuration) -> tuple[VoiceFigure, ...]:
    """Return how rightly voices are told, in the benchmark's order.

    Empty where that was not measured, or where no measure's model in `configuration` is the one
    that was: rules and model tell voices together.
    """
    content = _content()
    used = {scored_by(configuration, measure.name) for measure in configuration.measures}
    if content["model"] not in used:
        return ()
    return tuple(_voice_figure(row) for row in content.get("voices", ()))


def voice_figures_beside(configuration: Configuration) -> tuple[VoiceFigure, ...]:
    """Return the figures to show beside voices: one on people's labels, one on all three voices."""
    figures = voice_figures(configuration)
    firsts = (next((f for f in figures if f.part.startswith(name)), None) for name in _VOICE_SETS)
    return tuple(figure for figure in firsts if figure is not None)


def _voice_figure(row: dict[str, Any]) -> VoiceFigure:
    same = ("name", "part", "metric", "labels_by", "n", "unit", "aim", "baseline", "published")
    low, high = row["interval"]
    return VoiceFigure(
        **{name: row[name] for name in (*same, "trained", "held_out", "note")},
        value=row["tonelens"],
        low=low,
        high=high,
    )


def _content() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(resource("docs/validity.json").read_text(encoding="utf-8"))
    return content
