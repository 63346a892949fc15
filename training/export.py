"""From a checkpoint to the folder that the product loads: ONNX in int8, tokenizer, labels.

    python -m training.export --model CHECKPOINT --output FOLDER

`training.calibrate` adds `readout.json`. Channels are evened out (`training.smoothing`). Word
vectors have 8 bits and a scale of their own each, the classifier stays in float32, and all other
weights have 7 bits for each output channel: with 8, processors without VNNI add up two products
in 16 bits and saturate, and a score would depend on the machine.
"""

import argparse
import json
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModelForTokenClassification

from training.examples import contrast_groups
from training.model import LONGEST, Collator
from training.smoothing import smooth

# Of the contrast groups, those whose sentences tell how large the channels are.
_EVERY = 10

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
# With these `training.reopen` and others can build the network again.
_SIZES = (
    *("hidden_size", "intermediate_size", "num_hidden_layers", "num_attention_heads"),
    *("vocab_size", "type_vocab_size", "hidden_act", "layer_norm_eps"),
)


class _Logits(nn.Module):
    def __init__(self, classifier: nn.Module) -> None:
        super().__init__()
        self._classifier = classifier

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        return self._classifier(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).logits


def main(arguments: Sequence[str] | None = None) -> None:
    """Export a checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="leave it in float32")
    options = parser.parse_args(arguments)
    export(options.model, options.output, in_float=options.float)
    print(f"{(options.output / 'model.onnx').stat().st_size / 1e6:.1f} MB")


def export(checkpoint: Path, folder: Path, *, in_float: bool = False) -> None:
    """Write `model.onnx`, `tokenizer.json`, `config.json` and `heads.json` to `folder`.

    `heads.json` holds what the readout needs of the classifier itself: each label's bias and the
    cut points.
    """
    folder.mkdir(parents=True, exist_ok=True)
    classifier = AutoModelForTokenClassification.from_pretrained(
        checkpoint, dtype=torch.float32, attn_implementation="eager"
    ).eval()
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        _export_float(classifier, folder / "model.onnx" if in_float else plain)
        if not in_float:
            longest = classifier.config.max_position_embeddings
            samples = _samples(checkpoint / "tokenizer.json", longest)
            smooth(plain, samples, excluded=_classifier_nodes(plain))
            quantize_dynamic(
                plain,
                folder / "model.onnx",
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
                op_types_to_quantize=["MatMul"],
                nodes_to_exclude=_classifier_nodes(plain),
                extra_options={"MatMulConstBOnly": True},
            )
            round_word_vectors(folder / "model.onnx")
    strip(folder / "model.onnx")
    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    config = {
        "model_type": classifier.config.model_type,
        "max_position_embeddings": min(LONGEST, classifier.config.max_position_embeddings),
        **{name: getattr(classifier.config, name) for name in _SIZES},
        "id2label": classifier.config.id2label,
    }
    _write(folder / "config.json", config)
    bias = dict(
        zip(
            classifier.config.id2label.values(),
            classifier.classifier.bias.detach().tolist(),
            strict=True,
        )
    )
    cuts = json.loads((checkpoint / "cuts.json").read_text(encoding="utf-8"))
    _write(folder / "heads.json", {"bias": bias, "cuts": cuts})


def _samples(tokenizer_file: Path, longest: int) -> list[dict[str, np.ndarray]]:
    """Return the inputs that sentences of ours make, for the ranges of the channels."""
    collate = Collator(tokenizer_file)
    examples = [example for group in contrast_groups()[::_EVERY] for example in group.examples]
    batches = (collate([example]) for example in examples)
    found = []
    for batch in batches:
        length = min(int(batch.attention.sum()), longest)
        ids = batch.ids[:, :length].numpy()
        found.append(dict(zip(INPUTS, (ids, np.ones_like(ids), np.zeros_like(ids)), strict=True)))
    return found


def _export_float(classifier: nn.Module, path: Path) -> None:
    example = torch.arange(16).unsqueeze(0)  # any pieces will do
    given = (example, torch.ones_like(example), torch.zeros_like(example))
    with warnings.catch_warnings():
        # The exporter by tracing is being replaced; the new one needs one more package.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            _Logits(classifier),
            given,
            str(path),
            input_names=list(INPUTS),
            output_names=["logits"],
            dynamic_axes={name: {0: "rows", 1: "pieces"} for name in (*INPUTS, "logits")},
            opset_version=17,
            dynamo=False,
        )


def _classifier_nodes(path: Path) -> list[str]:
    """Return the last matrix product: it is tiny, and its error would reach every score."""
    nodes = [node.name for node in onnx.load(path).graph.node if node.op_type == "MatMul"]
    return nodes[-1:]


def round_word_vectors(path: Path) -> None:
    """Store the word embeddings in int8, with a scale for each word's vector."""
    model = onnx.load(path)
    graph = model.graph
    (table,) = [t for t in graph.initializer if t.name.endswith("word_embeddings.weight")]
    values = numpy_helper.to_array(table)
    scales = np.maximum(np.abs(values).max(1, keepdims=True) / 127, 1e-12).astype(np.float32)
    (lookup,) = [node for node in graph.node if table.name in node.input]
    pieces, vectors = lookup.input[1], lookup.output[0]
    made = [
        helper.make_node("Gather", ["words_int8", pieces], ["words_looked_up"], axis=0),
        helper.make_node("Cast", ["words_looked_up"], ["words_wide"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["words_scale", pieces], ["words_looked_up_scale"], axis=0),
        helper.make_node("Mul", ["words_wide", "words_looked_up_scale"], [vectors]),
    ]
    at = list(graph.node).index(lookup)
    graph.node.remove(lookup)
    for offset, node in enumerate(made):
        graph.node.insert(at + offset, node)
    graph.initializer.remove(table)
    rounded = np.rint(values / scales).astype(np.int8)
    graph.initializer.append(numpy_helper.from_array(rounded, "words_int8"))
    graph.initializer.append(numpy_helper.from_array(scales, "words_scale"))
    onnx.checker.check_model(model)
    onnx.save(model, path)


def strip(path: Path) -> None:
    """Take out what names the exporting machine or changes from run to run."""
    model = onnx.load(path)
    model.doc_string = ""
    for node in model.graph.node:
        node.doc_string = ""
    onnx.save(model, path)


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
