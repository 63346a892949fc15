"""What the token head emits: for each task its value labels and one weight label.

A sentence's logit for a task is the sum over its non-special pieces of softmax(weight) × value;
the classifier's own bias is the logit's bias, since the weights sum to one.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["classes", "ordinal", "regression"]


@dataclass(frozen=True, slots=True)
class Task:
    """One construct, with its own labels where it differs from another's.

    `size` is the number of classes, of ordered ratings, or 1. Ordinal tasks have one value
    label and `size - 1` cut points (proportional odds, McCullagh 1980).
    """

    name: str
    kind: Kind
    size: int = 1
    weight_in_loss: float = 1.0

    @property
    def values(self) -> tuple[str, ...]:
        """The names of the value labels."""
        count = self.size if self.kind == "classes" else 1
        return tuple(f"{self.name}_{index}" for index in range(count))

    @property
    def weight(self) -> str:
        """The name of the weight label."""
        return f"{self.name}_weight"


# The three measures learn from the codebook's labels alone; the others are auxiliary.
TASKS = (
    Task("sentiment", "classes", 3),
    Task("sensationalism", "ordinal", 4),
    Task("hedging", "ordinal", 3),
    Task("voice", "classes", 3, 0.5),
    Task("target", "classes", 3),
    Task("weasel", "ordinal", 2, 0.5),
    Task("clickbait", "ordinal", 2, 0.2),
    Task("certainty", "regression", 1, 0.5),
    Task("valence", "regression", 1, 0.5),
    Task("arousal", "regression", 1, 0.5),
)

LABELS = tuple(label for task in TASKS for label in (*task.values, task.weight))
