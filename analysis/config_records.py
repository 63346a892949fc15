"""The frozen records that `models.yaml` is made of."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Record(BaseModel):
    """Frozen, and unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Level(Record):
    """The wording for scores from `start` up to the next level.

    A score exactly between two levels belongs to the one further from 0.
    """

    start: float = Field(alias="from")
    label: Text


class Measure(Record):
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


class LexiconMapping(Record):
    """Which word list scores a measure.

    A negation before a term turns its weight part of the way (`flip`), takes it away (`remove`)
    or leaves it (`ignore`).
    """

    terms: Text
    negation: Literal["flip", "remove", "ignore"] = "ignore"


class LabelMapping(Record):
    """How the labels of a transformer become a score.

    The score is the sum over `values` of a label's value times its activation: `softmax` and
    `sigmoid` turn logits into probabilities, `identity` leaves them (regression heads).
    `weight` names the label whose softmax over a sentence's tokens weighs the tokens of a
    token classifier; without it they count alike.
    """

    values: dict[str, float] = Field(min_length=1)
    activation: Literal["softmax", "sigmoid", "identity"] = "softmax"
    weight: str | None = None


class _Model(Record):
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


class BundledModel(_Model):
    """The folder of a model made by `training/`, which holds its own readout and calibration.

    `scores` names the measures that it scores.
    """

    backend: Literal["bundled"]
    scores: tuple[Name, ...] = Field(min_length=1)


AnyModel = LexiconModel | TransformerModel | BundledModel
Model = Annotated[AnyModel, Field(discriminator="backend")]
