"""The figures of the validity benchmark, and the cut of a score at which one of them is best.

Written out for speed, since a bootstrap works each of them out a thousand times; a test holds
them to scikit-learn's.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from scipy.stats import rankdata

Array = np.ndarray
Metric = Literal["macro-F1", "weighted F1", "AUC", "F1", "Pearson"]


def figure(metric: Metric, labels: Array, score: Array, cuts: Sequence[float]) -> float:
    """Return the metric of `score` against `labels`; `cuts` turn scores into classes.

    Args:
        metric: All but Pearson are in [0, 1]. F1 is that of class 1; macro-F1 is the mean over
            the classes that occur, weighted F1 the same by their number of labels.
        labels: Classes counted from 0 (0 and 1 for AUC and F1), or numbers for Pearson.
        score: One number for each label.
        cuts: Ascending; a score equal to a cut belongs to the class above. AUC and Pearson need
            none.

    Returns:
        The figure; NaN for AUC without both classes and for Pearson of a constant.
    """
    if metric == "AUC":
        return _area(labels, score)
    if metric == "Pearson":
        return _pearson(labels, score)
    f1, number = _f1_by_class(labels.astype(int), np.digitize(score, cuts))
    if metric == "F1":
        return float(np.nan_to_num(f1[1])) if len(f1) > 1 else 0.0
    there = ~np.isnan(f1)
    weights = number[there] if metric == "weighted F1" else None
    return float(np.average(f1[there], weights=weights))


def _area(labels: Array, score: Array) -> float:
    """Return the share of (positive, negative) pairs in order, ties counting half."""
    positive = labels == 1
    hits = int(positive.sum())
    pairs = hits * (len(labels) - hits)
    if pairs == 0:
        return float("nan")
    return float((rankdata(score)[positive].sum() - hits * (hits + 1) / 2) / pairs)


def _pearson(labels: Array, score: Array) -> float:
    x, y = labels - labels.mean(), score - score.mean()
    size = np.sqrt((x @ x) * (y @ y))
    return float(x @ y / size) if size else float("nan")


def _f1_by_class(labels: Array, classes: Array) -> tuple[Array, Array]:
    """Return each class's F1 (NaN where it neither occurs nor is given) and number of labels."""
    size = int(max(labels.max(), classes.max())) + 1
    table = np.bincount(labels * size + classes, minlength=size * size).reshape(size, size)
    both = table.sum(axis=0) + table.sum(axis=1)
    f1 = np.full(size, np.nan)
    np.divide(2.0 * table.diagonal(), both, out=f1, where=both > 0)
    return f1, table.sum(axis=1)


def best_cut(metric: Literal["F1", "macro-F1"], labels: Array, score: Array) -> float:
    """Return the cut at which F1 of class 1, or the mean of both classes' F1, is highest.

    `labels` are 0 and 1. The cut lies halfway between two scores that occur; of equally good
    cuts it is the highest.
    """
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(labels[order])
    called = np.arange(1, len(score) + 1)
    total, positive = len(score), hits[-1]
    f1 = 2 * hits / (called + positive)
    if metric == "macro-F1":
        rejected = total - called
        right = rejected - (positive - hits)
        f1 = (f1 + 2 * right / np.maximum(rejected + total - positive, 1)) / 2
    ranked = score[order]
    # Equal scores fall on the same side: only the last of them can be the last one called.
    f1[:-1][ranked[:-1] == ranked[1:]] = -1
    best = int(f1.argmax())
    after = ranked[best + 1] if best + 1 < total else ranked[best]
    return float((ranked[best] + after) / 2)
