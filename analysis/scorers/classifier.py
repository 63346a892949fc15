"""Sentences through a classifier, each alone and unpadded: what both transformer backends share.

A sentence is run alone because padding and neighbours change the last bits of its logits, and
with quantised models more than that.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from analysis.config import TransformerModel
from analysis.errors import ModelError
from analysis.scorers.base import Explanation, SentenceScore, Target
from analysis.scorers.occlusion import occluded
from analysis.scorers.readout import Logits, Readout, Window, windows

Inputs = dict[str, NDArray[np.int64]]

INPUT_NAMES = ("input_ids", "attention_mask", "token_type_ids")

# For models with relative positions and no stated maximum; the length most were trained with.
_USUAL_LENGTH = 512

# These number their positions from the padding piece's id plus one, so they take fewer pieces
# than they have positions.
# fmt: off
_OFFSET_POSITIONS = frozenset({
    "camembert", "data2vec-text", "ibert", "longformer", "luke", "mpnet", "roberta",
    "roberta-prelayernorm", "xlm-roberta", "xlm-roberta-xl", "xmod",
})
# fmt: on


def longest_input(config: Mapping[str, Any], model_max_length: float | None) -> int:
    """Return how many pieces, special ones included, a model takes at most.

    `config` is the content of its `config.json`, `model_max_length` what its tokenizer states.
    """
    positions = config.get("max_position_embeddings") or config.get("n_positions")
    if positions and config.get("model_type") in _OFFSET_POSITIONS:
        positions -= config.get("pad_token_id", 1) + 1
    # Tokenizers state an astronomic number for "unlimited".
    stated = [limit for limit in (positions, model_max_length) if limit and limit < 1e9]
    return int(min(stated, default=_USUAL_LENGTH))


def ordered_labels(id2label: Mapping[Any, str]) -> tuple[str, ...]:
    """Return the labels in the order of a model's outputs; keys are numbers, maybe as text."""
    return tuple(id2label[key] for key in sorted(id2label, key=int))


class Classifier:
    """Scores sentences with `run`, which takes the inputs of one window to its logits.

    `run` gets int64 arrays (1, pieces) under `INPUT_NAMES` and returns (1, labels), or
    (1, pieces, labels) for a token classifier; it must be safe to call from several threads.
    `limit` is the longest input; `workers` is how many sentences run at a time, each in a thread
    of its own. Raises `ModelError` when labels or mapping do not fit.
    """

    def __init__(
        self,
        model: TransformerModel,
        tokenizer: Tokenizer,
        labels: Sequence[str],
        limit: int,
        run: Callable[[Inputs], Logits],
        workers: int = 1,
    ) -> None:
        self._model = model
        self._tokenizer = reset(tokenizer)
        self._frame = Frame(self._tokenizer)
        self._capacity = limit - self._frame.size
        self._run = run
        self._workers = workers
        if self._capacity < 1:
            raise ModelError(
                f"The model {model.name!r} states a maximum length of {limit} pieces, too few for "
                "any text. Correct model_max_length in its tokenizer_config.json."
            )
        probe = run(self._frame.around(self._encode("a")))
        self._per_token = probe.ndim == 3
        if probe.shape[-1] != len(labels):
            raise ModelError(
                f"The model {model.name!r} gives {probe.shape[-1]} logits but its config.json "
                f"names {len(labels)} labels. Correct id2label there, or copy the model again."
            )
        self._readout = Readout(model, labels, per_token=self._per_token)
        self._nothing = np.zeros((1, len(labels)))

    def score(
        self, sentences: Sequence[str], targets: Sequence[Target] | None = None
    ) -> list[SentenceScore]:
        """Score `sentences`. Raises `ModelError` when `targets` are given."""
        if targets is not None:
            raise ModelError(
                f"The model {self._model.name!r} cannot score a target. Score without targets, "
                "or choose another model for sentiment in models.yaml."
            )
        # Made for each batch: threads that are kept would be missing in a forked process.
        with ThreadPoolExecutor(self._workers) as pool:
            found = list(pool.map(self._values, sentences))
        return [SentenceScore(values, unexplained=frozenset(values)) for values in found]

    def explain(self, sentence: str) -> tuple[Explanation, ...]:
        """Explain the score of `sentence` on each measure by leaving out each word in turn."""
        return occluded(sentence, lambda texts: [own.values for own in self.score(texts)])

    def _encode(self, sentence: str) -> list[int]:
        # Half of a surrogate pair, as broken JSON may hold it, is no text to the tokenizer.
        text = sentence.encode("utf-8", "replace").decode("utf-8")
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def _values(self, sentence: str) -> dict[str, float]:
        ids = self._encode(sentence)
        if not ids and (self._per_token or not self._frame.size):
            return self._readout.of_pieces(self._nothing)
        parts = windows(len(ids), self._capacity)
        logits = [self._run(self._frame.around(ids[part.start : part.end]))[0] for part in parts]
        if self._per_token:
            return self._readout.of_pieces(np.concatenate(list(map(self._own, parts, logits))))
        sizes = [max(part.own_end - part.own_start, 1) for part in parts]
        return self._readout.of_windows(np.stack(logits), sizes)

    def _own(self, part: Window, logits: Logits) -> Logits:
        """Return the logits of the pieces that are the window's own, special ones left out."""
        first = self._frame.before - part.start
        return logits[first + part.own_start : first + part.own_end]


class Frame:
    """The special pieces that a tokenizer puts around a sentence."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        framed = tokenizer.encode("a")
        special = framed.special_tokens_mask
        self.before = special.index(0) if 0 in special else len(special)
        after = special[::-1].index(0) if 0 in special else 0
        self.size = self.before + after
        self._ids, self._types = framed.ids, framed.type_ids
        self._end = len(special) - after
        self._type = self._types[self.before] if 0 in special else 0

    def around(self, ids: Sequence[int]) -> Inputs:
        """Return the model's inputs for `ids` with the special pieces around them."""
        whole = [*self._ids[: self.before], *ids, *self._ids[self._end :]]
        types = [
            *self._types[: self.before],
            *([self._type] * len(ids)),
            *self._types[self._end :],
        ]
        array = np.array([whole], dtype=np.int64)
        return {
            "input_ids": array,
            "attention_mask": np.ones_like(array),
            "token_type_ids": np.array([types], dtype=np.int64),
        }


def reset(tokenizer: Tokenizer) -> Tokenizer:
    """Undo what tokenizer files carry over from training.

    Text that happens to look like a special piece ("[SEP]") stays text.
    """
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.encode_special_tokens = True
    return tokenizer
