"""Evening out channels changes nothing in exact arithmetic and loses less by rounding."""

from pathlib import Path

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="training needs the extra `train`")

import onnxruntime  # noqa: E402
from onnx import TensorProto, helper, numpy_helper  # noqa: E402

from training.smoothing import smooth  # noqa: E402

WIDE = 64


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """Write a model with two products of one input, one of whose channels is large."""
    chance = np.random.default_rng(0)
    weights = [
        numpy_helper.from_array(chance.normal(size=(WIDE, 8)).astype(np.float32), name)
        for name in ("first", "second")
    ]
    nodes = [
        helper.make_node("Identity", ["rows"], ["inner"]),
        helper.make_node("MatMul", ["inner", "first"], ["a"], "A"),
        helper.make_node("MatMul", ["inner", "second"], ["b"], "B"),
        helper.make_node("Add", ["a", "b"], ["sum"]),
    ]
    given = helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["n", WIDE])
    made = helper.make_tensor_value_info("sum", TensorProto.FLOAT, ["n", 8])
    graph = helper.make_graph(nodes, "product", [given], [made], weights)
    path = tmp_path / "model.onnx"
    opset = [helper.make_opsetid("", 17)]
    onnx.save(helper.make_model(graph, opset_imports=opset, ir_version=8), path)
    return path


def rows(seed: int) -> np.ndarray:
    """Return inputs whose first channel is a hundred times the others."""
    values = np.random.default_rng(seed).normal(size=(40, WIDE)).astype(np.float32)
    values[:, 0] *= 100
    return values


def run(path: Path, values: np.ndarray) -> np.ndarray:
    """Return what the model makes of `values`."""
    return onnxruntime.InferenceSession(path).run(None, {"rows": values})[0]


def test_the_result_is_the_same(product: Path) -> None:
    """To the precision of float32."""
    values = rows(1)
    before = run(product, values)
    smooth(product, [{"rows": rows(2), "unused": rows(3)}])
    assert run(product, values) == pytest.approx(before, rel=1e-4, abs=1e-3)


def test_channels_are_evened_out(product: Path) -> None:
    """The input that is rounded has a smaller range between its channels than before."""
    smooth(product, [{"rows": rows(2)}])
    graph = onnx.load(product).graph
    (even,) = [tensor for tensor in graph.initializer if tensor.name == "inner_even"]
    evened = np.abs(rows(1) * numpy_helper.to_array(even)).max(axis=0)
    assert evened.max() / evened.min() < 30 < np.abs(rows(1)).max() / 3
    # Both products read the same evened input, so that it is rounded once.
    assert {node.input[0] for node in graph.node if node.op_type == "MatMul"} == {"inner_evened"}


def test_excluded_products_stay(product: Path) -> None:
    """The classifier is not rounded and need not be evened out."""
    smooth(product, [{"rows": rows(2)}], excluded=["A", "B"])
    assert not [node for node in onnx.load(product).graph.node if node.op_type == "Mul"]
