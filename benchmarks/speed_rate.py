"""How much of what a processor can do in int8 the bundled model uses."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from analysis import load_configuration
from analysis.resources import locate
from analysis.scorers.bundled import BundledScorer

OPERATIONS = (
    "an addition and a multiplication count as two; only the products of weights in int8 count "
    "as used, everything else the model does is overhead"
)
ROWS, INNER, OUTER = 256, 384, 1536
REPEATS = 15


@dataclass(frozen=True, slots=True)
class Rate:
    """Operations a second: of one large int8 product, and of the model's own products."""

    rate: float
    used: float


def share_of_rate(scorer: BundledScorer, texts: Sequence[str]) -> Rate:
    """Measure both on one thread, in turn, and return the best of each.

    The best of many short runs is what the processor does undisturbed.
    """
    session = _product()
    numbers = np.random.default_rng(0).integers(0, 255, (ROWS, INNER), dtype=np.uint8)
    product, model = [], [np.inf] * len(texts)
    pieces = 0
    for repeat in range(REPEATS):
        start = time.perf_counter()
        session.run(None, {"rows": numbers})
        product.append(time.perf_counter() - start)
        for row, text in enumerate(texts[:60]):
            start = time.perf_counter()
            (reading,) = scorer.readings([text])
            model[row] = min(model[row], time.perf_counter() - start)
            pieces += 0 if repeat else len(reading.pieces) + 2
    seconds = sum(own for own in model if own < np.inf)
    return Rate(2 * ROWS * INNER * OUTER / min(product), 2 * _weights() * pieces / seconds)


def _product() -> onnxruntime.InferenceSession:
    weights = np.random.default_rng(1).integers(-64, 64, (INNER, OUTER), dtype=np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["rows", "weights"], ["product"])],
        "product",
        [helper.make_tensor_value_info("rows", TensorProto.UINT8, ["rows", INNER])],
        [helper.make_tensor_value_info("product", TensorProto.INT32, ["rows", OUTER])],
        [numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options)


def _weights() -> int:
    """Return how many int8 weights a piece is multiplied with."""
    configuration = load_configuration()
    source = locate(configuration.model("tonelens").source, configuration.folder)
    assert source is not None
    graph = onnx.load(Path(source) / "model.onnx").graph
    stored = {tensor.name: tensor for tensor in graph.initializer}
    products = [node for node in graph.node if node.op_type == "MatMulInteger"]
    return sum(int(np.prod(stored[node.input[1]].dims)) for node in products)
