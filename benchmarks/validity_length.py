"""Whether long sentences are ranked and rated as well as short ones."""

from pathlib import Path
from typing import Any

import numpy as np
from validity_benchmark import Benchmark
from validity_metrics import Array, figure
from validity_scores import Scores, measure_of

from analysis.config import Configuration

# The name of each bin and the words, at most, of a sentence in it.
BINS = {"≤ 15": 15, "16–30": 30, "> 30": 10**9}
LEAST = 30
# Scores of 0 and 1 have no logit; the word lists give many zeros.
EDGE = 0.001
FAVOURABLE = 2
_STEPS = 50


def by_length(
    benchmark: Benchmark, data: Path, scores: Scores, configuration: Configuration
) -> dict[str, Any] | None:
    """Return AUC and calibration slope of a benchmark's score in each bin of words.

    None where the labels are not classes. Of sentiment's three classes, favourable stands
    against the rest.
    """
    if benchmark.metric == "Pearson":
        return None
    rows = benchmark.rows(data)
    scored = scores.scored(benchmark, rows, configuration)
    measure = measure_of(benchmark, configuration)
    low, high = measure.range
    return {
        "name": benchmark.name,
        "score": benchmark.score,
        "held_out": benchmark.held_out,
        "bins": length_bins(
            [len(row["text"].split()) for row in rows],
            scored.labels == (FAVOURABLE if measure.diverging else 1),
            (scored.score - low) / (high - low),
        ),
    }


def length_bins(words: list[int], labels: Array, score: Array) -> list[dict[str, Any]]:
    """Return a record for each bin: its sentences, AUC and calibration slope.

    Args:
        words: Number of words of each sentence.
        labels: Whether each is of the class that a higher score stands for.
        score: In [0, 1].

    Returns:
        `words`, `n`, `positive` (how many are of the class), `auc` and `slope`; the last two are
        None where one of the two classes has fewer than 30 sentences.
    """
    bins = np.digitize(words, list(BINS.values()), right=True)
    return [_bin(name, labels[bins == at], score[bins == at]) for at, name in enumerate(BINS)]


def _bin(name: str, labels: Array, score: Array) -> dict[str, Any]:
    positive = int(labels.sum())
    enough = min(positive, len(labels) - positive) >= LEAST
    return {
        "words": name,
        "n": len(labels),
        "positive": positive,
        "auc": figure("AUC", labels.astype(int), score, ()) if enough else None,
        "slope": calibration_slope(labels, score) if enough else None,
    }


def calibration_slope(labels: Array, score: Array) -> float | None:
    """Return the slope of a logistic regression of the label on the score's logit (Cox 1958).

    1 where the score is the label's log-odds up to a constant; below 1 where scores are too far
    from each other, above where they are too close. Scores within 0.001 of 0 or 1 are moved
    there. None where all scores are equal, or part the labels without error.
    """
    inside = np.clip(score, EDGE, 1 - EDGE)
    logit = np.log(inside / (1 - inside))
    inputs = np.column_stack([np.ones(len(logit)), logit])
    if np.ptp(logit) == 0:
        return None
    weights = np.zeros(2)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -500, 500)))
        curvature = inputs.T @ (inputs * (chance * (1 - chance))[:, None])
        # Without any error the fit runs off to infinity, where its curvature vanishes.
        if np.linalg.det(curvature) < 1e-8:
            return None
        step = np.linalg.solve(curvature, inputs.T @ (labels - chance))
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            return float(weights[1])
    return None
