"""Beside every measure stands its measured accuracy, or that there is none."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from analysis.config import Configuration
from analysis.resources import resource
from analysis.validity import (
    figure_beside,
    length_checks,
    measured_accuracy,
    scored_by,
    voice_figures,
)

MEASURES = ("sentiment", "sensationalism", "hedging")


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_was_measured_on_peoples_labels(
    configuration: Configuration, measure: str
) -> None:
    """Agreement with a language model alone would be no validity."""
    figures = measured_accuracy(configuration, measure)
    assert figures[0].labels_by == "people"
    assert all(figure.low <= figure.value <= figure.high for figure in figures)
    assert all(figure.n >= 100 for figure in figures)


def test_all_figures_belong_to_a_measure(configuration: Configuration) -> None:
    """None that was written down goes unseen."""
    stored = json.loads(resource("docs/validity.json").read_text(encoding="utf-8"))["results"]
    shown = [f.name for measure in MEASURES for f in measured_accuracy(configuration, measure)]
    assert sorted(shown) == sorted(row["name"] for row in stored)


def test_another_model_has_no_figures_of_ours(configuration: Configuration) -> None:
    """Accuracy must never be shown beside scores of a model that was not measured."""
    models = tuple(m.model_copy(update={"revision": "other"}) for m in configuration.models)
    changed = configuration.model_copy(update={"models": models})
    assert measured_accuracy(changed, "hedging") == ()
    assert figure_beside(changed, "hedging") is None
    assert length_checks(changed) == ()


def result(name: str, score: str, **fields: object) -> dict[str, object]:
    """Return a result as the benchmark writes it."""
    given = {"metric": "AUC", "labels_by": "people", "n": 500, "tonelens": 0.8, "vader": None}
    rest = {"interval": [0.7, 0.9], "published": "–", "held_out": True}
    return {"name": name, "score": score, **given, **rest, **fields}


@pytest.fixture
def written(
    configuration: Configuration, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., None]:
    """Return a function that puts other results in the place of the benchmark's."""

    def write(*results: dict[str, object], **sections: Sequence[dict[str, object]]) -> None:
        label = scored_by(configuration, "sentiment")
        content = {"model": label, "results": results, **sections}
        path = tmp_path / "validity.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        monkeypatch.setattr("analysis.validity.resource", lambda _name: path)

    return write


def test_beside_a_score_stands_a_held_out_figure_of_that_score_by_people(
    configuration: Configuration, written: Callable[..., None]
) -> None:
    """Not of a target's sentiment, which is another number; not what was looked at; no model's."""
    written(
        result("NEWS dev: tone", "sentiment", labels_by="a language model"),
        result("TARGETS test: sentiment", "target_sentiment"),
        result("LOOKED dev: sentiment", "sentiment", held_out=False),
        result("FINANCE, never trained on: sentiment", "sentiment"),
        result("LATER: sentiment", "sentiment"),
    )
    figure = figure_beside(configuration, "sentiment")
    assert figure is not None
    assert figure.set_name == "FINANCE"


def test_agreement_with_a_model_never_stands_beside_a_score(
    configuration: Configuration, written: Callable[..., None]
) -> None:
    """It is no accuracy."""
    written(result("NEWS dev: tone", "sentiment", labels_by="a language model, checked"))
    assert figure_beside(configuration, "sentiment") is None
    assert measured_accuracy(configuration, "sentiment")


def test_checks_by_length_are_those_of_the_measured_model(
    configuration: Configuration, written: Callable[..., None]
) -> None:
    """Without the key there are none; where a measure has another model, its rows go."""
    written(result("A: x", "sentiment"))
    assert length_checks(configuration) == ()
    bins = [
        {"words": "≤ 15", "n": 80, "positive": 40, "auc": 0.8, "slope": 1.1},
        {"words": "> 30", "n": 20, "positive": 4, "auc": None, "slope": None},
    ]
    names = {"A: x": "target_sentiment", "B: y": "hedging"}
    rows = [{"name": name, "score": score, "bins": bins} for name, score in names.items()]
    written(by_length=rows)
    same = configuration.measure("sentiment").model
    alike = tuple(m.model_copy(update={"model": same}) for m in configuration.measures)
    checks = length_checks(configuration.model_copy(update={"measures": alike}))
    assert [(check.name, check.words) for check in checks] == [
        (name, words) for name in names for words in ("≤ 15", "> 30")
    ]
    other = configuration.model(same).model_copy(update={"name": "other"})
    hedged = tuple(
        m.model_copy(update={"model": "other"}) if m.name == "hedging" else m for m in alike
    )
    changed = configuration.model_copy(
        update={"models": (*configuration.models, other), "measures": hedged}
    )
    assert {check.name for check in length_checks(changed)} == {"A: x"}


def test_voices_are_shown_for_the_measured_model(
    configuration: Configuration, written: Callable[..., None]
) -> None:
    """None before they were measured, and none beside another model's answers."""
    written()
    assert voice_figures(configuration) == ()
    row = {"name": "outlet", "part": "NEWS dev", "metric": "F1", "labels_by": "people", "n": 90}
    row |= {"unit": "sentences", "tonelens": 0.87, "interval": [0.85, 0.89], "baseline": None}
    row |= {"aim": 0.8, "published": "–", "trained": "never", "held_out": False, "note": ""}
    row |= {"difference": None, "difference_interval": None}
    written(voices=[row, {**row, "name": "quote", "labels_by": "a language model, checked"}])
    figures = voice_figures(configuration)
    assert [(f.name, f.by_people) for f in figures] == [("outlet", True), ("quote", False)]
    first = figures[0]
    assert (first.low, first.value, first.high, first.aim) == (0.85, 0.87, 0.89, 0.8)
    models = tuple(m.model_copy(update={"revision": "other"}) for m in configuration.models)
    assert voice_figures(configuration.model_copy(update={"models": models})) == ()
