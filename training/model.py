"""The token classifier with its weighted readout, and its losses."""

from collections.abc import Sequence
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
_COLUMN = {label: column for column, label in enumerate(LABELS)}


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
        width = max(len(ids) for ids, _ in kept) + 2
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
    """A stock token classifier and the cut points of the ordinal tasks."""

    def __init__(self, base: Path) -> None:
        super().__init__()
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

    def forward(self, batch: Batch) -> dict[str, tuple[Tensor, Tensor]]:
        """Return for each task its sentence logits (rows, values) and log token weights."""
        tokens = self.encoder(input_ids=batch.ids, attention_mask=batch.attention).logits.float()
        return {task.name: _read_out(task, tokens, batch.content) for task in TASKS}

    def thresholds(self, task: Task) -> Tensor:
        """Return an ordinal task's cut points in rising order."""
        cuts = self.cuts[task.name]
        return torch.cumsum(torch.cat([cuts[:1], functional.softplus(cuts[1:])]), 0)


def _read_out(task: Task, tokens: Tensor, content: Tensor) -> tuple[Tensor, Tensor]:
    weights = tokens[..., _COLUMN[task.weight]].masked_fill(~content, -1e4).log_softmax(-1)
    values = tokens[..., [_COLUMN[name] for name in task.values]]
    return (weights.exp().unsqueeze(-1) * values).sum(1), weights


def loss_of(model: ToneModel, batch: Batch, cue_weight: float = 0.2) -> Tensor:
    """Return the mean loss over all labels of a batch, with the cue words' supervision."""
    outputs = model(batch)
    losses: list[Any] = []
    for task in TASKS:
        rows = [row for row, e in enumerate(batch.examples) if task.name in e.labels]
        if rows:
            labels = torch.tensor([batch.examples[row].labels[task.name] for row in rows])
            logits, weights = outputs[task.name]
            losses.append(task.weight_in_loss * _task_loss(model, task, logits[rows], labels).sum())
            losses.append(cue_weight * _cue_loss(task, weights, batch, rows))
    return torch.stack(losses).sum() / len(batch.examples)


def _task_loss(model: ToneModel, task: Task, logits: Tensor, labels: Tensor) -> Tensor:
    if task.kind == "classes":
        return functional.cross_entropy(
            logits, labels.long(), reduction="none", label_smoothing=0.05
        )
    if task.kind == "regression":
        return (logits[:, 0] - labels) ** 2
    above = logits - model.thresholds(task)
    steps = torch.arange(1, task.size)
    reached = (labels[:, None] >= steps).float()
    return functional.binary_cross_entropy_with_logits(above, reached, reduction="none").sum(1)


def _cue_loss(task: Task, weights: Tensor, batch: Batch, rows: Sequence[int]) -> Tensor:
    """Return how little of the token weights lies on the annotated cue words (negative log)."""
    losses = [torch.zeros(())]
    for row in rows:
        cues = batch.examples[row].cues.get(task.name, ())
        on_cue = [
            1 + column
            for column, (start, end) in enumerate(batch.spans[row])
            if any(start < cue_end and end > cue_start for cue_start, cue_end in cues)
        ]
        if on_cue:
            losses.append(-torch.logsumexp(weights[row, on_cue], 0))
    return torch.stack(losses).sum()
