"""BABE outlet by outlet: its labels follow the outlet, so that an outlet's name alone goes far."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from bootstrap import compared
from validity_metrics import Array, best_cut, figure
from validity_rows import beside_lexicon
from validity_scores import Scores, baseline
from validity_sets import BENCHMARKS

from analysis.config import Configuration

LEAST = 50
# The metric of the authors' notebook is weighted F1; macro-F1 is that of our other tables.
AVERAGES = ("macro-F1", "weighted F1")
# From the README of the data: the outlet's name alone, on the authors' folds.
PUBLISHED_NAME_ONLY = "0.738"
PUBLISHED_TRAINED = "trained on BABE: 0.799 (RoBERTa) to 0.814 (DA-RoBERTa)"


def outlets(data: Path, scores: Scores, configuration: Configuration) -> dict[str, Any]:
    """Return what is left of BABE's figures when the outlet can no longer help.

    Returns:
        `figures`: the mean AUC within outlets, and F1 at thresholds chosen on the other outlets;
        `name_only`: F1 of the outlet's majority label; `by_outlet`: each outlet's AUC.
    """
    benchmark = next(b for b in BENCHMARKS if b.folder == "babe" and b.metric == "AUC")
    rows = benchmark.rows(data)
    outlet = np.array([row["outlet"] for row in rows])
    ours = scores.scored(benchmark, rows, configuration)
    lists = baseline(configuration)
    lexicon = None if lists is None else scores.scored(benchmark, rows, lists).score
    named = name_only(outlet, ours.labels, [row["fold"] for row in rows])
    return {
        "n": len(rows),
        "figures": [
            _within(outlet, ours.labels, ours.score, lexicon),
            *_left_out(outlet, ours.labels, ours.score, lexicon),
        ],
        "name_only": {
            **{average: figure(average, ours.labels, named, (0.5,)) for average in AVERAGES},
            "published": PUBLISHED_NAME_ONLY,
        },
        "by_outlet": by_outlet(outlet, ours.labels, ours.score),
    }


def by_outlet(outlet: Array, labels: Array, score: Array) -> list[dict[str, Any]]:
    """Return sentences, share of biased ones and AUC of each outlet.

    AUC is None for an outlet with fewer than 50 sentences or only one label.
    """
    found = []
    for name in sorted(set(outlet)):
        own = labels[outlet == name]
        enough = len(own) >= LEAST and len(set(own)) > 1
        found.append(
            {
                "outlet": str(name),
                "n": len(own),
                "biased": float(own.mean()),
                "auc": figure("AUC", own, score[outlet == name], ()) if enough else None,
            }
        )
    return found


def _within(outlet: Array, labels: Array, score: Array, lexicon: Array | None) -> dict[str, Any]:
    """Return the mean over outlets of AUC within each, drawing from each outlet by itself."""
    kept = [
        record["outlet"] for record in by_outlet(outlet, labels, score) if record["auc"] is not None
    ]
    groups = [np.flatnonzero(outlet == name) for name in kept]
    sizes = np.cumsum([len(group) for group in groups])[:-1]

    def mean_area(given: Array):
        # Resamples keep the outlets' order and sizes.
        return lambda rows: float(
            np.mean([figure("AUC", labels[p], given[p], ()) for p in np.split(rows, sizes)])
        )

    found = compared(mean_area(score), None if lexicon is None else mean_area(lexicon), groups)
    return {
        "name": f"within an outlet, mean of {len(kept)}",
        "metric": "AUC",
        "n": sum(map(len, groups)),
        **beside_lexicon(found),
        "published": "–",
    }


def _left_out(
    outlet: Array, labels: Array, score: Array, lexicon: Array | None
) -> list[dict[str, Any]]:
    """Return F1 of what thresholds from the other outlets call biased, all outlets pooled."""
    ours = called_elsewhere(outlet, labels, score)
    theirs = None if lexicon is None else called_elsewhere(outlet, labels, lexicon)

    def f1(called: Array, average: str):
        return lambda rows: figure(average, labels[rows], called[rows], (0.5,))

    found = []
    for average in AVERAGES:
        other = None if theirs is None else f1(theirs, average)
        both = compared(f1(ours, average), other, [np.arange(len(labels))])
        found.append(
            {
                "name": "threshold chosen on the other outlets, all outlets pooled",
                "metric": average,
                "n": len(labels),
                **beside_lexicon(both),
                "published": PUBLISHED_TRAINED if average == "weighted F1" else "–",
            }
        )
    return found


def called_elsewhere(outlet: Array, labels: Array, score: Array) -> Array:
    """Return 0 or 1 for each sentence, by the threshold best for macro-F1 on other outlets."""
    called = np.zeros(len(labels), dtype=int)
    for name in set(outlet):
        own = outlet == name
        called[own] = score[own] >= best_cut("macro-F1", labels[~own], score[~own])
    return called


def name_only(outlet: Sequence[str], labels: Array, folds: Sequence[str]) -> Array:
    """Return each sentence's most frequent label among its outlet's in the other folds.

    The most frequent label of all where the other folds do not know the outlet or are of two
    minds.
    """
    predicted = np.zeros(len(labels), dtype=int)
    for fold in set(folds):
        seen: dict[str, Counter[int]] = defaultdict(Counter)
        for name, label, other in zip(outlet, labels, folds, strict=True):
            if other != fold:
                seen[name][int(label)] += 1
        most = sum(seen.values(), Counter()).most_common(1)[0][0]
        for at in (at for at, other in enumerate(folds) if other == fold):
            zero, one = seen[outlet[at]][0], seen[outlet[at]][1]
            predicted[at] = most if zero == one else int(one > zero)
    return predicted
