"""The development sets that calibration is fitted on."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.examples import POLARITIES, VOICES, Span, normalise

MEASURES = ("sentiment", "sensationalism", "hedging")
FOLDS = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """Sentences with their labels: for each task, (rows,) class numbers or ratings from 0."""

    texts: list[str]
    labels: Mapping[str, NDArray[np.int64]]
    targets: list[Span] | None = None


def tone_news_dev(data: Path) -> Labelled:
    """Return the development part of tone_news."""
    rows = [row for row in _rows(data / "tone_news" / "data.csv") if row["split"] == "dev"]
    return Labelled(
        [row["text"] for row in rows],
        {
            "sentiment": np.array([int(row["tone"]) + 1 for row in rows]),
            "sensationalism": np.array([int(row["sensationalism"]) for row in rows]),
            "hedging": np.array([int(row["hedging"]) for row in rows]),
            "voice": np.array([VOICES.index(row["voice"]) for row in rows]),
        },
    )


def newsmtsc_dev(data: Path) -> Labelled:
    """Return both development parts of NewsMTSC, with their targets."""
    rows = [
        row
        for row in _rows(data / "newsmtsc" / "data.csv")
        if row["official"] in ("dev_rw", "dev_mt")
    ]
    return Labelled(
        [row["text"] for row in rows],
        {"target": np.array([POLARITIES.index(row["label"]) for row in rows])},
        [(int(row["start"]), int(row["end"])) for row in rows],
    )


def folds(texts: list[str]) -> NDArray[np.int64]:
    """Return each text's fold, 0 to 4; texts of the same opening share one."""
    openings = [normalise(text)[:60] for text in texts]
    numbers = {opening: n for n, opening in enumerate(dict.fromkeys(openings))}
    order = np.random.default_rng(0).permutation(len(numbers))
    return np.array([order[numbers[opening]] % FOLDS for opening in openings])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
