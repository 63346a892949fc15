"""From a folder that `training.export` wrote back to a checkpoint that training can go on from.

    python -m training.reopen --model analysis/weights/tonelens --output CHECKPOINT

The float32 weights of a released model are not in the repository; its int8 weights are. Each is a
whole number times a scale, so multiplying them out gives a network that differs from the one that
was exported by rounding alone.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor
from transformers import AutoConfig, AutoModelForTokenClassification

_PRODUCT = re.compile(r"/_classifier/(?P<module>.+)/MatMul_quant")
_WORDS = "bert.embeddings.word_embeddings.weight"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    reopen(options.model, options.output)


def reopen(folder: Path, output: Path) -> None:
    """Write the model in `folder` to `output` as `training.train` would have saved it.

    Its `config.json` must hold the sizes of the network, as from revision 2 on. Raises
    `RuntimeError` where a weight is missing from the exported file.
    """
    exported = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config = AutoConfig.for_model(**exported)
    network = AutoModelForTokenClassification.from_config(config, dtype=torch.float32)
    network.load_state_dict(dict(_weights(onnx.load(folder / "model.onnx"))), strict=True)
    network.save_pretrained(output)
    (output / "tokenizer.json").write_bytes((folder / "tokenizer.json").read_bytes())
    (output / "cuts.json").write_text(json.dumps(_cuts(folder), indent=2), encoding="utf-8")


def _weights(model: onnx.ModelProto) -> Iterator[tuple[str, Tensor]]:
    """Yield every parameter of the network by its name in the checkpoint."""
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    for name, values in stored.items():
        if name.startswith("_classifier."):
            yield name.removeprefix("_classifier."), _tensor(values)
    yield _WORDS, _tensor(stored["words_int8"] * stored["words_scale"])
    for node in model.graph.node:
        product = _PRODUCT.fullmatch(node.name)
        if node.op_type == "MatMulInteger" and product:
            own = node.input[1].removesuffix("_quantized")
            whole = stored[f"{own}_quantized"].astype(np.float32)
            matrix = whole - stored[f"{own}_zero_point"].astype(np.float32)
            even = stored.get(node.input[0].removesuffix("ed_quantized"))
            if even is not None:  # `training.smoothing` scaled the weights up by one over this
                matrix = matrix * even[:, None]
            name = product["module"].replace("/", ".")
            yield f"{name}.weight", _tensor((matrix * stored[f"{own}_scale"]).T)
        elif node.op_type == "MatMul" and node.input[1] in stored:
            yield "classifier.weight", _tensor(stored[node.input[1]].T)


def _tensor(values: np.ndarray) -> Tensor:
    return torch.tensor(np.ascontiguousarray(values, dtype=np.float32))


def _cuts(folder: Path) -> dict[str, tuple[float, ...]]:
    """Return each ordinal construct's cut points on the scale of the network's own logits."""
    plain = folder / "heads.json"
    if plain.exists():  # as exported, not calibrated yet
        return dict(json.loads(plain.read_text(encoding="utf-8"))["cuts"])
    heads = json.loads((folder / "readout.json").read_text(encoding="utf-8"))["heads"]
    return {
        name: tuple(cut / head.get("scale", 1.0) for cut in head["offsets"])
        for name, head in heads.items()
        if head["kind"] == "ordinal"
    }


if __name__ == "__main__":
    main()
