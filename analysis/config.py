"""`models.yaml` as frozen records: what is scored, and what scores it."""

import hashlib
import os
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from analysis.errors import ConfigurationError
from analysis.resources import resource

ENVIRONMENT_VARIABLE = "TONELENS_MODELS"

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(_Record):
    """The wording for scores from `start` up to the next level.

    A score exactly between two levels belongs to the one further from 0.
    """

    start: float = Field(alias="from")
    label: Text


class Measure(_Record):
    """One thing that is scored, and the words it is described in.

    `range` is the lowest and the highest score; one that begins below zero is diverging, with
    0 as neutral. A score is rated clear when its distance from 0 is at least `clear`. `model`
    is the name of the model that scores it.
    """

    name: Name
    title: Text
    description: Text
    range: tuple[float, float]
    low: Text
    high: Text
    clear: float = Field(gt=0)
    levels: tuple[Level, ...] = Field(min_length=2)
    model: Name

    @property
    def diverging(self) -> bool:
        """Whether 0 is the middle of the scale and not its end."""
        return self.range[0] < 0

    def level_index(self, score: float) -> int:
        """Return the index in `levels` of the level that holds `score`."""
        reached = (
            score > level.start if level.start < 0 else score >= level.start
            for level in self.levels[1:]
        )
        return sum(reached)

    def level(self, score: float) -> str:
        """Return the wording for `score`."""
        return self.levels[self.level_index(score)].label

    def is_clear(self, score: float) -> bool:
        """Return whether `score` is rated clear or above, in either direction."""
        return abs(score) >= self.clear


class LexiconMapping(_Record):
    """Which word list scores a measure.

    A negation before a term turns its weight part of the way (`flip`), takes it away (`remove`)
    or leaves it (`ignore`).
    """

    terms: Text
    negation: Literal["flip", "remove", "ignore"] = "ignore"


class LabelMapping(_Record):
    """How the labels of a transformer become a score.

    The score is the sum over `values` of a label's value times its activation: `softmax` and
    `sigmoid` turn logits into probabilities, `identity` leaves them (regression heads).
    `weight` names the label whose softmax over a sentence's tokens weighs the tokens of a
    token classifier; without it they count alike.
    """

    values: dict[str, float] = Field(min_length=1)
    activation: Literal["softmax", "sigmoid", "identity"] = "softmax"
    weight: str | None = None


class _Model(_Record):
    name: Name
    title: Text
    description: Text
    baseline: bool = False
    source: Text
    revision: Text
    licence: Text
    sha256: dict[str, Sha256] = Field(default_factory=dict)


class LexiconModel(_Model):
    """Word lists in the folder `source`."""

    backend: Literal["lexicon"]
    negations: Text
    scores: dict[Name, LexiconMapping] = Field(min_length=1)


class TransformerModel(_Model):
    """A sequence or token classifier: a hub id or a local folder (`transformers`), or a local
    folder with `model.onnx` and `tokenizer.json` (`onnx`).
    """  # noqa: D205

    backend: Literal["onnx", "transformers"]
    scores: dict[Name, LabelMapping] = Field(min_length=1)


Model = Annotated[LexiconModel | TransformerModel, Field(discriminator="backend")]


class Configuration(_Record):
    """Everything in `models.yaml`. `folder` is where relative sources are looked for."""

    measures: tuple[Measure, ...] = Field(min_length=1)
    models: tuple[Model, ...] = Field(min_length=1)
    folder: Path = Field(default=Path(), exclude=True)

    def measure(self, name: str) -> Measure:
        """Return the measure called `name`."""
        return next(measure for measure in self.measures if measure.name == name)

    def model(self, name: str) -> LexiconModel | TransformerModel:
        """Return the model called `name`."""
        return next(model for model in self.models if model.name == name)

    def used_models(self) -> tuple[LexiconModel | TransformerModel, ...]:
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
        faults = [f"there is no measure {name!r}" for name in choice if name not in known]
        _raise_faults(faults + list(_cross_faults(changed)), "the choice of models")
        return changed

    def sha256(self) -> str:
        """Return the SHA-256 of everything that can change a score or its wording."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def load_configuration(path: Path | None = None) -> Configuration:
    """Read `path`, else the file named by the environment variable TONELENS_MODELS, else ours.

    Raises `ConfigurationError` that lists every fault at once as `path: message`.
    """
    if path is None:
        named = os.environ.get(ENVIRONMENT_VARIABLE)
        path = Path(named) if named else resource("models.yaml")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be read ({error.strerror}). Name an existing file, or unset "
            f"{ENVIRONMENT_VARIABLE} to use the configuration that comes with Tonelens."
        ) from error
    return _parse(content, path)


@lru_cache(maxsize=8)
def _parse(content: bytes, path: Path) -> Configuration:
    try:
        configuration = Configuration.model_validate(yaml.safe_load(content))
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{path} is not valid YAML: {error}") from error
    except ValidationError as error:
        faults = [f"{_location(fault['loc'])}: {fault['msg']}" for fault in error.errors()]
        raise ConfigurationError(_report(faults, str(path))) from error
    _raise_faults(list(_cross_faults(configuration)), str(path))
    return configuration.model_copy(update={"folder": path.resolve().parent})


def _location(parts: tuple[int | str, ...]) -> str:
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in parts).lstrip(".") or "file"


def _cross_faults(configuration: Configuration) -> Iterator[str]:
    models = {model.name: model for model in configuration.models}
    for kind, names in (
        ("measures", [m.name for m in configuration.measures]),
        ("models", [m.name for m in configuration.models]),
    ):
        for name, count in Counter(names).items():
            if count > 1:
                yield f"{kind}: {name!r} is named {count} times"
    for index, measure in enumerate(configuration.measures):
        yield from _measure_faults(f"measures[{index}]", measure)
        model = models.get(measure.model)
        if model is None:
            yield f"measures[{index}].model: there is no model {measure.model!r}"
        elif measure.name not in model.scores:
            yield f"measures[{index}].model: {model.name!r} does not score {measure.name!r}"


def _measure_faults(where: str, measure: Measure) -> Iterator[str]:
    lowest, highest = measure.range
    if not lowest < highest or lowest > 0:
        yield f"{where}.range: needs [lowest, highest] with lowest at most 0"
    starts = [level.start for level in measure.levels]
    if starts != sorted(set(starts)):
        yield f"{where}.levels: each must begin above the one before"
    if starts[0] != lowest:
        yield f"{where}.levels: the first must begin at {lowest}"
    if measure.clear > highest:
        yield f"{where}.clear: {measure.clear} is above the highest score {highest}"


def _raise_faults(faults: list[str], where: str) -> None:
    if faults:
        raise ConfigurationError(_report(faults, where))


def _report(faults: list[str], where: str) -> str:
    return f"{where} has {len(faults)} fault(s):\n" + "\n".join(f"  {fault}" for fault in faults)
