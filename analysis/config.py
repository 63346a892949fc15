"""`models.yaml` as frozen records: what is scored, and what scores it."""

import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import Self

import yaml
from pydantic import Field, ValidationError

from analysis.config_checks import cross_faults
from analysis.config_records import (
    AnyModel,
    BundledModel,
    LabelMapping,
    Level,
    LexiconMapping,
    LexiconModel,
    Measure,
    Model,
    Record,
    TransformerModel,
)
from analysis.errors import ConfigurationError
from analysis.resources import resource

__all__ = [
    "ENVIRONMENT_VARIABLE",
    "AnyModel",
    "BundledModel",
    "Configuration",
    "LabelMapping",
    "Level",
    "LexiconMapping",
    "LexiconModel",
    "Measure",
    "Model",
    "TransformerModel",
    "load_configuration",
]

ENVIRONMENT_VARIABLE = "TONELENS_MODELS"


class Configuration(Record):
    """Everything in `models.yaml`. `folder` is where relative sources are looked for."""

    measures: tuple[Measure, ...] = Field(min_length=1)
    models: tuple[Model, ...] = Field(min_length=1)
    folder: Path = Field(default=Path(), exclude=True)

    def measure(self, name: str) -> Measure:
        """Return the measure called `name`."""
        return next(measure for measure in self.measures if measure.name == name)

    def model(self, name: str) -> AnyModel:
        """Return the model called `name`."""
        return next(model for model in self.models if model.name == name)

    def used_models(self) -> tuple[AnyModel, ...]:
        """Return the models that score at least one measure, in the file's order."""
        used = {measure.model for measure in self.measures}
        return tuple(model for model in self.models if model.name in used)

    def with_models(self, choice: dict[str, str]) -> Self:
        """Return this configuration with the models in `choice` (measure to model).

        Raises `ConfigurationError` where a measure or model does not exist, or they do not fit.
        """
        measures = tuple(
            measure.model_copy(update={"model": choice.get(measure.name, measure.model)})
            for measure in self.measures
        )
        changed = self.model_copy(update={"measures": measures})
        known = {measure.name for measure in measures}
        unknown = [f"there is no measure {name!r}" for name in choice if name not in known]
        faults = [*unknown, *cross_faults(changed.measures, changed.models)]
        _raise_faults(faults, "the choice of models")
        return changed

    def sha256(self) -> str:
        """Return the SHA-256 of everything that can change a score or its wording."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def load_configuration(path: str | os.PathLike[str] | None = None) -> Configuration:
    """Read `path`, else the file named by the environment variable TONELENS_MODELS, else ours.

    Raises `ConfigurationError` that lists every fault at once as `path: message`.
    """
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    remedy = "Name an existing file."
    if path is None and named:
        path, remedy = named, f"Correct or unset the environment variable {ENVIRONMENT_VARIABLE}."
    found = Path(path or resource("models.yaml"))
    try:
        content = found.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{found} cannot be read ({error.strerror}). {remedy}") from error
    return _parse(content, found.resolve())


@lru_cache(maxsize=8)
def _parse(content: bytes, path: Path) -> Configuration:
    try:
        configuration = Configuration.model_validate(yaml.safe_load(content))
    except (yaml.YAMLError, RecursionError) as error:  # the latter for a deep nest of brackets
        reason = " ".join(str(error).split())
        raise ConfigurationError(f"{path} is not valid YAML: {reason}") from error
    except ValidationError as error:
        faults = [f"{_location(fault['loc'])}: {fault['msg']}" for fault in error.errors()]
        raise ConfigurationError(_report(faults, str(path))) from error
    _raise_faults(list(cross_faults(configuration.measures, configuration.models)), str(path))
    return configuration.model_copy(update={"folder": path.parent})


def _location(parts: tuple[int | str, ...]) -> str:
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in parts).lstrip(".") or "file"


def _raise_faults(faults: list[str], where: str) -> None:
    if faults:
        raise ConfigurationError(_report(faults, where))


def _report(faults: list[str], where: str) -> str:
    number = "a fault" if len(faults) == 1 else f"{len(faults)} faults"
    return f"{where} has {number}:\n" + "\n".join(f"  {fault}" for fault in faults)
