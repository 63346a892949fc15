"""The token classifier with its weighted readout, and its losses."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModelForTokenClassification

from analysis.scorers.encoding import encode
from training.examples import Example
from training.tasks import LABELS, TASKS, Task

MAXIMUM_PIECES = 128
# What the shipped model takes at most, special pieces included.
LONGEST = 512
SMOOTHING = 0.05
# How much it counts that every cue word has weight, beside that they have it together.
EACH_CUE = 0.25
# How much a teacher counts beside a label, and on sentences that have none.
Trust = tuple[float, float]
TRUST: Trust = (0.7, 1.0)
_COLUMN = {label: column for column, label in enumerate(LABELS)}


def fast_bfloat16() -> bool:
    """Return whether bfloat16 is faster than float32 here; without AVX-512 it is far slower."""
    return torch.backends.cpu.get_cpu_capability().startswith("AVX512")


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded piece ids, masks of what is text, and the examples they came from."""

    ids: Tensor
    attention: Tensor
    content: Tensor
    spans: tuple[tuple[tuple[int, int], ...], ...]
    examples: tuple[Example, ...]


class Collator:
    """Turns examples into a padded batch."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        names = ("<s>", "</s>", "<pad>")
        if self._tokenizer.token_to_id("<s>") is None:
            names = ("[CLS]", "[SEP]", "[PAD]")
        self._first, self._last, self._padding = map(self._tokenizer.token_to_id, names)

    def __call__(self, examples: Sequence[Example]) -> Batch:
        """Encode and pad `examples`; what is beyond 126 pieces is cut."""
        encoded = [encode(self._tokenizer, example.text, example.target) for example in examples]
        kept = [(e.ids[: MAXIMUM_PIECES - 2], e.spans[: MAXIMUM_PIECES - 2]) for e in encoded]
        # Few different widths: each new one costs the matrix library time and memory.
        width = -(-(max(len(ids) for ids, _ in kept) + 2) // 8) * 8
        ids = torch.full((len(kept), width), self._padding)
        content = torch.zeros(len(kept), width, dtype=torch.bool)
        attention = torch.zeros(len(kept), width, dtype=torch.long)
        for row, (pieces, _) in enumerate(kept):
            length = len(pieces) + 2
            ids[row, :length] = torch.tensor([self._first, *pieces, self._last])
            content[row, 1 : length - 1] = True
            attention[row, :length] = 1
        return Batch(ids, attention, content, tuple(s for _, s in kept), tuple(examples))


class ToneModel(nn.Module):
    """A stock token classifier and the cut points of the ordinal tasks.

    `weighted` False averages all pieces alike, for comparison.
    """

    def __init__(self, base: Path, *, weighted: bool = True) -> None:
        super().__init__()
        self._weighted = weighted
        self.encoder = AutoModelForTokenClassification.from_pretrained(
            base,
            num_labels=len(LABELS),
            id2label=dict(enumerate(LABELS)),
            label2id=_COLUMN,
            use_safetensors=True,
            dtype=torch.float32,  # a base may be stored in half precision
        )
        self.cuts = nn.ParameterDict(
            {
                task.name: nn.Parameter(torch.arange(task.size - 1, dtype=torch.float) + 1.0)
                for task in TASKS
                if task.kind == "ordinal"
            }
        )

    @classmethod
    def load(cls, folder: Path) -> "ToneModel":
        """Return the model in a folder that `training.train` wrote, in inference mode."""
        model = cls(folder)
        with torch.no_grad():
            for name, cuts in json.loads((folder / "cuts.json").read_text("utf-8")).items():
                steps = torch.tensor(cuts).diff()
                # The inverse of softplus, since the steps are kept as its argument.
                model.cuts[name].copy_(
                    torch.cat([torch.tensor(cuts[:1]), torch.log(torch.expm1(steps))])
                )
        return model.eval()

    def forward(self, batch: Batch) -> dict[str, tuple[Tensor, Tensor]]:
        """Return for each task its sentence logits (rows, values) and log token weights."""
        tokens = self.encoder(input_ids=batch.ids, attention_mask=batch.attention).logits.float()
        if not self._weighted:
            columns = [_COLUMN[task.weight] for task in TASKS]
            tokens = tokens.index_fill(2, torch.tensor(columns), 0.0)
        return {task.name: _read_out(task, tokens, batch.content) for task in TASKS}

    def thresholds(self, task: Task) -> Tensor:
        """Return an ordinal task's cut points in rising order."""
        cuts = self.cuts[task.name]
        return torch.cumsum(torch.cat([cuts[:1], functional.softplus(cuts[1:])]), 0)


def _read_out(task: Task, tokens: Tensor, content: Tensor) -> tuple[Tensor, Tensor]:
    weights = tokens[..., _COLUMN[task.weight]].masked_fill(~content, -1e4).log_softmax(-1)
    values = tokens[..., [_COLUMN[name] for name in task.values]]
    return (weights.exp().unsqueeze(-1) * values).sum(1), weights


def loss_of(
    model: ToneModel, batch: Batch, cue_weight: float = 0.2, trust: Trust = TRUST
) -> Tensor:
    """Return the mean loss over all labels of a batch, with the cue words' supervision."""
    return loss_from(model, batch, model(batch), cue_weight, trust)


def loss_from(
    model: ToneModel,
    batch: Batch,
    outputs: Mapping[str, tuple[Tensor, Tensor]],
    cue_weight: float = 0.2,
    trust: Trust = TRUST,
) -> Tensor:
    """Return the loss of `outputs`, which the model gave for `batch`; see `loss_of`."""
    losses: list[Any] = []
    for task in TASKS:
        rows = [row for row, e in enumerate(batch.examples) if task.name in {*e.labels, *e.taught}]
        if rows:
            aims, weights = aims_of(task, [batch.examples[row] for row in rows], trust)
            logits, token_weights = outputs[task.name]
            losses.append(
                task.weight_in_loss * (weights * _task_loss(model, task, logits[rows], aims)).sum()
            )
            losses.append(cue_weight * _cue_loss(task, token_weights, batch, rows))
    return torch.stack(losses).sum() / len(batch.examples)


def aims_of(task: Task, examples: Sequence[Example], trust: Trust = TRUST) -> tuple[Tensor, Tensor]:
    """Return what each example's output should be, (rows, values), and how much it counts.

    A class is its smoothed indicator, a rating whether each step is reached. Where a teacher
    was asked (Hinton, Vinyals and Dean 2015, "Distilling the Knowledge in a Neural Network"),
    its probabilities count `trust[0]` beside a label, and stand alone, with the weight
    `trust[1]`, where there is none.
    """
    rows = [_aim(task, example, trust) for example in examples]
    return torch.tensor([aim for aim, _ in rows]), torch.tensor([weight for _, weight in rows])


def _aim(task: Task, example: Example, trust: Trust) -> tuple[list[float], float]:
    taught = example.taught.get(task.name)
    if task.name not in example.labels:
        return list(taught or ()), trust[1]
    label = example.labels[task.name]
    if task.kind == "regression":
        return [label], 1.0
    if task.kind == "classes":
        rest = SMOOTHING / task.size
        own = [rest + (1 - SMOOTHING) * (index == label) for index in range(task.size)]
    else:
        own = [float(label >= step) for step in range(1, task.size)]
    if taught is None:
        return own, 1.0
    beside = trust[0]
    return [(1 - beside) * a + beside * b for a, b in zip(own, taught, strict=True)], 1.0


def _task_loss(model: ToneModel, task: Task, logits: Tensor, aims: Tensor) -> Tensor:
    if task.kind == "classes":
        return functional.cross_entropy(logits, aims, reduction="none")
    if task.kind == "regression":
        return ((logits - aims) ** 2).sum(1)
    above = logits - model.thresholds(task)
    return functional.binary_cross_entropy_with_logits(above, aims, reduction="none").sum(1)


def _cue_loss(task: Task, weights: Tensor, batch: Batch, rows: Sequence[int]) -> Tensor:
    """Return how little of the token weights lies on the annotated cue words.

    The negative log of their sum, and, so that each of several cues gets its part, the mean of
    the negative logs.
    """
    losses = [torch.zeros(())]
    for row in rows:
        cues = batch.examples[row].cues.get(task.name, ())
        on_cue = [
            1 + column
            for column, (start, end) in enumerate(batch.spans[row])
            if any(start < cue_end and end > cue_start for cue_start, cue_end in cues)
        ]
        if on_cue:
            own = weights[row, on_cue]
            losses.append(-torch.logsumexp(own, 0) - EACH_CUE * own.mean())
    return torch.stack(losses).sum()
