"""What every scorer takes and gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Target = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that weigh in one score of one sentence.

    `start` and `end` are code point offsets within the sentence; `share` is signed, on the
    scale of the scorer (lexicon: the word's weight after negation).
    """

    measure: str
    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """The scores of one sentence.

    `values` maps each measure's name to a number within the measure's range, and, where a
    target was given, `target_sentiment` to a number in [-1, 1]. `unsure` is None where the
    model cannot say. `unexplained` names the measures whose scorer gives no cues at all, which
    is not the same as a sentence without any. `intervals` maps a measure to the lowest and highest
    rating between which the sentence's label lies four times in five; empty where the model
    cannot say.
    """

    values: Mapping[str, float]
    cues: tuple[Cue, ...] = ()
    unsure: bool | None = None
    unexplained: frozenset[str] = frozenset()
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)


class Scorer(Protocol):
    """Scores a batch of sentences.

    A sentence's score never depends on its neighbours: alone, in any batch and in any order,
    it gets the same bits. The result has one entry per sentence, in order.
    """

    def score(
        self, sentences: Sequence[str], targets: Sequence[Target] | None = None
    ) -> list[SentenceScore]:
        """Score `sentences`; `targets`, where given, holds one (start, end) per sentence.

        Raises `ModelError` when targets are given and the model cannot score them.
        """
        ...
