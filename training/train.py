"""Fine-tune a base encoder for all tasks together, with a checkpoint each epoch.

    python -m training.train --data DATA --base BASE --output OUT

DATA is a folder with the public sets (see training/README.md), BASE a local BERT-like encoder
with tokenizer.json, or a checkpoint of this command to go on from.
"""

import argparse
import json
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from training.evaluate import evaluate
from training.examples import Example, load_examples
from training.model import TRUST, Collator, ToneModel, Trust, fast_bfloat16, loss_of
from training.swaps import swapped
from training.tasks import TASKS
from training.teach import taught

# Examples of one epoch from each source; None takes all. Clickbait is sampled sparingly, since
# its label is the source site.
EPOCH_SIZE: dict[str, int | None] = {
    "tone_news": None,
    "contrast": None,
    "newsmtsc": 5_000,
    "newsmtsc_untargeted": 3_000,  # only with a teacher
    "conll2010_wiki": 2_000,
    "emobank": 2_000,
    "pei_certainty": None,
    "clickbait16": 500,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, evaluate on the development sets after each epoch, keep every epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch-size", type=int, default=32)
    parser.add_argument("--learning-rate", type=float, default=1e-4)
    parser.add_argument("--cue-weight", type=float, default=0.2)
    parser.add_argument(
        "--trust",
        type=float,
        nargs=2,
        default=TRUST,
        metavar=("BESIDE", "ALONE"),
        help="how much the teacher counts beside a label, and without one",
    )
    parser.add_argument("--teacher", type=Path, help="what training.teach wrote")
    parser.add_argument(
        "--swaps", type=float, default=0.3, help="share of sentences with others named"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--size", action="append", default=[], metavar="SOURCE=N", help="examples in an epoch"
    )
    options = parser.parse_args(arguments)
    torch.manual_seed(options.seed)
    trust = (options.trust[0], options.trust[1])
    examples = load_examples(options.data)
    if options.teacher:
        examples = taught(examples, options.teacher)
    model = (
        ToneModel.load(options.base) if _is_checkpoint(options.base) else ToneModel(options.base)
    )
    collate = Collator(options.base / "tokenizer.json")
    sizes = EPOCH_SIZE | {name: int(n) for name, n in (s.split("=") for s in options.size)}
    plan = [
        epoch_batches(examples, options.batch_size, options.seed + n, sizes, options.swaps)
        for n in range(options.epochs)
    ]
    optimizer, schedule = make_optimizer(model, options.learning_rate, sum(map(len, plan)))
    for epoch, batches in enumerate(plan, start=1):
        run_epoch(model, collate, batches, optimizer, schedule, options.cue_weight, trust)
        folder = options.output / f"epoch-{epoch}"
        save(model, options.base, folder)
        figures = evaluate(model, collate, options.data)
        (folder / "development.json").write_text(json.dumps(figures, indent=2), encoding="utf-8")
        print(epoch, json.dumps(figures), flush=True)


def _is_checkpoint(folder: Path) -> bool:
    return (folder / "cuts.json").exists()


def epoch_batches(
    examples: Sequence[Example],
    batch_size: int,
    seed: int,
    sizes: Mapping[str, int | None] = EPOCH_SIZE,
    swaps: float = 0.0,
) -> list[list[Example]]:
    """Return an epoch's batches: sampled by source, of similar length, in random order.

    In a share `swaps` of the sentences others are named (training/swaps.py).
    """
    chance = random.Random(seed)
    chosen = []
    for source, size in sizes.items():
        own = [example for example in examples if example.source == source]
        chosen += own if size is None else chance.sample(own, min(size, len(own)))
    chosen = [swapped(e, chance) if chance.random() < swaps else e for e in chosen]
    # Noise on the length keeps the batches from being the same in every epoch.
    chosen.sort(key=lambda example: len(example.text) * chance.uniform(0.8, 1.25))
    batches = [chosen[i : i + batch_size] for i in range(0, len(chosen), batch_size)]
    chance.shuffle(batches)
    return batches


def make_optimizer(
    model: ToneModel, learning_rate: float, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """Return AdamW and a schedule of `steps`: a short rise, then a straight fall to zero."""
    head = [p for n, p in model.named_parameters() if "classifier" in n or "cuts" in n]
    body = [p for n, p in model.named_parameters() if "classifier" not in n and "cuts" not in n]
    groups = [{"params": body, "lr": learning_rate}, {"params": head, "lr": 10 * learning_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm_up = max(1, int(0.06 * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / warm_up, (steps - step) / max(1, steps - warm_up)),
    )
    return optimizer, schedule


def run_epoch(
    model: ToneModel,
    collate: Collator,
    batches: Sequence[Sequence[Example]],
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    cue_weight: float,
    trust: Trust = TRUST,
) -> None:
    """Train on `batches`, with a line of progress every fifty."""
    model.train()
    start, total = time.monotonic(), 0.0
    for number, batch in enumerate(batches, start=1):
        # Losses are taken in float32 in any case.
        with torch.autocast("cpu", torch.bfloat16, enabled=fast_bfloat16()):
            loss = loss_of(model, collate(batch), cue_weight, trust)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += loss.item()
        if number % 50 == 0:
            seconds = time.monotonic() - start
            print(f"{number}/{len(batches)} loss {total / number:.4f} {seconds:.0f} s", flush=True)


def save(model: ToneModel, base: Path, folder: Path) -> None:
    """Save the token classifier, its tokenizer and the ordinal tasks' cut points."""
    folder.mkdir(parents=True, exist_ok=True)
    model.encoder.save_pretrained(folder)
    (folder / "tokenizer.json").write_bytes((base / "tokenizer.json").read_bytes())
    cuts = {task.name: model.thresholds(task).tolist() for task in TASKS if task.kind == "ordinal"}
    (folder / "cuts.json").write_text(json.dumps(cuts, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
