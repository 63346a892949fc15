"""What a larger model thinks of every training sentence, for a smaller one to learn from.

    python -m training.teach --data DATA --model CHECKPOINT --output teacher.npz

CHECKPOINT is a folder that training.train wrote. The codebook's tasks are asked of every
sentence, whatever set it is from; sentiment towards a target where one is given.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from training.evaluate import predict
from training.examples import Example, load_examples
from training.model import Collator, ToneModel
from training.tasks import TASKS

# Clickbait headlines are many and say little about sentences.
_SOURCES = ("tone_news", "contrast", "newsmtsc", "conll2010_wiki", "emobank", "pei_certainty")
_ASKED = ("sentiment", "sensationalism", "hedging", "voice")
TARGET = "target"


def main() -> None:
    """Ask the teacher and write its probabilities, one row per example in loading order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    examples = load_examples(options.data)
    model = ToneModel.load(options.model)
    collate = Collator(options.model / "tokenizer.json")
    rows = [row for row, example in enumerate(examples) if example.source in _SOURCES]
    targeted = [row for row in rows if examples[row].target]
    plain = [replace(examples[row], target=None) for row in rows]
    asked = _probabilities(model, collate, plain, _ASKED)
    towards = _probabilities(model, collate, [examples[row] for row in targeted], (TARGET,))
    np.savez_compressed(
        options.output, rows=rows, targeted=targeted, count=len(examples), **asked, **towards
    )


def taught(examples: Sequence[Example], path: Path) -> list[Example]:
    """Return `examples` with the teacher's probabilities from `path`.

    Raises `ValueError` when the file was made for other examples.
    """
    with np.load(path) as file:
        found = {name: file[name] for name in file.files}
    if int(found["count"]) != len(examples):
        raise ValueError(f"{path} was made for {found['count']} examples, not {len(examples)}")
    views: list[dict[str, tuple[float, ...]]] = [{} for _ in examples]
    for rows, names in ((found["rows"], _ASKED), (found["targeted"], (TARGET,))):
        for name in names:
            for row, probabilities in zip(rows, found[name], strict=True):
                views[row][name] = tuple(map(float, probabilities))
    # A sentence is read without its target for the codebook's tasks and with it for the target,
    # so an example with a target learns the target alone.
    return [
        replace(e, taught={TARGET: view[TARGET]} if e.target and TARGET in view else view)
        for e, view in zip(examples, views, strict=True)
    ]


def _probabilities(
    model: ToneModel, collate: Collator, examples: Sequence[Example], names: Sequence[str]
) -> dict[str, np.ndarray]:
    logits = predict(model, collate, examples)
    found = {}
    for task in TASKS:
        if task.name in names:
            own = torch.from_numpy(logits[task.name])
            with torch.no_grad():
                probabilities = (
                    own.softmax(-1)
                    if task.kind == "classes"
                    else torch.sigmoid(own - model.thresholds(task))
                )
            found[task.name] = probabilities.numpy().astype(np.float32)
    return found


if __name__ == "__main__":
    main()
