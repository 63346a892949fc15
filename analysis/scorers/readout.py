"""From logits to scores: windows over long sentences, pooling, activation, values of labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from analysis.config import LabelMapping, TransformerModel
from analysis.errors import ModelError

Logits = NDArray[np.floating[Any]]

# Pieces that two neighbouring windows share: each piece then has at least 64 on either side,
# longer than almost every sentence.
OVERLAP = 128


@dataclass(frozen=True, slots=True)
class Window:
    """The pieces from `start` to `end` of a sentence, read together.

    From `own_start` to `own_end` they have more context here than in any other window.
    """

    start: int
    end: int
    own_start: int
    own_end: int


def windows(count: int, capacity: int) -> list[Window]:
    """Divide `count` pieces into windows of at most `capacity`; every piece is one window's own.

    Neighbours overlap by at least `OVERLAP` pieces, or by half of a smaller capacity.
    """
    if count <= capacity:
        return [Window(0, count, 0, count)]
    last = count - capacity
    starts = [*range(0, last, capacity - min(OVERLAP, capacity // 2)), last]
    middles = [(before + capacity + after) // 2 for before, after in pairwise(starts)]
    bounds = pairwise([0, *middles, count])
    return [
        Window(start, start + capacity, *own) for start, own in zip(starts, bounds, strict=True)
    ]


class Readout:
    """Turns the logits of a model with `labels`, in the order of its outputs, into scores.

    `per_token` says whether the model is a token classifier. A score is the sum over a mapping's
    labels of value times activation; softmax runs over the labels that the mapping names, since
    one token classifier may hold several measures. Raises `ModelError` that lists every label
    that does not fit, and the labels that there are.
    """

    def __init__(self, model: TransformerModel, labels: Sequence[str], *, per_token: bool) -> None:
        faults = [
            f"scores.{measure}.{fault}"
            for measure, mapping in model.scores.items()
            for fault in _faults(mapping, labels, per_token)
        ]
        if faults:
            raise ModelError(
                f"In models.yaml, the mapping of the model {model.name!r} does not fit it:\n"
                + "".join(f"  {fault}\n" for fault in faults)
                + f"Its labels are {', '.join(map(repr, labels))}."
            )
        self._heads = {
            measure: _Head.of(mapping, labels) for measure, mapping in model.scores.items()
        }

    def of_windows(self, logits: Logits, sizes: Sequence[int]) -> dict[str, float]:
        """Return the scores of a sentence from a sequence classifier.

        `logits` has a row per window; the windows' scores are averaged with weights `sizes`.
        """
        weights = np.array(sizes, dtype=np.float64) / sum(sizes)
        wide = logits.astype(np.float64)
        return {
            measure: head.score(wide[:, head.columns], weights)
            for measure, head in self._heads.items()
        }

    def of_pieces(self, logits: Logits) -> dict[str, float]:
        """Return the scores of a sentence from the logits of its pieces, a row per piece."""
        wide = logits.astype(np.float64)
        return {
            measure: head.score(head.pool(wide)[np.newaxis], np.ones(1))
            for measure, head in self._heads.items()
        }


@dataclass(frozen=True, slots=True)
class _Head:
    """What one measure takes from the logits: its columns, their values, and how they count."""

    columns: list[int]
    values: NDArray[np.float64]
    activation: Literal["softmax", "sigmoid", "identity"]
    weight: int | None

    @classmethod
    def of(cls, mapping: LabelMapping, labels: Sequence[str]) -> "_Head":
        return cls(
            columns=[labels.index(label) for label in mapping.values],
            values=np.array(list(mapping.values.values())),
            activation=mapping.activation,
            weight=None if mapping.weight is None else labels.index(mapping.weight),
        )

    def pool(self, pieces: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the logits of this head's columns, pooled over all pieces."""
        if self.weight is None:
            return np.asarray(pieces[:, self.columns].mean(axis=0))
        weights = softmax(pieces[:, self.weight])
        return np.asarray((weights[:, np.newaxis] * pieces[:, self.columns]).sum(axis=0))

    def score(self, rows: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
        """Return the score of `rows` of logits, averaged with `weights`, which sum to one."""
        scores = (self._activate(rows) * self.values).sum(axis=1)
        return self._without_rounding(float((weights * scores).sum()))

    def _activate(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        if self.activation == "softmax":
            return softmax(rows)
        if self.activation == "sigmoid":
            return np.exp(-np.logaddexp(0, -rows))
        return rows

    def _without_rounding(self, score: float) -> float:
        """Take back the last bit by which probabilities may add up to more than one."""
        if self.activation == "softmax":
            return min(max(score, float(self.values.min())), float(self.values.max()))
        if self.activation == "sigmoid":
            below, above = self.values.clip(max=0).sum(), self.values.clip(min=0).sum()
            return min(max(score, float(below)), float(above))
        return score


def softmax(logits: Logits) -> NDArray[np.float64]:
    """Return the softmax of `logits` over the last axis, in float64."""
    wide = logits.astype(np.float64)
    shifted = np.exp(wide - wide.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True))


def _faults(mapping: LabelMapping, labels: Sequence[str], per_token: bool) -> Iterator[str]:
    for label in mapping.values:
        if labels.count(label) != 1:
            yield f"values: the model has {labels.count(label) or 'no'} labels {label!r}"
    if mapping.activation == "softmax":
        yield from _softmax_faults(mapping, labels, per_token)
    if mapping.weight is not None and not per_token:
        yield "weight: the model classifies whole sentences, so no token can be weighed; remove it"
    elif mapping.weight is not None and mapping.weight not in labels:
        yield f"weight: the model has no label {mapping.weight!r}"


def _softmax_faults(mapping: LabelMapping, labels: Sequence[str], per_token: bool) -> Iterator[str]:
    missing = [label for label in labels if label not in mapping.values]
    if missing and not per_token:
        yield (
            f"values: {', '.join(map(repr, missing))} not named; softmax covers all labels of a "
            "sentence classifier, so give the value 0 to those that do not count"
        )
    if len(mapping.values) == 1:
        yield "values: softmax over one label is always 1; name the others, or use sigmoid"
