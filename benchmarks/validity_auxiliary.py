"""The bundled model's auxiliary labels, each on the benchmark of its own construct.

A set whose construct differs from a measure's trains a label of its own. Those labels are not
scores of the dashboard; their figures show what the model knows of each set's own question.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from bootstrap import compared
from validity_benchmark import Benchmark, read
from validity_metrics import Array, best_cut
from validity_rows import beside_lexicon
from validity_scores import Scored
from validity_sets import BENCHMARKS

from analysis.config import Configuration
from analysis.scorers import load_scorer

Ask = Callable[[Sequence[str]], dict[str, Array]]

# For each set: the label that answers it, what the row says of that, what the label learned from.
LABELS = {
    "conll2010_wiki": (
        "weasel",
        "auxiliary label, trained on its train part, threshold from there",
        "train part",
    ),
    "pei_certainty": ("certainty", "auxiliary label, trained on its train part", "train part"),
    "clickbait17": (
        "clickbait",
        "auxiliary label, trained on Clickbait 2016",
        "never; the label learned from headlines of 2016",
    ),
}


def auxiliary(data: Path, configuration: Configuration) -> list[dict[str, Any]]:
    """Return a row for each set that an auxiliary label answers.

    Empty where the model that scores sentiment has no auxiliary labels. Raises `ModelError` when
    that model is missing.
    """
    model = configuration.model(configuration.measure("sentiment").model)
    ask = getattr(load_scorer(model, configuration.folder), "auxiliary", None)
    if ask is None:
        return []
    return [_row(benchmark, data, ask) for benchmark in BENCHMARKS if benchmark.folder in LABELS]


def _row(benchmark: Benchmark, data: Path, ask: Ask) -> dict[str, Any]:
    label, note, trained = LABELS[benchmark.folder]
    rows = benchmark.rows(data)
    cuts = (_train_cut(benchmark, data, label, ask),) if benchmark.metric == "F1" else ()
    scored = Scored(
        benchmark.metric,
        np.array([benchmark.label(row) for row in rows]),
        _log_odds([row["text"] for row in rows], label, ask),
        cuts,
    )
    return {
        "name": f"{benchmark.name} ({note})",
        "score": label,
        "metric": benchmark.metric,
        "labels_by": benchmark.labels_by,
        "trained": trained,
        "n": len(rows),
        **beside_lexicon(compared(scored.figure, None, [np.arange(len(rows))])),
        "vader": None,
        "published": benchmark.published,
        "held_out": True,
    }


def _train_cut(benchmark: Benchmark, data: Path, label: str, ask: Ask) -> float:
    """Return the cut with the best F1 on the rows of the set that are not held out."""
    path = data / benchmark.folder / "data.csv"
    rows = [row for row in read(path) if not benchmark.keep(row)]
    known = np.array([benchmark.label(row) for row in rows])
    return best_cut("F1", known, _log_odds([row["text"] for row in rows], label, ask))


def _log_odds(texts: Sequence[str], label: str, ask: Ask) -> Array:
    return np.asarray(ask(texts)[label], dtype=float).reshape(len(texts))
