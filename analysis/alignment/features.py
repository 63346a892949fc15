"""How two sentences of a story are alike, in numbers."""

from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from analysis.alignment.sides import Side

Numbers = NDArray[np.float64]
Span = tuple[int, int]

FEATURES = ("words", "soft", "vectors", "substance", "support", "near")
# Words that are not the same count at most so much: vectors do not tell opposites apart; and
# nothing where they are less alike than any two words easily are.
_ALIKE, _UNLIKE = 0.8, 0.4
# A sentence of a third article speaks for a pair where it is at least so like both.
_HEARD = 0.1


def story_features(sides: Sequence[Side]) -> dict[Span, Numbers]:
    """Return, for each two articles (by position), the features of each pair of their sentences.

    The last axis is in the order of `FEATURES`; all of them are the same both ways:

    - words: the cosine of the weights of words.
    - soft: the share of weight that finds a word in the other sentence, the same or a like one
      (greedy matching as in BERTScore, Zhang and others 2020, with word vectors); the mean of both
      directions.
    - vectors: the cosine of the sentences' own vectors.
    - substance: ln (1 + weight) of the sentence that has less: two words that are shared say more
      where there are others that could differ.
    - support: whether a sentence of a third article is like both: the lesser of the two cosines of
      words, for the one that is most like both; 0 below a tenth.
    - near: the best cosine of words of their neighbours, before and after.
    """
    ends = np.cumsum([0, *(len(side) for side in sides)]).tolist()
    spans = list(pairwise(ends))
    words = np.zeros((ends[-1], ends[-1]))
    for one, two in combinations(range(len(sides)), 2):
        found = _cosine(sides[one], sides[two])
        words[slice(*spans[one]), slice(*spans[two])] = found
        words[slice(*spans[two]), slice(*spans[one])] = found.T
    support = _support(words)
    return {
        (one, two): _stacked(
            sides[one],
            sides[two],
            words[slice(*spans[one]), slice(*spans[two])],
            support[slice(*spans[one]), slice(*spans[two])],
        )
        for one, two in combinations(range(len(sides)), 2)
    }


def _stacked(one: Side, two: Side, words: Numbers, support: Numbers) -> Numbers:
    totals = (one.weights.sum(axis=1)[:, None], two.weights.sum(axis=1)[None, :])
    found = (
        words,
        _soft(one, two),
        one.meanings @ two.meanings.T,
        np.log1p(np.minimum(*totals)),
        support,
        _near(words),
    )
    return np.stack(found, axis=-1)


def _common(one: Side, two: Side) -> tuple[list[int], list[int]]:
    terms = [term for term in one.columns if term in two.columns]
    return [one.columns[term] for term in terms], [two.columns[term] for term in terms]


def _cosine(one: Side, two: Side) -> Numbers:
    mine, theirs = _common(one, two)
    lengths = [np.linalg.norm(side.weights, axis=1) for side in (one, two)]
    return _divided(one.weights[:, mine] @ two.weights[:, theirs].T, np.outer(*lengths))


def _soft(one: Side, two: Side) -> Numbers:
    like = one.vectors @ two.vectors.T
    like = np.where(like < _UNLIKE, 0.0, np.minimum(like, _ALIKE))
    like[one.fixed, :] = 0.0
    like[:, two.fixed] = 0.0
    like[_common(one, two)] = 1.0
    there = _shares(one) @ _most(like, two)
    back = _shares(two) @ _most(like.T, one)
    found: Numbers = (there + back.T) / 2
    return found


def _shares(side: Side) -> Numbers:
    return _divided(side.weights, side.weights.sum(axis=1, keepdims=True))


def _most(like: Numbers, side: Side) -> Numbers:
    """Return how like each word is to the likest word of each of the side's sentences."""
    found = np.zeros((len(like), len(side)))
    for at, row in enumerate(side.weights):
        held = np.flatnonzero(row)
        if len(held):
            found[:, at] = like[:, held].max(axis=1)
    return found


def _support(words: Numbers) -> Numbers:
    """Return support, from the cosines of all sentences, which are 0 within an article."""
    loud = np.where(words < _HEARD, 0.0, words)
    found = np.zeros_like(words)
    for at, row in enumerate(loud):
        speakers = np.flatnonzero(row)
        heard = np.minimum(row[speakers][:, None], loud[speakers])
        found[at] = heard.max(axis=0, initial=0.0)
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
