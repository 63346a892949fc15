"""Makes the encoder that matches sentences: all-MiniLM-L6-v2 (Apache-2.0) in ONNX and int8.

    python -m training.matcher --source FOLDER

takes the folder of the published model and writes analysis/weights/matcher, and the hash of every
file to analysis/encoder.json. Nothing is trained: see docs/decisions.md for what was
tried. Weights have 7 bits for each output channel, as in `training.export`, so that a match does
not depend on the machine.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from analysis.encoder import HASHES
from training.export import INPUTS, round_word_vectors, strip

TARGET = HASHES.parent / "weights" / "matcher"


class _States(nn.Module):
    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self._encoder = encoder

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        return self._encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state


def main() -> None:
    """Write the encoder and its hashes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--source", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    options.add_argument("--licence", type=Path, required=True, help="text of the Apache licence")
    given = options.parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    _export(given.source, TARGET / "model.onnx")
    tokenizer = Tokenizer.from_file(str(given.source / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(TARGET / "tokenizer.json"), pretty=False)
    shutil.copy(given.licence, TARGET / "LICENSE")
    hashes = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(TARGET.iterdir())
    }
    HASHES.write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf-8")


def _export(source: Path, target: Path) -> None:
    encoder = AutoModel.from_pretrained(
        source, dtype=torch.float32, attn_implementation="eager", add_pooling_layer=False
    ).eval()
    example = torch.arange(16).unsqueeze(0)  # any pieces will do
    given = (example, torch.ones_like(example), torch.zeros_like(example))
    with tempfile.TemporaryDirectory() as temporary:
        plain = Path(temporary) / "plain.onnx"
        with warnings.catch_warnings():
            # The exporter by tracing is being replaced; the new one needs one more package.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                _States(encoder),
                given,
                str(plain),
                input_names=list(INPUTS),
                output_names=["states"],
                dynamic_axes={name: {0: "rows", 1: "pieces"} for name in (*INPUTS, "states")},
                opset_version=17,
                dynamo=False,
            )
        quantize_dynamic(
            plain,
            target,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True},
        )
    round_word_vectors(target)
    strip(target)


if __name__ == "__main__":
    main()
