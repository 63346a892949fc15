"""Figures on the development sets, to choose by; test sets are for the validity benchmark."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import f1_score, roc_auc_score

from training.examples import POLARITIES, VOICES, Example, contrast_groups
from training.model import Collator, ToneModel
from training.tasks import TASKS


def predict(
    model: ToneModel,
    collate: Collator,
    examples: Sequence[Example],
    batch_size: int = 32,
    *,
    half: bool = False,
) -> dict[str, np.ndarray]:
    """Return each task's sentence logits (rows, values), in the order of `examples`.

    `half` computes in bfloat16, for a teacher whose last digits do not matter.
    """
    model.eval()
    order = sorted(range(len(examples)), key=lambda row: len(examples[row].text))
    found: dict[str, list[np.ndarray]] = {
        task.name: [np.empty(0)] * len(examples) for task in TASKS
    }
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=half):
        for start in range(0, len(order), batch_size):
            rows = order[start : start + batch_size]
            outputs = model(collate([examples[row] for row in rows]))
            for name, (logits, _) in outputs.items():
                for row, values in zip(rows, logits.numpy(), strict=True):
                    found[name][row] = values
    return {name: np.stack(values) for name, values in found.items()}


def evaluate(model: ToneModel, collate: Collator, data: Path) -> dict[str, float]:
    """Return the development figures of tone_news and NewsMTSC."""
    return {
        **_tone_news(model, collate, data / "tone_news" / "data.csv"),
        **_newsmtsc(model, collate, data / "newsmtsc" / "data.csv"),
        **_contrast(model, collate),
    }


def _contrast(model: ToneModel, collate: Collator) -> dict[str, float]:
    """Return for each measure the share of the kept groups' pairs that are in order."""
    groups = contrast_groups(kept=True)
    if not groups:
        return {}
    logits = predict(model, collate, [example for group in groups for example in group.examples])
    scores = {
        "sentiment": logits["sentiment"][:, 2] - logits["sentiment"][:, 0],
        "sensationalism": logits["sensationalism"][:, 0],
        "hedging": logits["hedging"][:, 0],
    }
    figures = {}
    for measure, score in scores.items():
        rows = iter(score)
        pairs = []
        for group in groups:
            rated = [(example.labels[measure], next(rows)) for example in group.examples]
            pairs += [a < b for low, a in rated for high, b in rated if low < high]
        figures[f"contrast {measure} in order"] = round(float(np.mean(pairs)), 4)
    return figures


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _tone_news(model: ToneModel, collate: Collator, path: Path) -> dict[str, float]:
    rows = [row for row in _rows(path) if row["split"] == "dev"]
    logits = predict(model, collate, [Example(row["text"], "dev", {}) for row in rows])
    tone = [int(row["tone"]) + 1 for row in rows]
    voice = [VOICES.index(row["voice"]) for row in rows]
    figures = {
        "tone macro-F1": f1_score(tone, logits["sentiment"].argmax(1), average="macro"),
        "voice macro-F1": f1_score(voice, logits["voice"].argmax(1), average="macro"),
    }
    for measure in ("sensationalism", "hedging"):
        rating = np.array([int(row[measure]) for row in rows])
        score = logits[measure][:, 0]
        for least in (1, 2):
            figures[f"{measure} AUC ≥ {least}"] = roc_auc_score(rating >= least, score)
        figures[f"{measure} best F1 ≥ 1"] = max(
            f1_score(rating >= 1, score >= cut)
            for cut in np.quantile(score, np.arange(0.5, 1, 0.01))
        )
    return {name: round(float(value), 4) for name, value in figures.items()}


def _newsmtsc(model: ToneModel, collate: Collator, path: Path) -> dict[str, float]:
    figures = {}
    for part in ("dev_rw", "dev_mt"):
        rows = [row for row in _rows(path) if row["official"] == part]
        examples = [
            Example(row["text"], part, {}, target=(int(row["start"]), int(row["end"])))
            for row in rows
        ]
        found = predict(model, collate, examples)["target"].argmax(1)
        label = [POLARITIES.index(row["label"]) for row in rows]
        figures[f"NewsMTSC {part} macro-F1"] = round(
            float(f1_score(label, found, average="macro")), 4
        )
    return figures
