"""A shipped folder can be trained on: its weights come back but for rounding."""

from pathlib import Path

import numpy as np
import pytest
from tiny_models import save_bert

torch = pytest.importorskip("torch", reason="training needs the extra `train`")

from training.evaluate import predict  # noqa: E402
from training.examples import Example  # noqa: E402
from training.export import export  # noqa: E402
from training.model import Collator, ToneModel  # noqa: E402
from training.reopen import reopen  # noqa: E402
from training.tasks import LABELS, TASKS  # noqa: E402
from training.train import save  # noqa: E402

TEXTS = ["the fair was a great success.", "rain may have spoilt some cake"]


def test_a_shipped_model_is_opened_again(tmp_path: Path) -> None:
    """Every parameter is there, within the rounding of its scale, and the cut points exactly."""
    torch.manual_seed(1)
    base = save_bert(tmp_path / "base", list(LABELS), per_token=True, longest=20)
    model = ToneModel(base)
    with torch.no_grad():
        for parameter in model.parameters():  # equal ones, as at the start, are stored once
            parameter.add_(torch.randn_like(parameter) * 0.02)
    save(model, base, tmp_path / "checkpoint")
    export(tmp_path / "checkpoint", tmp_path / "shipped")
    reopen(tmp_path / "shipped", tmp_path / "again")
    again = ToneModel.load(tmp_path / "again")
    stored = again.encoder.state_dict()
    for name, values in model.encoder.state_dict().items():
        error = (stored[name] - values).abs()
        assert error.mean() < 0.02 * values.abs().max(), name
    for task in TASKS:
        if task.kind == "ordinal":
            cuts = again.thresholds(task).detach().numpy()
            assert cuts == pytest.approx(model.thresholds(task).detach().numpy(), abs=1e-4)
    collate = Collator(base / "tokenizer.json")
    examples = [Example(text, "any", {}) for text in TEXTS]
    before, after = predict(model.eval(), collate, examples), predict(again, collate, examples)
    for name, logits in before.items():
        assert np.abs(after[name] - logits).max() < 0.5
