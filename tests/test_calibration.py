"""Calibration is shown for the model that was measured, and for no other."""

from pathlib import Path

import pytest
from model_files import CALIBRATION, save_models
from tiny_models import change_json, write_json

from analysis.calibration import measured_calibration
from analysis.config import load_configuration
from analysis.errors import ModelError

MEASURED = {"sensationalism": "measured", "hedging": "measured"}


def test_the_figures_of_the_model_in_use_are_read(tmp_path: Path) -> None:
    """Reliability, unsureness and coverage, as training wrote them; what it adds is ignored."""
    (found,) = measured_calibration(load_configuration(save_models(tmp_path, **MEASURED)))
    own = found.measures["sensationalism"]
    assert (own.n, own.event) == (300, "mild or more")
    assert (own.widest.predicted, own.widest.observed) == (0.41, 0.48)
    assert found.unsure is not None
    assert found.unsure.interval == (2.4, 4.3)
    assert found.intervals["sensationalism"].coverage == 0.8


def test_a_measure_that_another_model_scores_has_none(tmp_path: Path) -> None:
    """Its figures belong to scores that are not shown."""
    (found,) = measured_calibration(load_configuration(save_models(tmp_path, hedging="measured")))
    assert found.measures == {}
    assert found.intervals == {}


def test_models_without_a_file_have_none(tmp_path: Path) -> None:
    """Word lists never had one, and a missing folder is told where the model is loaded."""
    path = save_models(tmp_path, hedging="gone")
    assert measured_calibration(load_configuration(path)) == ()


def test_another_revision_was_not_measured(tmp_path: Path) -> None:
    """A file left from before must not vouch for new weights."""
    path = save_models(tmp_path, **MEASURED)
    change_json(tmp_path / "measured" / "calibration.json", model="measured@0")
    assert measured_calibration(load_configuration(path)) == ()


@pytest.mark.parametrize(
    "content",
    [
        "{",  # cut short
        "[]",  # another kind of file
        '{"model": "measured@1"}',  # lacks its figures
    ],
)
def test_a_damaged_file_is_named_with_the_remedy(tmp_path: Path, content: str) -> None:
    """It is the user's copy that is wrong."""
    path = save_models(tmp_path, **MEASURED)
    (tmp_path / "measured" / "calibration.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"calibration\.json.*Copy the model again"):
        measured_calibration(load_configuration(path))


def test_what_is_optional_may_be_missing(tmp_path: Path) -> None:
    """A model need not flag anything as unsure."""
    path = save_models(tmp_path, **MEASURED)
    content = {name: CALIBRATION[name] for name in ("model", "measures")}
    write_json(tmp_path / "measured" / "calibration.json", content)
    (found,) = measured_calibration(load_configuration(path))
    assert found.unsure is None
    assert found.intervals == {}
