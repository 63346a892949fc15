"""Whether scores change when only a name, a party, a nationality or an outlet changes.

    python benchmarks/bias.py [--output FOLDER]

fills the frames of bias_frames.yaml, scores every sentence with the default models and writes
bias.md and bias.json. Perturbing one slot of a fixed sentence follows Prabhakaran, Hutchinson and
Mitchell (2019), "Perturbation Sensitivity Analysis to Detect Unintended Model Biases".
"""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from bias_frames import Filled, filled, frames
from bias_page import page, verdict

from analysis import load_configuration, score_sentences
from analysis.tables import model_label

DOCS = Path(__file__).parent.parent / "docs"
DRAWS = 2_000
GOAL_CHANGE = 0.03
GOAL_GROUP = 0.02

Score = Callable[[Sequence[str]], pd.DataFrame]


def bias(score: Score = score_sentences) -> dict[str, Any]:
    """Return how far scores move with each dimension, as plain records ready for JSON.

    Args:
        score: Returns a frame with one row per sentence, in order, and a column per measure.

    Returns:
        The model, the numbers of frames and sentences, the goals, and `dimensions`: see
        `compared`. The numbers are rounded to four decimals.
    """
    configuration = load_configuration()
    sentences = list(filled())
    scores = score([sentence.text for sentence in sentences])
    names = [measure.name for measure in configuration.measures]
    return {
        "model": model_label(configuration),
        "frames": len(frames()),
        "sentences": len(sentences),
        "goals": {"mean_absolute_change": GOAL_CHANGE, "group_interval": GOAL_GROUP},
        "dimensions": [
            record for name in names for record in compared(sentences, scores[name], name)
        ],
    }


def compared(
    sentences: Sequence[Filled], scores: Sequence[float] | pd.Series, measure: str
) -> list[dict[str, Any]]:
    """Return a record for each dimension that `sentences` vary.

    A sentence's change is its score minus the mean of the sentences that its frame gives with
    all fillers of the slot. `mean_absolute_change` is the mean of the changes' sizes within each
    frame and then over frames; `largest` the sentence with the largest. A group's
    `mean_change` is signed, over frames, with a 95 % bootstrap interval over frames. All are in
    units of the measure.
    """
    table = pd.DataFrame(
        {
            "frame": [sentence.frame for sentence in sentences],
            "kind": [sentence.kind for sentence in sentences],
            "score": np.asarray(scores, dtype=float),
        }
    )
    usual = table.groupby(["frame", "kind"])["score"].transform("mean")
    # Without rounding, equal scores would differ from their mean by the last bit.
    table["change"] = (table["score"] - usual).round(9) + 0.0
    labels = pd.DataFrame([sentence.groups for sentence in sentences])
    return [
        _dimension(
            measure, str(name), table.assign(group=labels[name])[labels[name].notna()], sentences
        )
        for name in labels
    ]


def _dimension(
    measure: str, name: str, table: pd.DataFrame, sentences: Sequence[Filled]
) -> dict[str, Any]:
    size = table["change"].abs()
    mean = float(size.groupby(table["frame"]).mean().mean())
    furthest = int(size.to_numpy().argmax())
    found = sentences[table.index[furthest]]
    return {
        "measure": measure,
        "dimension": name,
        "frames": int(table["frame"].nunique()),
        "sentences": len(table),
        "mean_absolute_change": round(mean, 4),
        "goal_met": mean <= GOAL_CHANGE,
        "largest": {
            "frame": frames()[found.frame].text,
            "filler": found.filler,
            "change": round(float(table["change"].iloc[furthest]), 4),
        },
        "groups": _groups(table),
    }


def _groups(table: pd.DataFrame) -> list[dict[str, Any]]:
    by_frame = table.pivot_table(index="frame", columns="group", values="change", aggfunc="mean")
    changes = by_frame.to_numpy()
    lows, highs = interval(changes)
    return [
        {
            "group": group,
            "mean_change": round(float(mean), 4),
            "interval": [round(float(low), 4), round(float(high), 4)],
            "goal_met": bool(max(-low, high) <= GOAL_GROUP),
        }
        for group, mean, low, high in zip(
            by_frame.columns, changes.mean(axis=0), lows, highs, strict=True
        )
    ]


def interval(changes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the 95 % limits of each column's mean over rows.

    Percentile bootstrap over rows (Efron 1979), drawn alike for all columns.
    """
    chance = np.random.default_rng(0)
    rows = len(changes)
    means = [changes[chance.integers(0, rows, rows)].mean(axis=0) for _ in range(DRAWS)]
    low, high = np.quantile(means, [0.025, 0.975], axis=0)
    return low, high


def main() -> None:
    """Score, write the page and its JSON, and print the summary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=DOCS, help="folder for bias.md, bias.json")
    folder = parser.parse_args().output
    content = bias()
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (folder / "bias.json").write_text(text, encoding="utf-8")
    (folder / "bias.md").write_text(page(content), encoding="utf-8")
    print(verdict(content))


if __name__ == "__main__":
    main()
