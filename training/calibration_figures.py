"""How well calibrated probabilities are: reliability, intervals, and what is flagged unsure."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.scorers.heads import Head, HeadReader
from training.development import MEASURES, Labelled, folds

Array = NDArray[np.float64]

# What the reliability of a measure is shown for: its rating at least this, from 0.
EVENTS = {
    "sentiment": (2, "favourable"),
    "sensationalism": (1, "mild or more"),
    "hedging": (1, "partly hedged or more"),
}
COVERAGE = 0.80
DRAWS = 2_000
_BINS = 10


def reliability(name: str, chances: Array, labelled: Labelled) -> dict[str, Any]:
    """Return a measure's reliability diagram and expected calibration error.

    `chances` is (rows, ratings), cross-fitted. The diagram has ten bins of equal size (Nguyen and
    O'Connor 2015); the error is the mean distance between predicted and observed, weighed by the
    bins' sizes (Naeini, Cooper and Hauskrecht 2015), of the event named. `error_top` is that of
    the likeliest rating's own probability.
    """
    least, event = EVENTS[name]
    labels = labelled.labels[name]
    predicted = chances[:, least:].sum(1)
    bins = _binned(predicted, labels >= least)
    top = _binned(chances.max(1), chances.argmax(1) == labels)
    return {
        "event": event,
        "n": len(labels),
        "expected_calibration_error": _error(bins),
        "error_top": _error(top),
        "reliability": bins,
    }


def _binned(predicted: Array, happened: NDArray[np.bool_]) -> list[dict[str, float]]:
    order = np.argsort(predicted, kind="stable")
    return [
        {
            "predicted": round(float(predicted[rows].mean()), 4),
            "observed": round(float(happened[rows].mean()), 4),
            "n": len(rows),
        }
        for rows in np.array_split(order, _BINS)
    ]


def _error(bins: list[dict[str, float]]) -> float:
    total = sum(own["n"] for own in bins)
    gaps = sum(own["n"] * abs(own["predicted"] - own["observed"]) for own in bins)
    return round(gaps / total, 4)


def intervals(
    heads: Mapping[str, Head], chances: Mapping[str, Array], labelled: Labelled
) -> tuple[dict[str, Any], dict[str, float]]:
    """Return how often intervals cover the label, and the probability each must hold.

    That probability is the least with which 80 % of labels are covered (split conformal
    prediction, Vovk et al. 2005): set on four fifths and measured on the fifth, then set on all.
    """
    figures: dict[str, Any] = {}
    covers = {}
    part = folds(labelled.texts)
    for name in MEASURES:
        needed = _needed(chances[name], labelled.labels[name])
        covers[name] = _level(needed)
        covered = np.concatenate(
            [needed[part == fold] <= _level(needed[part != fold]) for fold in np.unique(part)]
        )
        reader = _reader(heads[name].model_copy(update={"cover": covers[name]}))
        widths = [_width(reader, row) for row in chances[name]]
        figures[name] = {
            "coverage": round(float(covered.mean()), 4),
            "mean_width": round(float(np.mean(widths)), 4),
            "one_rating": round(float(np.mean(np.array(widths) == 0)), 4),
        }
    return figures, covers


def _needed(chances: Array, labels: NDArray[np.int64]) -> Array:
    """Return for each row the least `cover` whose interval holds the label."""
    found = np.empty(len(labels))
    for row, (own, label) in enumerate(zip(chances, labels, strict=True)):
        low = high = int(own.argmax())
        held = 0.0
        while not low <= label <= high:
            # Widened only where the run so far holds less than what is asked for.
            held = float(own[low : high + 1].sum())
            below = own[low - 1] if low > 0 else -1.0
            above = own[high + 1] if high + 1 < len(own) else -1.0
            low, high = (low, high + 1) if above > below else (low - 1, high)
        found[row] = np.nextafter(held, 1) if held else 0.0
    return found


def _level(needed: Array) -> float:
    return float(np.quantile(needed, COVERAGE, method="higher"))


def _reader(head: Head) -> HeadReader:
    return HeadReader(head, [*head.values, head.weight])


def _width(reader: HeadReader, chances: Array) -> float:
    interval = reader.interval(chances)
    return interval[1] - interval[0] if interval else 0.0


def unsureness(
    chances: Mapping[str, Array], labelled: Labelled, flagged: float
) -> tuple[dict[str, Any], float]:
    """Return how much more often flagged sentences are misread, and the threshold.

    A sentence is misread when its tone, whether it is sensational at all, or whether it is
    hedged at all is not what its label says. The threshold is set on four fifths and applied to
    the fifth; `certain` is set on all.
    """
    coarse = [_coarse(name, chances[name], labelled.labels[name]) for name in MEASURES]
    sureness = np.prod([sure for sure, _ in coarse], axis=0)
    wrong = np.any([own for _, own in coarse], axis=0)
    part = folds(labelled.texts)
    unsure = np.zeros(len(sureness), bool)
    for fold in np.unique(part):
        own = part == fold
        unsure[own] = sureness[own] < np.quantile(sureness[~own], flagged)
    ratios = _ratios(unsure, wrong)
    figures = {
        "share": round(float(unsure.mean()), 4),
        "error_unsure": round(float(wrong[unsure].mean()), 4),
        "error_others": round(float(wrong[~unsure].mean()), 4),
        "ratio": round(float(wrong[unsure].mean() / wrong[~unsure].mean()), 3),
        "interval": [round(float(end), 3) for end in np.quantile(ratios, [0.025, 0.975])],
    }
    return figures, float(np.quantile(sureness, flagged))


def _coarse(
    name: str, chances: Array, labels: NDArray[np.int64]
) -> tuple[Array, NDArray[np.bool_]]:
    """Return how sure each coarse reading is, as `HeadReader.sureness`, and whether it is wrong."""
    if name == "sentiment":
        return chances.max(1), chances.argmax(1) != labels
    any_of_it = 1 - chances[:, 0]
    return np.maximum(any_of_it, 1 - any_of_it), (any_of_it >= 0.5) != (labels >= 1)


def _ratios(unsure: NDArray[np.bool_], wrong: NDArray[np.bool_]) -> Array:
    chance = np.random.default_rng(0)
    found = []
    for _ in range(DRAWS):
        rows = chance.integers(0, len(wrong), len(wrong))
        own, bad = unsure[rows], wrong[rows]
        found.append(bad[own].mean() / max(bad[~own].mean(), 1e-9))
    return np.array(found)
