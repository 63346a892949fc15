"""Classifiers in ONNX, run by ONNX Runtime and `tokenizers` alone, without torch."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tokenizers import Tokenizer

from analysis.config import TransformerModel
from analysis.errors import ModelError
from analysis.scorers.base import Explanation, SentenceScore, Target
from analysis.scorers.classifier import (
    INPUT_NAMES,
    Classifier,
    Inputs,
    longest_input,
    ordered_labels,
)
from analysis.scorers.onnx_session import WORKERS, open_session, read_json, run, source_folder
from analysis.scorers.readout import Logits
from analysis.scorers.verify import loading, verify_files

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_FILES = ("model.onnx", "tokenizer.json", "config.json")


class OnnxScorer:
    """Scores with the sequence or token classifier in the folder that `model` names.

    It holds `model.onnx` (inputs `input_ids`, `attention_mask` and, if the model has it,
    `token_type_ids`, of any length; output `logits`), `tokenizer.json`, `config.json` with
    `id2label`, and optionally `tokenizer_config.json` with `model_max_length`. `folder` is where a
    relative source is looked for first. Scoring gives no cues; `explain` finds them
    by occlusion. Safe to use from several threads.

    Raises `ModelError` when a file is missing, damaged or not the one its hash names, or when the
    mapping names labels that the model does not have.
    """

    def __init__(self, model: TransformerModel, folder: Path) -> None:
        source = source_folder(model, folder, _FILES)
        verify_files(model, source)
        with loading(model, source):
            self._session = open_session(source / "model.onnx")
            self._inputs = _input_names(self._session, model)
            config = read_json(source / "config.json")
            if not config.get("id2label"):
                raise ModelError(
                    f"{source / 'config.json'} names no labels. Add id2label to it: the number of "
                    'each output and its label, such as {"0": "negative", "1": "positive"}.'
                )
            stated = source / "tokenizer_config.json"
            self._classifier = Classifier(
                model,
                Tokenizer.from_file(str(source / "tokenizer.json")),
                ordered_labels(config["id2label"]),
                longest_input(
                    config, read_json(stated).get("model_max_length") if stated.exists() else None
                ),
                self._run,
                WORKERS,
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
        names = [output.name for output in self._session.get_outputs()]
        wanted = "logits" if "logits" in names else names[0]
        fed = {name: inputs[name] for name in self._inputs}
        logits: Logits = run(self._session, [wanted], fed)[0]
        return logits


def _input_names(session: "InferenceSession", model: TransformerModel) -> list[str]:
    names = [given.name for given in session.get_inputs()]
    unknown = [name for name in names if name not in INPUT_NAMES]
    if unknown:
        raise ModelError(
            f"The model {model.name!r} wants the input {' and '.join(unknown)}, which Tonelens does"
            f" not make. Export it with {', '.join(INPUT_NAMES)} alone."
        )
    return names
