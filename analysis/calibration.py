"""How well calibrated a bundled model is, as `training/calibrate.py` wrote it down."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from analysis.config import AnyModel, Configuration
from analysis.errors import ModelError
from analysis.resources import locate

FILE = "calibration.json"


@dataclass(frozen=True, slots=True)
class Bin:
    """Sentences of like probability: the mean `predicted`, the share `observed` (0 to 1)."""

    predicted: float
    observed: float
    n: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """Whether a measure's probabilities of an event (`mild or more`) come true.

    `expected_calibration_error` is the mean distance between predicted and observed over the
    bins, weighed by their sizes; `n` counts sentences.
    """

    event: str
    n: int
    expected_calibration_error: float
    reliability: tuple[Bin, ...]

    @property
    def widest(self) -> Bin:
        """The bin in which predicted and observed lie furthest apart."""
        return max(self.reliability, key=lambda own: abs(own.predicted - own.observed))


@dataclass(frozen=True, slots=True)
class Unsureness:
    """What being flagged unsure means.

    The `share` of sentences that is flagged, the error rates of those and of the others, their
    `ratio`, and its 95 % `interval`.
    """

    share: float
    error_unsure: float
    error_others: float
    ratio: float
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often a sentence's interval on a measure holds its label (share, 0 to 1)."""

    coverage: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """All that was measured for one model, `name@revision`; keys are names of measures."""

    model: str
    measures: Mapping[str, Reliability]
    unsure: Unsureness | None = None
    intervals: Mapping[str, Coverage] = field(default_factory=dict)


def measured_calibration(configuration: Configuration) -> tuple[Calibration, ...]:
    """Return the calibration of every bundled model in use that was measured.

    Each holds only the measures that its model scores in `configuration`. A file about another
    model or revision counts as none. Raises `ModelError` where a model's file is damaged.
    """
    found = []
    for model in configuration.used_models():
        measured = _measured(model, configuration.folder)
        if measured is not None:
            found.append(_of_measures(measured, configuration, model.name))
    return tuple(found)


def _measured(model: AnyModel, folder: Path) -> Calibration | None:
    source = locate(model.source, folder) if model.backend == "bundled" else None
    if source is None or not (source / FILE).is_file():
        return None
    try:
        content = json.loads((source / FILE).read_text(encoding="utf-8"))
        calibration = TypeAdapter(Calibration).validate_python(content)
    except (ValueError, ValidationError) as error:
        raise ModelError(
            f"{source / FILE} cannot be read as the calibration of the model {model.name!r}. Copy "
            "the model again, or remove that file."
        ) from error
    return calibration if calibration.model == f"{model.name}@{model.revision}" else None


def _of_measures(measured: Calibration, configuration: Configuration, model: str) -> Calibration:
    own = {measure.name for measure in configuration.measures if measure.model == model}
    return Calibration(
        measured.model,
        {name: found for name, found in measured.measures.items() if name in own},
        measured.unsure,
        {name: found for name, found in measured.intervals.items() if name in own},
    )
