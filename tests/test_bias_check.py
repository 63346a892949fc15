"""The check of a model's own bias is shown for the model that was checked, and for no other."""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.bias_check import measured_bias
from analysis.config import Configuration, load_configuration
from analysis.resources import resource


def row(measure: str) -> dict[str, Any]:
    """Return a dimension as the benchmark writes it, one of its two groups beyond the goal."""
    near = {"group": "the Left", "mean_change": 0.001, "interval": [-0.01, 0.01], "goal_met": True}
    far = {"group": "the Right", "mean_change": 0.08, "interval": [0.07, 0.09], "goal_met": False}
    return {
        "measure": measure,
        "dimension": "party",
        "frames": 39,
        "sentences": 702,
        "mean_absolute_change": 0.013,
        "goal_met": True,
        "largest": {"frame": "{Party} won.", "filler": "the Right", "change": -0.15},
        "groups": [near, far],
    }


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Configuration:
    """Return a configuration in which `hedging` alone is scored by the model that was checked."""
    configuration = load_configuration()
    first = configuration.model(configuration.measure("hedging").model)
    other = first.model_copy(update={"name": "other"})
    measures = tuple(
        m.model_copy(update={"model": "other"}) if m.name == "hedging" else m
        for m in configuration.measures
    )
    content = {
        "model": f"other@{other.revision}",
        "frames": 305,
        "sentences": 7585,
        "goals": {"mean_absolute_change": 0.03, "group_interval": 0.02},
        "dimensions": [row("sentiment"), row("hedging")],
    }
    path = tmp_path / "bias.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    monkeypatch.setattr("analysis.bias_check.resource", lambda _name: path)
    return configuration.model_copy(
        update={"models": (*configuration.models, other), "measures": measures}
    )


def test_only_measures_of_the_checked_model_are_given(checked: Configuration) -> None:
    """With their groups and the sentence that moved most."""
    check = measured_bias(checked)
    assert check is not None
    (own,) = check.dimensions
    assert (own.measure, own.largest_change, own.filler) == ("hedging", -0.15, "the Right")
    assert [(group.group, group.high, group.goal_met) for group in own.groups] == [
        ("the Left", 0.01, True),
        ("the Right", 0.09, False),
    ]


def test_a_model_that_was_not_checked_has_none(
    checked: Configuration, configuration: Configuration
) -> None:
    """Nor has anybody where the file is missing."""
    assert measured_bias(configuration) is None
    resource_of_none = Path("nowhere.json")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.bias_check.resource", lambda _name: resource_of_none)
        assert measured_bias(checked) is None


def test_the_stored_check_can_be_read(configuration: Configuration) -> None:
    """Whichever model it is of: every row of docs/bias.json becomes one."""
    stored = json.loads(resource("docs/bias.json").read_text(encoding="utf-8"))
    name, _, revision = stored["model"].partition("@")
    models = tuple(
        m.model_copy(update={"revision": revision}) if m.name == name else m
        for m in configuration.models
    )
    measures = tuple(m.model_copy(update={"model": name}) for m in configuration.measures)
    check = measured_bias(configuration.model_copy(update={"models": models, "measures": measures}))
    assert check is not None
    assert len(check.dimensions) == len(stored["dimensions"])
