"""How well sentences that state the same fact are found, beside plain TF-IDF.

    python benchmarks/alignment.py --data FOLDER [--output FOLDER]

measures on the annotated pairs of NewsWCL50 (benchmarks/alignment_pairs.csv) and on the facts that
are planted in seeds/. Writes alignment.md and alignment.json.
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from alignment_fit import fitted
from alignment_page import page
from alignment_rows import DENSE, FIT, PAIRS, TEST, Rows, rows
from alignment_seeds import planted, timed
from bootstrap import Compared, Statistic, compared
from sklearn.metrics import average_precision_score, cohen_kappa_score, precision_recall_curve

from analysis.alignment.model import probabilities

DOCS = Path(__file__).parent.parent / "docs"
RECALL = 0.6
BINS = (0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1)


def main() -> None:
    """Measure, write and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="with newswcl50")
    parser.add_argument("--output", type=Path, default=DOCS, help="folder for the two files")
    options = parser.parse_args()
    content = measured(rows(options.data))
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    (options.output / "alignment.json").write_text(text, encoding="utf-8")
    (options.output / "alignment.md").write_text(page(content), encoding="utf-8")
    print(page(content))


def measured(found: Rows) -> dict[str, Any]:
    """Return all figures."""
    fit, test = (found.of(np.isin(found.events, events)) for events in (FIT, TEST))
    chances = _chances(fit, test)
    dense = np.isin(test.events, DENSE)
    parts = {
        "all annotated pairs": (test.drawn, True),
        f"event {DENSE[0]}, every pair": (dense, False),
        "the four others, drawn pairs": (~dense, True),
    }
    return {
        "events": {"fit": FIT, "test": TEST, "dense": DENSE},
        "annotation": _annotation(),
        "results": [
            _row(name, test.of(chosen), {key: own[chosen] for key, own in chances.items()}, several)
            for name, (chosen, several) in parts.items()
        ],
        "bins": _bins(test.labels[dense], chances["tonelens"][dense]),
        "thresholds": _thresholds(test.labels[dense], chances["tonelens"][dense]),
        "seeds": planted(),
        "time": timed(),
    }


def _chances(fit: Rows, test: Rows) -> dict[str, np.ndarray]:
    """Return both methods' probabilities; the baseline's by a logistic curve in its cosine."""
    alone = replace(fit, features=fit.baseline[:, None])
    bias, slope = fitted(alone)
    return {
        "tonelens": probabilities(test.features),
        "TF-IDF cosine": 1 / (1 + np.exp(-bias - slope[0] * test.baseline)),
    }


def _annotation() -> dict[str, Any]:
    pairs = pd.read_csv(PAIRS)
    drawn = pairs[pairs["drawn"] != "read"]
    return {
        "pairs": len(pairs),
        "drawn": len(drawn),
        "sparse": int((~drawn["event"].isin(DENSE)).sum()),
        "same": int(pairs["label"].sum()),
        "kappa": cohen_kappa_score(drawn["label_1"], drawn["label_2"]),
        "decided": int((pairs["label_1"] != pairs["label_2"]).sum()),
        "missed": int(((pairs["drawn"] == "read") & (pairs["label"] == 1)).sum()),
    }


def _row(name: str, own: Rows, chances: dict[str, np.ndarray], several: bool) -> dict[str, Any]:
    figures = {
        "precision": _precision,
        "average_precision": average_precision_score,
        "calibration_error": calibration_error,
    }
    found: dict[str, Any] = {"name": name, "pairs": len(own.labels), "same": int(own.labels.sum())}
    for key, figure in figures.items():
        ours, theirs = (_by_event(figure, own, chances[method]) for method in chances)
        events = np.unique(own.events)
        found[key] = (
            _record(compared(ours, theirs, [events]))
            if several
            else {"ours": ours(events), "theirs": theirs(events)}
        )
    return found


def _by_event(figure: Any, own: Rows, chances: np.ndarray) -> Statistic:
    """Return the figure as a function of events, one drawn twice counted twice."""

    def of_events(events: np.ndarray) -> float:
        chosen = np.concatenate([np.flatnonzero(own.events == event) for event in events])
        return float(figure(own.labels[chosen], chances[chosen]))

    return of_events


def _precision(labels: np.ndarray, chances: np.ndarray) -> float:
    """Return the best precision at a recall of at least `RECALL`."""
    precision, recall, _ = precision_recall_curve(labels, chances)
    return float(precision[recall >= RECALL].max())


def calibration_error(labels: np.ndarray, chances: np.ndarray) -> float:
    """Return the mean gap between probability and share of matches in bins, by their pairs."""
    rows = _bins(labels, chances)
    return sum(row["pairs"] * abs(row["said"] - row["true"]) for row in rows) / len(labels)


def _bins(labels: np.ndarray, chances: np.ndarray) -> list[dict[str, Any]]:
    place = np.digitize(chances, BINS[1:-1])
    return [
        {
            "from": BINS[at],
            "to": BINS[at + 1],
            "pairs": int((place == at).sum()),
            "said": float(chances[place == at].mean()),
            "true": float(labels[place == at].mean()),
        }
        for at in range(len(BINS) - 1)
        if (place == at).any()
    ]


def _thresholds(labels: np.ndarray, chances: np.ndarray) -> list[dict[str, float]]:
    return [
        {
            "threshold": threshold,
            "precision": float(labels[chances >= threshold].mean()),
            "recall": float(labels[chances >= threshold].sum() / labels.sum()),
        }
        for threshold in (0.3, 0.5, 0.7, 0.9)
    ]


def _record(found: Compared) -> dict[str, Any]:
    return {
        "ours": found.ours,
        "interval": found.interval,
        "theirs": found.theirs,
        "difference": found.difference,
        "difference_interval": found.difference_interval,
    }


if __name__ == "__main__":
    main()
