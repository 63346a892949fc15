"""How two sentences of a story are alike, in numbers."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from analysis.alignment.sides import Side

Numbers = NDArray[np.float64]
Span = tuple[int, int]

FEATURES = ("late", "words", "substance", "near")


def story_features(sides: Sequence[Side]) -> dict[Span, Numbers]:
    """Return, for each two articles (by position), the features of each pair of their sentences.

    The last axis is in the order of `FEATURES`; all of them are the same both ways:

    - late: for each word piece of a sentence the cosine to the likest piece of the other one, the
      mean by weight, and the mean of both directions: late interaction as in ColBERT (Khattab and
      Zaharia 2020) with weights as in BERTScore (Zhang and others 2020).
    - words: the cosine of the weights of words.
    - substance: ln (1 + weight) of the sentence that has less: two words that are shared say more
      where there are others that could differ.
    - near: the best cosine of words of their neighbours, before and after.
    """
    return {
        (one, two): _stacked(sides[one], sides[two])
        for one, two in combinations(range(len(sides)), 2)
    }


def _stacked(one: Side, two: Side) -> Numbers:
    words = _cosine(one, two)
    totals = (one.weights.sum(axis=1)[:, None], two.weights.sum(axis=1)[None, :])
    found = (_late(one, two), words, np.log1p(np.minimum(*totals)), _near(words))
    return np.stack(found, axis=-1)


def _common(one: Side, two: Side) -> tuple[list[int], list[int]]:
    terms = [term for term in one.columns if term in two.columns]
    return [one.columns[term] for term in terms], [two.columns[term] for term in terms]


def _cosine(one: Side, two: Side) -> Numbers:
    mine, theirs = _common(one, two)
    lengths = [np.linalg.norm(side.weights, axis=1) for side in (one, two)]
    return _divided(one.weights[:, mine] @ two.weights[:, theirs].T, np.outer(*lengths))


def _late(one: Side, two: Side) -> Numbers:
    found = np.zeros((len(one), len(two)))
    # A sentence without word pieces is like none.
    rows, columns = (np.flatnonzero(np.diff(side.starts)) for side in (one, two))
    if not len(rows) or not len(columns):
        return found
    like = one.vectors @ two.vectors.T
    firsts = one.starts[rows], two.starts[columns]
    there = np.maximum.reduceat(like, firsts[1], axis=1) * one.shares[:, None]
    back = np.maximum.reduceat(like, firsts[0], axis=0) * two.shares[None, :]
    both = np.add.reduceat(there, firsts[0], axis=0) + np.add.reduceat(back, firsts[1], axis=1)
    found[np.ix_(rows, columns)] = both / 2
    return found


def _near(words: Numbers) -> Numbers:
    rows, columns = words.shape
    padded = np.pad(words, 1)
    around = [(down, right) for down in range(3) for right in range(3) if (down, right) != (1, 1)]
    found = np.zeros_like(words)
    for down, right in around:
        found = np.maximum(found, padded[down : down + rows, right : right + columns])
    return found


def _divided(above: Numbers, below: Numbers) -> Numbers:
    """Return the quotient, 0 where the divisor is."""
    found: Numbers = np.where(below > 0, above / np.where(below > 0, below, 1.0), 0.0)
    return found
