"""What a larger model thinks of every training sentence, for a smaller one to learn from.

    python -m training.teach --data DATA --model CHECKPOINT --output teacher.npz

CHECKPOINT is a folder that training.train wrote. The codebook's tasks are asked of every
sentence, whatever set it is from; sentiment towards a target where one is given.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from training.evaluate import predict
from training.examples import Example, load_examples
from training.model import Collator, ToneModel, fast_bfloat16
from training.tasks import TASKS

# How many of each set are asked; clickbait headlines are many and say little about sentences.
_ASKED_OF = {
    "tone_news": None,
    "contrast": None,
    "newsmtsc": None,
    "conll2010_wiki": 2_500,
    "emobank": 2_500,
}
# Sentences that a teacher read both with their target marked and without.
UNTARGETED = "newsmtsc_untargeted"
_ASKED = ("sentiment", "sensationalism", "hedging", "voice")
TARGET = "target"


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask the teacher and write its probabilities, one row per example in loading order."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    examples = load_examples(options.data)
    model = ToneModel.load(options.model)
    collate = Collator(options.model / "tokenizer.json")
    rows = _chosen(examples)
    targeted = [row for row in rows if examples[row].target]
    plain = [replace(examples[row], target=None) for row in rows]
    asked = _probabilities(model, collate, plain, _ASKED)
    towards = _probabilities(model, collate, [examples[row] for row in targeted], (TARGET,))
    np.savez_compressed(
        options.output, rows=rows, targeted=targeted, count=len(examples), **asked, **towards
    )


def _chosen(examples: Sequence[Example]) -> list[int]:
    chance = random.Random(0)
    found = []
    for source, count in _ASKED_OF.items():
        own = [row for row, example in enumerate(examples) if example.source == source]
        found += own if count is None else chance.sample(own, min(count, len(own)))
    return sorted(found)


def taught(examples: Sequence[Example], path: Path) -> list[Example]:
    """Return `examples` with the teacher's probabilities from `path`.

    A sentence is read with its target marked for the sentiment towards it and without for the
    codebook's tasks; so a sentence with a target comes a second time, as `UNTARGETED`, without.

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
    own = [
        replace(e, taught={n: p for n, p in view.items() if (n == TARGET) == bool(e.target)})
        for e, view in zip(examples, views, strict=True)
    ]
    untargeted = {
        e.text: Example(e.text, UNTARGETED, {}, taught={n: view[n] for n in _ASKED})
        for e, view in zip(examples, views, strict=True)
        if e.target and TARGET in view
    }
    return own + list(untargeted.values())


def _probabilities(
    model: ToneModel, collate: Collator, examples: Sequence[Example], names: Sequence[str]
) -> dict[str, np.ndarray]:
    logits = predict(model, collate, examples, half=fast_bfloat16())
    found = {}
    for task in TASKS:
        if task.name in names:
            values = torch.from_numpy(logits[task.name])
            with torch.no_grad():
                probabilities = (
                    values.softmax(-1)
                    if task.kind == "classes"
                    else torch.sigmoid(values - model.thresholds(task))
                )
            found[task.name] = probabilities.numpy().astype(np.float32)
    return found


if __name__ == "__main__":
    main()
