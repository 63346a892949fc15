"""The readout of the bundled model: from the logits of word pieces to ratings, with their words.

A sentence's logit is the sum over its pieces of softmax(weight) × value. Calibration is affine:
one scale and an offset for each class or cut point. Ordered ratings follow proportional odds
(McCullagh 1980, "Regression models for ordinal data"): one log-odds and rising cut points.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, model_validator

from analysis.scorers.readout import softmax

Array = NDArray[np.float64]

# Below this probability of any rating but the lowest, a sentence has no words to show for it.
CUED = 0.25


class Head(BaseModel):
    """How one construct is read, as `readout.json` says.

    `values` and `weight` are labels of the token classifier; `bias` holds the classifier's bias
    of each value label. `offsets` are added for each class (`classes`), subtracted as cut points
    (`ordinal`) or added (`regression`), after the logits were multiplied by `scale`. `ratings`
    are what the classes or ordered ratings stand for on the measure's scale, rising. `cover` is
    the probability that an interval must hold so that it covered 80 % of development labels;
    `cue` the least share, in log-odds, of words shown as cues: either way for classes, towards
    more of the measure for ordered ratings, and there only where more than the lowest rating is
    at least `CUED` probable.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["classes", "ordinal", "regression"]
    values: tuple[str, ...] = Field(min_length=1)
    weight: str
    bias: tuple[float, ...]
    scale: float = 1.0
    offsets: tuple[float, ...]
    ratings: tuple[float, ...] = ()
    cover: float | None = None
    cue: float | None = None

    @model_validator(mode="after")
    def _fits(self) -> "Head":
        needed = {"classes": len(self.ratings), "ordinal": len(self.ratings) - 1, "regression": 1}
        if len(self.bias) != len(self.values) or len(self.offsets) != needed[self.kind]:
            raise ValueError("bias, offsets and ratings do not fit the values")
        if (self.kind == "classes" and len(self.values) != len(self.ratings)) or (
            self.kind != "classes" and len(self.values) != 1
        ):
            raise ValueError(f"{self.kind} with {len(self.values)} values")
        return self


class HeadReader:
    """Reads one head from the logits of a sentence's pieces.

    `labels` are the token classifier's, in the order of its outputs. Raises `ValueError` where
    the head names a label that is not among them.
    """

    def __init__(self, head: Head, labels: Sequence[str]) -> None:
        self.head = head
        self._columns = [labels.index(label) for label in head.values]
        self._weight = labels.index(head.weight)
        self._ratings = np.array(head.ratings)
        self._bias = np.array(head.bias)
        self._offsets = np.array(head.offsets)

    def logits(self, pieces: Array) -> Array:
        """Return the calibrated logits of a sentence, (classes,), (cuts,) or (1,).

        `pieces` is (pieces, labels), special pieces left out; without any piece it is the bias
        alone.
        """
        values = pieces[:, self._columns]
        return self._calibrated(self.weights(pieces) @ values if len(pieces) else self._bias)

    def _calibrated(self, pooled: Array) -> Array:
        sign = -1 if self.head.kind == "ordinal" else 1
        return np.asarray(self.head.scale * pooled + sign * self._offsets)

    def part_logits(self, pieces: Array, inside: NDArray[np.bool_], weights: Array) -> Array:
        """Return the calibrated logits of the pieces that are `inside` a part of a sentence.

        `weights` are those of all its pieces; within the part they are taken anew. A part that
        weighs less in the sentence than its share of the pieces says that much less by itself: a
        bare “he said” takes on the tone of what is said around it, and weighs next to nothing.
        """
        own = pieces[inside][:, self._columns]
        pooled = self.weights(pieces[inside]) @ own
        held = float(weights[inside].sum() / inside.mean())
        if held < 1:
            weak = self._bias + held * (pooled - self._bias)
            # Ordered ratings begin at nothing: only more of the measure can be said too strongly.
            pooled = weak if self.head.kind == "classes" else np.minimum(pooled, weak)
        return self._calibrated(pooled)

    def probabilities(self, logits: Array) -> Array:
        """Return the probability of each rating, (ratings,), from `logits`."""
        if self.head.kind == "classes":
            return softmax(logits)
        reached = np.concatenate([[1.0], 1 / (1 + np.exp(-logits)), [0.0]])
        return np.asarray(np.clip(reached[:-1] - reached[1:], 0, 1))

    def score(self, probabilities: Array) -> float:
        """Return the expected rating, within the lowest and the highest rating."""
        expected = float(probabilities @ self._ratings)
        return min(max(expected, self.head.ratings[0]), self.head.ratings[-1])

    def sureness(self, probabilities: Array) -> float:
        """Return how probable the coarse reading is: the likeliest class, or any of it at all.

        Ordered ratings are read as the lowest one or any above it.
        """
        if self.head.kind == "classes":
            return float(probabilities.max())
        return max(float(probabilities[0]), 1 - float(probabilities[0]))

    def interval(self, probabilities: Array) -> tuple[float, float] | None:
        """Return the narrowest run of ratings around the likeliest that holds `cover`."""
        if self.head.cover is None:
            return None
        low = high = int(probabilities.argmax())
        held = float(probabilities[low])
        while held < self.head.cover and high - low < len(probabilities) - 1:
            below = probabilities[low - 1] if low > 0 else -1.0
            above = probabilities[high + 1] if high + 1 < len(probabilities) else -1.0
            if above > below:
                high += 1
            else:
                low -= 1
            held += float(max(below, above))
        return self.head.ratings[low], self.head.ratings[high]

    def shares(self, pieces: Array) -> Array:
        """Return what each piece adds to the sentence's log-odds, (pieces,).

        The log-odds is that of more of the measure; for three classes that of the highest
        against the lowest. The shares and `constant` add up to it exactly.
        """
        values = pieces[:, self._columns] - self._bias
        across = values[:, -1] - values[:, 0] if self.head.kind == "classes" else values[:, 0]
        return np.asarray(self.head.scale * self.weights(pieces) * across)

    def has_cues(self, probabilities: Array) -> bool:
        """Return whether there is anything for words to explain."""
        if self.head.cue is None:
            return False
        return self.head.kind == "classes" or 1 - float(probabilities[0]) >= CUED

    @property
    def constant(self) -> float:
        """The part of the log-odds that no word makes; for ordered ratings before the cuts."""
        if self.head.kind == "classes":
            across = self.head.scale * (self._bias[-1] - self._bias[0])
            return float(across + self._offsets[-1] - self._offsets[0])
        return float(self.head.scale * self._bias[0])

    def weights(self, pieces: Array) -> Array:
        """Return what each piece weighs in the sentence, (pieces,), adding up to one."""
        return softmax(pieces[:, self._weight]) if len(pieces) else np.empty(0)
