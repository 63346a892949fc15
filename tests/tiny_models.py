"""Tiny real models in a folder: what the scorers' tests load instead of mocks.

The vocabulary is that of a village fair. `save_linear_onnx` needs no torch: a piece's logits are
its row of a table, so that every score can be worked out by hand.
"""

import json
import socket
import warnings
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import BertProcessing

from analysis.config import BundledModel, TransformerModel

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
# fmt: off
WORDS = [
    "the", "fair", "was", "a", "great", "success", "although", "rain", "may", "have", "spoilt",
    "some", "cake", "stall",
]
# fmt: on
MARKS = ["[unused1]", "[unused2]", "[unused3]"]
VOCABULARY = [*SPECIAL, *WORDS, "##s", "##ed", ".", ",", "[", "]", "sep", *MARKS]
IDS = {piece: number for number, piece in enumerate(VOCABULARY)}


def save_tokenizer(folder: Path, longest: int) -> None:
    """Write `tokenizer.json`, with training's truncation and padding left in it."""
    tokenizer = Tokenizer(WordPiece(IDS, unk_token="[UNK]"))
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = BertProcessing(("[SEP]", IDS["[SEP]"]), ("[CLS]", IDS["[CLS]"]))
    tokenizer.enable_truncation(4)
    tokenizer.enable_padding(length=12)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    stated = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": longest,
        "unk_token": "[UNK]",
        "sep_token": "[SEP]",
        "cls_token": "[CLS]",
        "pad_token": "[PAD]",
        "model_input_names": ["input_ids", "token_type_ids", "attention_mask"],
    }
    write_json(folder / "tokenizer_config.json", stated)


def table(labels: int) -> np.ndarray:
    """Return the logits of every piece, (vocabulary, labels) in float32."""
    rows = np.random.default_rng(7).normal(scale=2, size=(len(VOCABULARY), labels))
    return rows.astype(np.float32)


def save_linear_onnx(
    folder: Path,
    labels: list[str],
    *,
    per_token: bool,
    inputs: tuple[str, ...] = ("input_ids", "attention_mask"),
    longest: int = 64,
    length: int | str = "pieces",
) -> Path:
    """Write a model that looks logits up in `table`; a sentence's are the mean of its pieces'."""
    given = [helper.make_tensor_value_info(n, TensorProto.INT64, [1, length]) for n in inputs]
    shape = [1, length, len(labels)] if per_token else [1, len(labels)]
    logits = helper.make_tensor_value_info("logits", TensorProto.FLOAT, shape)
    nodes = [helper.make_node("Gather", ["table", inputs[0]], ["pieces_logits"])]
    last = (
        helper.make_node("Identity", ["pieces_logits"], ["logits"])
        if per_token
        else helper.make_node("ReduceMean", ["pieces_logits"], ["logits"], axes=[1], keepdims=0)
    )
    rows = numpy_helper.from_array(table(len(labels)), "table")
    graph = helper.make_graph([*nodes, last], "tiny", given, [logits], [rows])
    opset = [helper.make_opsetid("", 17)]
    save_tokenizer(folder, longest)
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), folder / "model.onnx")
    write_json(folder / "config.json", {"id2label": dict(enumerate(labels))})
    return folder


def save_bert(folder: Path, labels: list[str], *, per_token: bool, longest: int = 64) -> Path:
    """Write a random two-layer BERT of 32 dimensions as `save_pretrained` does."""
    import torch
    import transformers

    torch.manual_seed(11)
    config = transformers.BertConfig(
        vocab_size=len(VOCABULARY),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=longest,
        initializer_range=0.5,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    kind = "BertForTokenClassification" if per_token else "BertForSequenceClassification"
    getattr(transformers, kind)(config).save_pretrained(folder)
    save_tokenizer(folder, longest)
    return folder


def export_onnx(folder: Path) -> None:
    """Write `model.onnx` beside the weights that `save_bert` wrote."""
    import torch

    network = load_bert(folder)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    sample = torch.ones((1, 8), dtype=torch.long)
    with warnings.catch_warnings():
        # The exporter that needs no further package is deprecated, and says so at length.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            (sample, sample, sample * 0),
            str(folder / "model.onnx"),
            input_names=names,
            output_names=["logits"],
            dynamic_axes={name: {1: "pieces"} for name in names},
            dynamo=False,
        )


def load_bert(folder: Path):
    """Return the network that `save_bert` wrote, in evaluation mode, without our scorer."""
    import transformers

    kind = json.loads((folder / "config.json").read_text())["architectures"][0]
    return getattr(transformers, kind).from_pretrained(folder, attn_implementation="eager").eval()


def write_json(path: Path, content: object) -> None:
    """Write `content` as JSON."""
    path.write_text(json.dumps(content), encoding="utf-8")


def change_json(path: Path, **changes: object) -> None:
    """Set keys of a JSON file; None removes one."""
    content = {**json.loads(path.read_text(encoding="utf-8")), **changes}
    write_json(path, {key: value for key, value in content.items() if value is not None})


def record(backend: str, source: object, scores: dict, **fields: object) -> TransformerModel:
    """Return the record of a model as `models.yaml` would give it."""
    given = {"title": "Tiny", "description": "For tests.", "revision": "1", "licence": "CC0-1.0"}
    return TransformerModel.model_validate(
        {"name": "tiny", "backend": backend, "source": str(source), "scores": scores}
        | given
        | fields
    )


BUNDLED_LABELS = ["bad", "so_so", "good", "tone_weight", "drama", "drama_weight", "vague"]


def save_bundled(folder: Path, *, longest: int = 64, certain: float = 0.3) -> Path:
    """Write a linear token classifier with a readout: tone (classes), drama (ordinal), and more.

    `vague` is a regression that is no measure; `towards` reads a target from tone's labels.
    """
    save_linear_onnx(folder, BUNDLED_LABELS, per_token=True, longest=longest)
    change_json(folder / "config.json", max_position_embeddings=longest)
    tone = {
        "kind": "classes",
        "values": BUNDLED_LABELS[:3],
        "weight": "tone_weight",
        "bias": [0.1, -0.2, 0.3],
        "scale": 0.8,
        "offsets": [0.2, 0.0, -0.2],
        "ratings": [-1, 0, 1],
        "cover": 0.7,
        "cue": 0.2,
    }
    drama = {
        "kind": "ordinal",
        "values": ["drama"],
        "weight": "drama_weight",
        "bias": [0.5],
        "scale": 1.2,
        "offsets": [-1.0, 0.5],
        "ratings": [0, 0.5, 1],
        "cue": 0.1,
    }
    vague = {
        "kind": "regression",
        "values": ["vague"],
        "weight": "tone_weight",
        "bias": [0.0],
        "offsets": [0.0],
    }
    heads = {"tone": tone, "drama": drama, "vague": vague, "towards": {**tone, "cover": None}}
    content = {"heads": heads, "target": "towards", "certain": certain}
    write_json(folder / "readout.json", content)
    return folder


def bundled_record(source: object, **fields: object) -> BundledModel:
    """Return the record of a folder that `save_bundled` wrote."""
    given = {"title": "Tiny", "description": "For tests.", "revision": "1", "licence": "CC0-1.0"}
    return BundledModel.model_validate(
        {"name": "tiny", "backend": "bundled", "source": str(source), "scores": ["tone", "drama"]}
        | given
        | fields
    )


def block_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Let every attempt to reach another machine fail at once; return the list of attempts."""
    attempts: list[object] = []

    def refuse(*arguments: object, **_named: object) -> None:
        attempts.append(arguments)
        raise OSError("the network is blocked by the test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return attempts
