"""What every scorer takes and gives."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Target = tuple[int, int]
# Spans of a sentence that are scored for themselves, each (start, end) in code points.
Parts = tuple[tuple[int, int], ...]
PartReader = Callable[[Parts], tuple[Mapping[str, float], ...]]
# Whose words they are, in the order in which models are trained to tell them.
VOICES = ("outlet", "quote", "attributed")
# How the shares of an explanation came about; see `Explanation`.
Method = Literal["readout", "lists", "occlusion"]


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
    cannot say. `voices` holds how probable it is that the sentence is the outlet's own, a
    quotation or attributed, by those names; empty where the model cannot say. `of_parts` returns
    the values of parts of the sentence, read in the pass over the whole, each made of the part's
    own words alone; None where the scorer cannot, so that a part must be scored as a text.
    `parts` has the values of the parts that were asked for.
    """

    values: Mapping[str, float]
    cues: tuple[Cue, ...] = ()
    unsure: bool | None = None
    unexplained: frozenset[str] = frozenset()
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    voices: Mapping[str, float] = field(default_factory=dict)
    of_parts: PartReader | None = field(default=None, compare=False, repr=False)
    parts: tuple[Mapping[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a sentence has its score on one measure: every word with its share, in reading order.

    `method` tells what a share is. `readout`: what the word adds to the score's log-odds in the
    model's own sum, so that the shares and `constant` add up to `total`, the log-odds (for
    ordered ratings before their cut points). `lists`: the weight of a listed phrase after
    negation. `occlusion`: by how much the score is lower without the word (Zeiler and Fergus
    2014; Li et al. 2016, "Understanding neural networks through representation erasure"). The
    last two add up to nothing, so `constant` and `total` are None.
    """

    measure: str
    method: Method
    words: tuple[Cue, ...]
    constant: float | None = None
    total: float | None = None


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

    def explain(self, sentence: str) -> tuple[Explanation, ...]:
        """Explain the score of `sentence` on each measure that this scorer scores."""
        ...
