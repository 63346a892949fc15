"""Affine calibration of logits, fitted by maximum likelihood."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[np.float64]

# Pull towards no change, in units of one sentence's log-likelihood; development sets are small.
_PULL = 1.0


@dataclass(frozen=True, slots=True)
class Affine:
    """`scale` times the logits, plus `offsets` for classes, minus them as cut points."""

    scale: float
    offsets: tuple[float, ...]


def fit_classes(logits: Array, labels: NDArray[np.int64]) -> Affine:
    """Fit a common scale and an offset per class (vector scaling, Guo et al. 2017).

    `logits` is (rows, classes), `labels` (rows,) class numbers. The offsets add up to zero.
    """
    count = logits.shape[1]

    def loss(parameters: Array) -> float:
        offsets = parameters[1:] - parameters[1:].mean()
        scaled = np.exp(parameters[0]) * logits + offsets
        top = scaled.max(1, keepdims=True)
        normal = top[:, 0] + np.log(np.exp(scaled - top).sum(1))
        likelihood = scaled[np.arange(len(labels)), labels] - normal
        return float(-likelihood.sum() + _PULL * (parameters**2).sum())

    found = minimize(loss, np.zeros(1 + count), method="L-BFGS-B").x
    offsets = found[1:] - found[1:].mean()
    return Affine(float(np.exp(found[0])), tuple(map(float, offsets)))


def fit_ordinal(logits: Array, labels: NDArray[np.int64], cuts: Array) -> Affine:
    """Fit a scale and rising cut points (proportional odds, McCullagh 1980).

    `logits` is (rows,), `labels` (rows,) ratings from 0, `cuts` the model's own cut points,
    towards which the fit is pulled.
    """
    steps = np.log(np.expm1(np.diff(cuts))) if len(cuts) > 1 else np.empty(0)
    start = np.concatenate([[0.0], cuts[:1], steps])

    def parts(parameters: Array) -> tuple[float, Array]:
        rises = np.log1p(np.exp(parameters[2:]))
        return float(np.exp(parameters[0])), np.concatenate(
            [parameters[1:2], parameters[1] + np.cumsum(rises)]
        )

    def loss(parameters: Array) -> float:
        scale, own = parts(parameters)
        reached = 1 / (1 + np.exp(-(scale * logits[:, None] - own)))
        ends = np.ones((len(logits), 1)), np.zeros((len(logits), 1))
        edges = np.concatenate([ends[0], reached, ends[1]], axis=1)
        chance = edges[np.arange(len(labels)), labels] - edges[np.arange(len(labels)), labels + 1]
        pull = _PULL * ((parameters - start) ** 2).sum()
        return float(-np.log(np.maximum(chance, 1e-9)).sum() + pull)

    scale, found = parts(minimize(loss, start, method="L-BFGS-B").x)
    return Affine(scale, tuple(map(float, found)))
