"""What a teacher knows reaches the examples it was asked about, and no others."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from training.examples import Example  # noqa: E402
from training.model import aims_of  # noqa: E402
from training.tasks import TASKS  # noqa: E402
from training.teach import UNTARGETED, taught  # noqa: E402

TASK = {task.name: task for task in TASKS}
EXAMPLES = [
    Example("One.", "tone_news", {"sentiment": 2.0, "hedging": 1.0}),
    Example("Two.", "newsmtsc", {"target": 0.0}, target=(0, 3)),
    Example("Three.", "clickbait16", {"clickbait": 1.0}),
]


@pytest.fixture
def views(tmp_path: Path) -> Path:
    """Return a teacher's file on the first two examples."""
    three = np.array([[0.1, 0.2, 0.7], [0.6, 0.3, 0.1]])
    path = tmp_path / "teacher.npz"
    np.savez(
        path,
        rows=[0, 1],
        targeted=[1],
        count=3,
        sentiment=three,
        sensationalism=three,
        hedging=three[:, :2],
        voice=three,
        target=[[0.8, 0.1, 0.1]],
    )
    return path


def test_a_sentence_with_a_target_comes_twice(views: Path) -> None:
    """Marked it teaches the target, unmarked the codebook's tasks."""
    plain, marked, other, unmarked = taught(EXAMPLES, views)
    assert set(plain.taught) == {"sentiment", "sensationalism", "hedging", "voice"}
    assert plain.taught["sentiment"] == pytest.approx((0.1, 0.2, 0.7))
    assert marked.taught == {"target": pytest.approx((0.8, 0.1, 0.1))}
    assert other == EXAMPLES[2]
    assert unmarked.source == UNTARGETED
    assert unmarked.target is None
    assert not unmarked.labels
    assert unmarked.taught["sentiment"] == pytest.approx((0.6, 0.3, 0.1))


def test_a_file_for_other_examples_is_refused(views: Path) -> None:
    """Rows are numbers, so a changed set would teach the wrong sentences."""
    with pytest.raises(ValueError, match="made for 3 examples, not 2"):
        taught(EXAMPLES[:2], views)


def test_label_and_teacher_are_mixed() -> None:
    """Beside a label a teacher counts for its share; alone for less than a label."""
    both = replace(EXAMPLES[0], taught={"hedging": (0.8, 0.4)})
    alone = Example("x", "newsmtsc", {}, taught={"hedging": (0.8, 0.4)})
    aims, weights = aims_of(TASK["hedging"], [EXAMPLES[0], both, alone], (0.5, 0.7))
    expected = [[1, 0], [0.9, 0.2], [0.8, 0.4]]
    assert np.allclose(aims.numpy(), expected)
    assert weights.tolist() == pytest.approx([1, 1, 0.7])


def test_class_labels_are_smoothed_to_one() -> None:
    """A class's aim is a distribution with its label on top."""
    aims, _ = aims_of(TASK["sentiment"], [EXAMPLES[0]])
    assert aims.sum().item() == pytest.approx(1)
    assert aims.argmax().item() == 2
    assert aims.dtype == torch.float32
