"""Calibrate an exported model on the development sets, and measure how well that went.

    python -m training.calibrate --data DATA --model FOLDER --name NAME

writes `readout.json` (fitted on all development sentences, on the logits of the exported int8
model itself) and `calibration.json` (figures, every one of them cross-fitted: measured on fifths
of the sentences that the fit had not seen). Sentences of one opening stay in one fifth.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analysis.config import BundledModel
from analysis.scorers.bundled import BundledScorer
from analysis.scorers.heads import Head, HeadReader
from training.affine import Affine, fit_classes, fit_ordinal
from training.calibration_figures import intervals, reliability, unsureness
from training.cue_threshold import cue_threshold
from training.development import MEASURES, Labelled, folds, newsmtsc_dev, tone_news_dev
from training.tasks import TASKS, Task

Array = np.ndarray

RATINGS = {
    "sentiment": (-1.0, 0.0, 1.0),
    "target": (-1.0, 0.0, 1.0),
    "sensationalism": (0.0, 1 / 3, 2 / 3, 1.0),
    "hedging": (0.0, 0.5, 1.0),
    "voice": (0.0, 1.0, 2.0),
    "weasel": (0.0, 1.0),
    "clickbait": (0.0, 1.0),
}
CALIBRATED = ("sentiment", "sensationalism", "hedging", "voice", "target")
# What share of sentences shall be flagged as unsure.
FLAGGED = 0.21


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, write and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--name", default="tonelens@2", help="the model as the scores name it")
    options = parser.parse_args(arguments)
    found = calibrate(options.data, options.model)
    figures = {"model": options.name, **found}
    text = json.dumps(figures, indent=2, ensure_ascii=False) + "\n"
    (options.model / "calibration.json").write_text(text, encoding="utf-8")
    print(text)


def calibrate(data: Path, folder: Path) -> dict[str, Any]:
    """Write `readout.json` to `folder` and return the cross-fitted figures."""
    own = json.loads((folder / "heads.json").read_text(encoding="utf-8"))
    heads = {task.name: _plain_head(task, own) for task in TASKS}
    scorer = _write(folder, heads, certain=0.0)
    sentences, towards = tone_news_dev(data), newsmtsc_dev(data)
    for name in CALIBRATED:
        labelled = towards if name == "target" else sentences
        logits = _logits(scorer, heads[name], labelled)
        heads[name] = _with(heads[name], _fit(heads[name], logits, labelled.labels[name]))
    chances = {
        name: _cross_fitted(scorer, _plain_head(_task(name), own), sentences, name)
        for name in MEASURES
    }
    figures = {
        "sentences": len(sentences.texts),
        "measures": {name: reliability(name, chances[name], sentences) for name in MEASURES},
    }
    figures["intervals"], covers = intervals(heads, chances, sentences)
    figures["unsure"], certain = unsureness(chances, sentences, FLAGGED)
    for name in MEASURES:
        least = cue_threshold(data, scorer, heads[name], name)
        heads[name] = heads[name].model_copy(update={"cover": covers[name], "cue": least})
    _write(folder, heads, certain)
    return figures


def _task(name: str) -> Task:
    return next(task for task in TASKS if task.name == name)


def _plain_head(task: Task, own: dict[str, Any]) -> Head:
    """Return a head as it was trained, before calibration."""
    plain = {"classes": [0.0] * task.size, "regression": [0.0]}
    return Head(
        kind=task.kind,
        values=task.values,
        weight=task.weight,
        bias=tuple(own["bias"][value] for value in task.values),
        offsets=tuple(own["cuts"][task.name] if task.kind == "ordinal" else plain[task.kind]),
        ratings=RATINGS.get(task.name, ()),
    )


def _write(folder: Path, heads: dict[str, Head], certain: float) -> BundledScorer:
    content = {
        "heads": {name: head.model_dump(exclude_none=True) for name, head in heads.items()},
        "target": "target",
        "certain": certain,
    }
    (folder / "readout.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    record = BundledModel(
        name="candidate",
        title="Candidate",
        description="A model that is being calibrated.",
        source=str(folder.resolve()),
        revision="0",
        licence="CC-BY-SA-4.0",
        backend="bundled",
        scores=MEASURES,
    )
    return BundledScorer(record, folder)


def _logits(scorer: BundledScorer, head: Head, labelled: Labelled) -> Array:
    """Return the model's own pooled values, (rows, values), before any scale or offset."""
    bare = head.model_copy(update={"scale": 1.0, "offsets": (0.0,) * len(head.offsets)})
    reader = HeadReader(bare, scorer.labels)
    read = scorer.readings(labelled.texts, labelled.targets)
    return np.stack([reader.logits(reading.pieces) for reading in read])


def _fit(head: Head, logits: Array, labels: Array) -> Affine:
    if head.kind == "classes":
        return fit_classes(logits, labels)
    return fit_ordinal(logits[:, 0], labels, np.array(head.offsets))


def _with(head: Head, affine: Affine) -> Head:
    return head.model_copy(update={"scale": affine.scale, "offsets": affine.offsets})


def _cross_fitted(scorer: BundledScorer, head: Head, labelled: Labelled, name: str) -> Array:
    """Return each sentence's probabilities, (rows, ratings), from a fit on the other fifths."""
    logits, labels = _logits(scorer, head, labelled), labelled.labels[name]
    part = folds(labelled.texts)
    chances = np.empty((len(labels), len(head.ratings)))
    for fold in np.unique(part):
        fitted = _with(head, _fit(head, logits[part != fold], labels[part != fold]))
        reader = HeadReader(fitted, scorer.labels)
        sign = -1 if head.kind == "ordinal" else 1
        for row in np.flatnonzero(part == fold):
            scaled = fitted.scale * logits[row] + sign * np.array(fitted.offsets)
            chances[row] = reader.probabilities(scaled)
    return chances


if __name__ == "__main__":
    main()
