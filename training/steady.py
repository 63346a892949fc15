"""Go on from a checkpoint so that its scores stand still and its explanations are faithful.

    python -m training.steady --data DATA --base CHECKPOINT --teacher TEACHER --output OUT

TEACHER is what `training.teach` wrote, of the checkpoint itself or of a larger model: it keeps
the figures where they were. Every codebook sentence is read twice in a batch, as it is and with
noise that no reader would rate (training/noise.py); what differs between the two is a loss.
Weights of words come from the checkpoint, once, before the training.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from analysis.scorers.cue_words import word_shares
from training.evaluate import evaluate
from training.examples import Example, Span, load_examples
from training.model import Collator, ToneModel, Trust, fast_bfloat16, loss_from
from training.noise import cue_words_alone, erased, noisy, thinned
from training.swaps import swapped
from training.tasks import TASKS
from training.teach import taught
from training.train import make_optimizer, save

MEASURES = ("sentiment", "sensationalism", "hedging")
# Sources whose sentences are read a second time with noise, and examples of one epoch.
TWICE = ("tone_news", "contrast", "newsmtsc_untargeted")
EPOCH_SIZE: dict[str, int | None] = {
    "tone_news": None,
    "contrast": None,
    "newsmtsc_untargeted": 2_000,
    "newsmtsc": 1_600,
    "conll2010_wiki": 400,
    "pei_certainty": 400,
    "emobank": 250,
    "clickbait16": 100,
}
# Whose second readings may leave words out: a third of those with labels.
THINNED_OF = ("tone_news", "contrast")
# Shares of the second readings (the first of those that may be thinned).
THINNED, SWAPPED = 0.5, 0.3
# How many erased sentences and cues alone come to a hundred of the others.
ERASED, ALONE = 0.08, 0.05

Weights = Mapping[str, Sequence[tuple[Span, float]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and, where it is read twice, the other text of it."""

    example: Example
    other: str | None = None


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, evaluate on the development sets after each epoch, keep every epoch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch-size", type=int, default=40, help="texts read in a batch")
    parser.add_argument("--learning-rate", type=float, default=5e-5)
    parser.add_argument("--steadiness", type=float, default=10.0, help="weight of that loss")
    parser.add_argument("--cue-weight", type=float, default=0.4)
    parser.add_argument("--trust", type=float, nargs=2, default=(0.5, 0.7))
    parser.add_argument("--seed", type=int, default=21)
    parser.add_argument("--batches", type=int, help="so many in an epoch, not all")
    options = parser.parse_args(arguments)
    torch.manual_seed(options.seed)
    model = ToneModel.load(options.base)
    collate = Collator(options.base / "tokenizer.json")
    examples = taught(load_examples(options.data), options.teacher)
    labelled = [example for example in examples if example.source in THINNED_OF]
    chosen = random.Random(options.seed).sample(labelled, len(labelled) // 3)
    weights = word_weights(model, collate, chosen)
    plan = [
        epoch_pairs(examples, weights, options.batch_size, options.seed + n)[: options.batches]
        for n in range(options.epochs)
    ]
    optimizer, schedule = make_optimizer(model, options.learning_rate, sum(map(len, plan)))
    trust = (options.trust[0], options.trust[1])
    for epoch, batches in enumerate(plan, start=1):
        model.train()
        start, totals = time.monotonic(), torch.zeros(2)
        for number, batch in enumerate(batches, start=1):
            with torch.autocast("cpu", torch.bfloat16, enabled=fast_bfloat16()):
                loss, moved = losses(model, collate, batch, options.cue_weight, trust)
            optimizer.zero_grad()
            (loss + options.steadiness * moved).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            totals += torch.tensor([loss.item(), moved.item()])
            if number % 25 == 0:
                seconds = time.monotonic() - start
                print(number, len(batches), (totals / number).tolist(), seconds, flush=True)
        folder = options.output / f"epoch-{epoch}"
        save(model, options.base, folder)
        figures = evaluate(model, collate, options.data)
        (folder / "development.json").write_text(json.dumps(figures, indent=2), encoding="utf-8")
        print(epoch, json.dumps(figures), flush=True)


def word_weights(
    model: ToneModel, collate: Collator, examples: Sequence[Example]
) -> dict[str, Weights]:
    """Return each text's words with the weight that each measure puts on them, by text."""
    model.eval()
    found: dict[str, Weights] = {}
    ordered = sorted(examples, key=lambda example: len(example.text))
    with torch.inference_mode():
        for start in range(0, len(ordered), 32):
            batch = collate(ordered[start : start + 32])
            outputs = {name: outs[1].exp().double() for name, outs in model(batch).items()}
            for row, example in enumerate(batch.examples):
                spans = batch.spans[row]
                found[example.text] = {
                    name: word_shares(
                        example.text, spans, outputs[name][row, 1 : 1 + len(spans)].numpy()
                    )
                    for name in MEASURES
                }
    return found


def epoch_pairs(
    examples: Sequence[Example], weights: Mapping[str, Weights], batch_size: int, seed: int
) -> list[list[Pair]]:
    """Return an epoch's batches, of similar length, in random order."""
    chance = random.Random(seed)
    pairs: list[Pair] = []
    for source, size in EPOCH_SIZE.items():
        own = [example for example in examples if example.source == source]
        chosen = own if size is None else chance.sample(own, min(size, len(own)))
        for example in chosen:
            pairs += _read(example, weights.get(example.text, {}), chance)
    twice = [pair for pair in pairs if pair.other is not None]
    once = [pair for pair in pairs if pair.other is None]
    batches = _batches(twice, batch_size // 2, chance) + _batches(once, batch_size, chance)
    chance.shuffle(batches)
    return batches


def _batches(pairs: list[Pair], size: int, chance: random.Random) -> list[list[Pair]]:
    """Return full batches of similar length.

    All have the same number of rows: each new shape costs the matrix library time and memory.
    """
    pairs.sort(key=lambda pair: len(pair.other or pair.example.text) * chance.uniform(0.8, 1.25))
    return [pairs[start : start + size] for start in range(0, len(pairs) - size + 1, size)]


def _read(example: Example, weights: Weights, chance: random.Random) -> Iterator[Pair]:
    """Yield an example as it enters the training, and now and then what is left of it."""
    if example.source not in TWICE:
        yield Pair(swapped(example, chance) if chance.random() < SWAPPED else example)
        return
    if chance.random() < ERASED:
        less = erased(example, weights, chance)
        if less is not None:
            yield Pair(less)
    if chance.random() < ALONE:
        alone = cue_words_alone(example, chance)
        if alone is not None:
            yield Pair(alone)
    if chance.random() < THINNED and weights:
        cued = [span for spans in example.cues.values() for span in spans]
        heaviest = [
            (span, _heaviness(word, span, weights, cued))
            for word, (span, _) in enumerate(weights[MEASURES[0]])
        ]
        yield Pair(example, thinned(example.text, heaviest, chance))
        return
    seen = swapped(example, chance) if chance.random() < SWAPPED else example
    yield Pair(seen, noisy(seen.text, chance))


def _heaviness(word: int, span: Span, weights: Weights, cued: Sequence[Span]) -> float:
    """Return the largest weight of a word; annotated cues are never light."""
    if any(span[0] < end and span[1] > start for start, end in cued):
        return 1.0
    return max(weights[name][word][1] for name in MEASURES)


def losses(
    model: ToneModel, collate: Collator, batch: Sequence[Pair], cue_weight: float, trust: Trust
) -> tuple[Tensor, Tensor]:
    """Return the mean loss of the labels, and the mean movement between the two readings.

    The movement of a sentence is the sum of squared differences of its probabilities: of each
    tone, and of reaching each rating.
    """
    own = [pair.example for pair in batch]
    twice = [row for row, pair in enumerate(batch) if pair.other is not None]
    others = [Example(batch[row].other or "", "other", {}) for row in twice]
    read = collate([*own, *others])
    outputs = model(read)
    label_loss = loss_from(model, read, outputs, cue_weight, trust) * (len(own + others) / len(own))
    moved = [torch.zeros(())]
    for task in TASKS:
        if task.name in MEASURES and twice:
            logits = outputs[task.name][0]
            chances = (
                logits.softmax(-1)
                if task.kind == "classes"
                else torch.sigmoid(logits - model.thresholds(task))
            )
            moved.append(((chances[len(own) :] - chances[twice]) ** 2).sum() / len(twice))
    return label_loss, torch.stack(moved).sum()


if __name__ == "__main__":
    main()
