"""A model's folder and its ONNX Runtime session: what every backend in ONNX shares."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from analysis.config import BundledModel, TransformerModel
from analysis.errors import ModelError
from analysis.resources import locate

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

# Sentences side by side, one thread each, rather than several threads for one sentence: on two
# processors that scored 165 sentences a second against 136, with less processor time and with
# bits that do not depend on the number of processors. Eight at most: each needs working memory,
# and containers report processors that they may not use.
THREADS = 1
WORKERS = min(8, os.cpu_count() or 1)

# ONNX Runtime's fused kernel for a residual and its layer norm took four times as long as the two
# by themselves (docs/decisions.md, 32).
_SLOWER = ["SkipLayerNormFusion"]

# Its errors are raised, so it need not print them as well.
_ONLY_FATAL = 4


def source_folder(
    model: TransformerModel | BundledModel, folder: Path, needed: Sequence[str]
) -> Path:
    """Return where a model's files are; raise `ModelError` where any of `needed` is missing."""
    source = locate(model.source, folder)
    if source is None:
        raise ModelError(
            f"The model {model.name!r} is not in {folder / model.source}. Put its folder there, or "
            "correct its source in models.yaml."
        )
    missing = [name for name in needed if not (source / name).is_file()]
    if missing:
        raise ModelError(
            f"The model {model.name!r} in {source} lacks {' and '.join(missing)}. Copy the whole "
            "folder again, or export the model to ONNX (see docs/models.md)."
        )
    return source


def open_session(path: Path) -> "InferenceSession":
    """Open `path` for one thread and the same bits every time."""
    # Its official builds report usage to their maker: on Linux and macOS (from 1.29) as soon as it
    # is imported, unless the variable is set by then; on Windows unless told not to.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = THREADS
    options.log_severity_level = _ONLY_FATAL
    options.use_deterministic_compute = True
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
    )


class _Turns:
    """Lets no more than `WORKERS` runs of all models work at a time in this process.

    Every run at the same time takes working memory that ONNX Runtime keeps: twenty users at once
    took 80 MB more without, and were no faster.
    """

    def __init__(self) -> None:
        self.renew()
        if hasattr(os, "register_at_fork"):  # a turn taken in a thread that a fork does not copy
            os.register_at_fork(after_in_child=self.renew)

    def renew(self) -> None:
        self.free = BoundedSemaphore(WORKERS)


_TURNS = _Turns()


def run(
    session: "InferenceSession", wanted: Sequence[str] | None, given: "Mapping[str, NDArray[Any]]"
) -> "list[NDArray[Any]]":
    """Return the outputs `wanted`, or all, for the inputs `given`, when it is their turn."""
    with _TURNS.free:
        found: list[NDArray[Any]] = session.run(wanted, given)
    return found


def read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
