"""Classifiers run by transformers and torch: from a local folder, or from the Hugging Face hub."""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from analysis.config import TransformerModel
from analysis.errors import ModelError
from analysis.resources import locate
from analysis.scorers.base import Explanation, SentenceScore, Target
from analysis.scorers.classifier import (
    INPUT_NAMES,
    Classifier,
    Inputs,
    longest_input,
    ordered_labels,
)
from analysis.scorers.readout import Logits
from analysis.scorers.verify import loading, verify_files

if TYPE_CHECKING:
    from transformers import AutoModelForSequenceClassification, AutoModelForTokenClassification

_COMMIT = re.compile(r"[0-9a-f]{40}")

# What loading reads: no pickled weights, no code, no copies in other formats or in subfolders.
_WANTED = ["*.json", "*.txt", "*.model", "model.safetensors", "model-*.safetensors"]

# Nothing is fetched or run that is not in the folder.
_LOCAL = {"local_files_only": True, "trust_remote_code": False}

# Loading and running switch settings of the whole process for a moment.
_SETTINGS = Lock()


class TransformersScorer:
    """Scores with the sequence or token classifier that `model` names, in float32.

    Its `source` is a local folder (looked for in `folder` first), or else a hub id, downloaded at
    first use into the hub's own cache; its `revision` must then be a full commit. Only weights in
    safetensors are read, and code that comes with a model is never run. Scoring gives no cues;
    `explain` finds them by occlusion. Safe to use from several threads.

    Raises `ModelError` when torch is not installed, the model cannot be found, downloaded or
    loaded, a file is not the one its hash names, or the mapping names labels it does not have.
    """

    def __init__(self, model: TransformerModel, folder: Path) -> None:
        _need_torch(model)
        source = locate(model.source, folder) or _download(model)
        verify_files(model, source)
        with loading(model, source):
            with _SETTINGS, _quiet():
                config, tokenizer, self._network = _load(model, source)
            self._inputs = [name for name in tokenizer.model_input_names if name in INPUT_NAMES]
            self._classifier = Classifier(
                model,
                tokenizer.backend_tokenizer,
                ordered_labels(config.id2label),
                longest_input(config.to_dict(), tokenizer.model_max_length),
                self._run,
            )

    def score(
        self, sentences: Sequence[str], targets: Sequence[Target] | None = None
    ) -> list[SentenceScore]:
        """Score `sentences`, each alone. Raises `ModelError` when `targets` are given."""
        return self._classifier.score(sentences, targets)

    def explain(self, sentence: str) -> tuple[Explanation, ...]:
        """Explain the score of `sentence` on each measure by leaving out each word in turn."""
        return self._classifier.explain(sentence)

    def _run(self, inputs: Inputs) -> Logits:
        import torch

        with _one_thread(), torch.inference_mode():
            fed = {name: torch.from_numpy(inputs[name]) for name in self._inputs}
            logits: Logits = self._network(**fed).logits.numpy()
        return logits


def _need_torch(model: TransformerModel) -> None:
    try:
        import torch  # noqa: F401
    except ImportError as error:
        raise ModelError(
            f"The model {model.name!r} needs PyTorch, which is not installed. Install the hub "
            "extra: pip install 'tonelens[hub]'."
        ) from error


def _download(model: TransformerModel) -> Path:
    """Return the folder of the hub's cache that holds the model."""
    if not _COMMIT.fullmatch(model.revision):
        raise ModelError(
            f"The source {model.source!r} of the model {model.name!r} is no folder beside "
            "models.yaml, and as a hub id it needs a full commit as its revision (40 characters "
            f"0-9 and a-f), not {model.revision!r}. Correct one of them in models.yaml."
        )
    try:
        return _snapshot(model)
    # Beside its own kinds the hub's client lets those of its HTTP library through.
    except Exception as error:
        raise ModelError(
            f"The model {model.name!r} ({model.source} at {model.revision}) is no local folder and "
            f"could not be downloaded from the hub ({type(error).__name__}). Check the id, the "
            "revision and the connection; or download it on a connected machine and give that "
            "folder as its source in models.yaml."
        ) from error


def _snapshot(model: TransformerModel) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    fetch = partial(
        snapshot_download,
        model.source,
        revision=model.revision,
        allow_patterns=_WANTED,
        ignore_patterns=["*/*"],
    )
    try:
        # A commit never changes, so one that is here whole need not be asked for.
        return Path(fetch(local_files_only=True))
    except LocalEntryNotFoundError:
        return Path(fetch())


def _load(model: TransformerModel, source: Path) -> tuple[Any, Any, Any]:
    """Return configuration, tokenizer and network."""
    import torch
    import transformers

    config = transformers.AutoConfig.from_pretrained(source, **_LOCAL)
    tokenizer = transformers.AutoTokenizer.from_pretrained(source, **_LOCAL)
    network, report = _factory(model, config.architectures or []).from_pretrained(
        source,
        config=config,
        dtype=torch.float32,
        use_safetensors=True,
        output_loading_info=True,
        **_LOCAL,
    )
    absent = sorted(report["missing_keys"])
    if absent:
        raise ModelError(
            f"The weights of the model {model.name!r} in {source} lack {', '.join(absent)}, which "
            "would be random. Give a model that was trained as a classifier, or copy it again."
        )
    return config, tokenizer, network.eval()


def _factory(
    model: TransformerModel, architectures: Sequence[str]
) -> "type[AutoModelForSequenceClassification | AutoModelForTokenClassification]":
    import transformers

    for ending, factory in (
        ("ForSequenceClassification", transformers.AutoModelForSequenceClassification),
        ("ForTokenClassification", transformers.AutoModelForTokenClassification),
    ):
        if any(name.endswith(ending) for name in architectures):
            return factory
    raise ModelError(
        f"The model {model.name!r} classifies neither sentences nor tokens: its config.json names "
        f"{', '.join(architectures) or 'nothing'} as its architecture. Choose a model for text "
        "classification or token classification."
    )


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let torch compute in this thread alone.

    The last bits of its sums depend on how many threads share them, and on busy processors
    threads that wait for each other made short sentences ten times slower.
    """
    import torch

    with _SETTINGS:
        before = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(before)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep transformers from printing its progress and its report of the weights."""
    from transformers.utils import logging as messages

    verbosity, progress = messages.get_verbosity(), messages.is_progress_bar_enabled()
    messages.set_verbosity(logging.ERROR)
    messages.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        messages.set_verbosity(verbosity)
        if progress:
            messages.enable_progress_bar()  # type: ignore[no-untyped-call]
