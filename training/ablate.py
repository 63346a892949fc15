"""One factor at a time: what each part of the recipe is worth, in small equal runs.

    python -m training.ablate --data DATA --base BASE [--other BASE] [--teacher FILE] --output FILE

Every run sees the same number of batches at the same learning rates; what is left out is made
up by more of the rest. FILE is written after each run, so that a run cut short loses nothing.
"""

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from training.evaluate import evaluate
from training.examples import Example, load_examples
from training.model import Collator, ToneModel
from training.teach import taught
from training.train import epoch_batches, make_optimizer, run_epoch

SIZES: dict[str, int | None] = {
    "tone_news": 3_000,
    "contrast": 900,
    "newsmtsc": 1_200,
    "newsmtsc_untargeted": 800,
    "conll2010_wiki": 600,
    "emobank": 600,
    "pei_certainty": 300,
    "clickbait16": 200,
}
BATCHES, BATCH_SIZE, LEARNING_RATE, SEED = 120, 32, 1e-4, 1


@dataclass(frozen=True, slots=True)
class Variant:
    """The recipe with one thing changed."""

    name: str
    without: tuple[str, ...] = ()
    cue_weight: float = 0.2
    swaps: float = 0.3
    weighted: bool = True
    other_base: bool = False
    teacher: bool = False


VARIANTS = (
    Variant("recipe without a teacher"),
    Variant("with the teacher", teacher=True),
    Variant("tokens averaged alike", weighted=False),
    Variant("no contrast sets", without=("contrast",)),
    Variant("no cue supervision", cue_weight=0.0),
    Variant("the other base", other_base=True),
    Variant("no NewsMTSC", without=("newsmtsc",)),
    Variant("no swapped names", swaps=0.0),
    Variant("no CoNLL-2010", without=("conll2010_wiki",)),
    Variant("no EmoBank", without=("emobank",)),
    Variant("no Pei and Jurgens", without=("pei_certainty",)),
    Variant("no clickbait", without=("clickbait16",)),
)


def main() -> None:
    """Run every variant that the arguments allow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--other", type=Path)
    parser.add_argument("--teacher", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    examples = load_examples(options.data)
    asked = taught(examples, options.teacher) if options.teacher else examples
    found: dict[str, Mapping[str, float]] = {}
    for variant in VARIANTS:
        base = options.other if variant.other_base else options.base
        if base is None or (variant.teacher and not options.teacher):
            continue
        own = asked if variant.teacher else examples
        found[variant.name] = run(variant, own, base, options.data)
        options.output.write_text(json.dumps(found, indent=2), encoding="utf-8")
        print(variant.name, json.dumps(found[variant.name]), flush=True)
    print(table(found))


_COLUMNS = {
    "tone": ("tone macro-F1",),
    "sensationalism ≥ 1 / ≥ 2": ("sensationalism AUC ≥ 1", "sensationalism AUC ≥ 2"),
    "hedging ≥ 1 / ≥ 2": ("hedging AUC ≥ 1", "hedging AUC ≥ 2"),
    "voice": ("voice macro-F1",),
    "NewsMTSC rw / mt": ("NewsMTSC dev_rw macro-F1", "NewsMTSC dev_mt macro-F1"),
    "kept pairs": tuple(
        f"contrast {measure} in order" for measure in ("sentiment", "sensationalism", "hedging")
    ),
}


def table(found: Mapping[str, Mapping[str, float]]) -> str:
    """Return the development figures of each variant as a Markdown table."""
    lines = [f"| run | {' | '.join(_COLUMNS)} |", "| --- |" + " ---: |" * len(_COLUMNS)]
    for name, figures in found.items():
        cells = (" / ".join(f"{figures[key]:.3f}" for key in keys) for keys in _COLUMNS.values())
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def run(variant: Variant, examples: Sequence[Example], base: Path, data: Path) -> dict[str, float]:
    """Train one variant and return its development figures."""
    torch.manual_seed(SEED)
    random.seed(SEED)
    model = ToneModel(base, weighted=variant.weighted)
    collate = Collator(base / "tokenizer.json")
    kept = [e for e in examples if e.source not in variant.without]
    batches = [
        batch
        for epoch in range(3)
        for batch in epoch_batches(kept, BATCH_SIZE, SEED + epoch, SIZES, variant.swaps)
    ][:BATCHES]
    optimizer, schedule = make_optimizer(model, LEARNING_RATE, len(batches))
    run_epoch(model, collate, batches, optimizer, schedule, variant.cue_weight)
    return evaluate(model, collate, data)


if __name__ == "__main__":
    main()
