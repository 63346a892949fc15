"""Beside every measure stands its measured accuracy, or that there is none."""

import json

import pytest

from analysis.config import Configuration
from analysis.resources import resource
from analysis.validity import measured_accuracy

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
    (model,) = configuration.models
    changed = configuration.model_copy(
        update={"models": (model.model_copy(update={"revision": "other"}),)}
    )
    assert measured_accuracy(changed, "hedging") == ()
