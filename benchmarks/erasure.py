"""Texts with words taken out, and what becomes of a score: the parts of `faithfulness.py`.

Comprehensiveness and sufficiency after DeYoung et al. 2020, "ERASER: A benchmark to evaluate
rationalized NLP models": how far the probability of what the model says falls without the words
it names, and how far with these words alone, each averaged over the strongest 1, 5, 10, 20 and
50 % of the words.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.scorers.bundled import BundledScorer
from analysis.scorers.cue_words import without, word_shares

SHARES = (0.01, 0.05, 0.1, 0.2, 0.5)
RANDOM_DRAWS = 2
FEWEST_WORDS = 5

Span = tuple[int, int]
# From texts to the probability of one reading of each.
Probability = Callable[[Sequence[str]], np.ndarray]


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an order of words does to the probability of a reading.

    Comprehensiveness (more is better), sufficiency (less is better), and the probability that
    the strongest words alone keep: sufficiency taken from the sentence's own probability.
    """

    comprehensiveness: float
    sufficiency: float
    kept: float


@dataclass(frozen=True, slots=True)
class SentenceErasure:
    """What erasing does to one sentence, by words ordered in three ways."""

    ours: Erasure
    at_random: Erasure
    leave_one_out: Erasure


def reading_of(scorer: BundledScorer, measure: str, text: str) -> tuple[int, float]:
    """Return which coarse reading the model gives `text`, and its probability.

    The readings of three classes are those, of ordered ratings 0 (the lowest) and 1 (any above).
    """
    chances = coarse(scorer, measure, [text])[0]
    return int(chances.argmax()), float(chances.max())


def coarse(scorer: BundledScorer, measure: str, texts: Sequence[str]) -> np.ndarray:
    """Return the probability of each coarse reading, (texts, readings)."""
    reader = scorer.reader(measure)
    found = [
        reader.probabilities(reader.logits(reading.pieces)) for reading in scorer.readings(texts)
    ]
    if reader.head.kind == "classes":
        return np.stack(found)
    return np.stack([[own[0], 1 - own[0]] for own in found])


def erased(
    scorer: BundledScorer, measure: str, text: str, reading: int, chance: np.random.Generator
) -> SentenceErasure | None:
    """Erase words of `text` in the order of their shares, at random and by leave-one-out.

    None where the sentence has fewer than `FEWEST_WORDS` words.
    """

    def probability(texts: Sequence[str]) -> np.ndarray:
        return coarse(scorer, measure, texts)[:, reading]

    weighed = _words(scorer, measure, text)
    if len(weighed) < FEWEST_WORDS:
        return None
    spans = [span for span, _ in weighed]
    away = -1 if scorer.reader(measure).head.kind == "classes" and reading == 0 else 1
    whole = float(probability([text])[0])
    alone = whole - probability([without(text, [span]) for span in spans])
    by_share = np.argsort([-away * share for _, share in weighed], kind="stable")
    by_leaving = np.argsort(-alone, kind="stable")
    drawn = [chance.permutation(len(spans)) for _ in range(RANDOM_DRAWS)]
    at_random = [_erasure(text, spans, order, probability, whole) for order in drawn]
    return SentenceErasure(
        _erasure(text, spans, by_share, probability, whole),
        _mean(at_random),
        _erasure(text, spans, by_leaving, probability, whole),
    )


def _words(scorer: BundledScorer, measure: str, text: str) -> list[tuple[Span, float]]:
    (reading,) = scorer.readings([text])
    shares = scorer.reader(measure).shares(reading.pieces)
    weighed = word_shares(text, reading.spans, shares)
    return [own for own in weighed if any(map(str.isalnum, text[slice(*own[0])]))]


def _mean(erasures: Sequence[Erasure]) -> Erasure:
    rows = [(own.comprehensiveness, own.sufficiency, own.kept) for own in erasures]
    return Erasure(*map(float, np.mean(rows, axis=0)))


def _erasure(
    text: str, spans: Sequence[Span], order: np.ndarray, probability: Probability, whole: float
) -> Erasure:
    counts = [math.ceil(share * len(spans)) for share in SHARES]
    distinct = sorted(set(counts))
    chosen = [[spans[word] for word in order[:count]] for count in distinct]
    lacking = probability([without(text, own) for own in chosen])
    kept = probability([only(text, own) for own in chosen])
    places = [distinct.index(count) for count in counts]
    return Erasure(
        float(np.mean(whole - lacking[places])),
        float(np.mean(whole - kept[places])),
        float(np.mean(kept[places])),
    )


def only(text: str, spans: Sequence[Span]) -> str:
    """Return the words at `spans` alone, in the order of the text."""
    return " ".join(text[start:end] for start, end in sorted(spans))
