"""The sentences of a story's articles, made ready for comparing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.alignment.vocabulary import frequencies, vectors
from analysis.alignment.words import Words, small_words, words_of

Numbers = NDArray[np.float64]

# Sentences of general English that are counted with the story's own, and words of a usual one.
_ENGLISH = 300
_LENGTH = 25
# The constant of smooth inverse frequency, from its authors.
_SMOOTH = 1e-3


@dataclass(frozen=True, slots=True)
class Side:
    """One article's sentences.

    `weights` has a row for each sentence and a column for each word of the article, which `columns`
    tells. `vectors` are the words' own; `fixed` tells which words are like nothing but themselves,
    since they are names or numbers. `meanings` are the sentences' vectors. `words` is what else is
    known of each sentence.
    """

    columns: Mapping[str, int]
    weights: Numbers
    vectors: Numbers
    fixed: NDArray[np.bool_]
    meanings: Numbers
    words: tuple[Words, ...]

    def __len__(self) -> int:
        return len(self.words)


def sides_of(articles: Sequence[Sequence[str]]) -> list[Side]:
    """Return each article of one story, which is given as the texts of its sentences.

    A word weighs (1 + ln count) × −ln of the share of sentences that hold it (Salton and Buckley
    1988); 300 sentences of general English are counted with the story's own, since what nearly all
    sentences of a story hold says little, and what English holds as well says still less. A
    sentence's vector is the mean of its words' vectors, each weighed by a / (a + frequency),
    without the direction that all sentences of the story share (Arora, Liang and Ma 2017).
    """
    small = small_words(text for article in articles for text in article)
    words = [tuple(words_of(text, small) for text in article) for article in articles]
    every = [each for article in words for each in article]
    forms = _forms(every)
    terms = sorted(forms)
    often = frequencies([forms[term] for term in terms])
    rarity = _rarities(terms, often, every)
    smooth = dict(zip(terms, (_SMOOTH / (_SMOOTH + often)).tolist(), strict=True))
    table = dict(zip(terms, vectors([forms[term] for term in terms]), strict=True))
    return _without_common([_side(each, rarity, smooth, table) for each in words])


def _forms(every: Sequence[Words]) -> dict[str, str]:
    """Return for each word without its ending the shortest one of the story that it stands for."""
    found: dict[str, str] = {}
    for each in every:
        for stem, form in zip(each.all, each.forms, strict=True):
            found[stem] = min(found.get(stem, form), form, key=lambda word: (len(word), word))
    return found


def _rarities(terms: Sequence[str], often: Numbers, every: Sequence[Words]) -> dict[str, float]:
    holding = Counter(word for each in every for word in set(each.all))
    expected = -np.expm1(-_LENGTH * often)
    counts = np.array([holding[term] for term in terms], dtype=np.float64)
    shares = (_ENGLISH * expected + counts) / (_ENGLISH + len(every))
    return dict(zip(terms, (-np.log(shares)).tolist(), strict=True))


def _side(
    article: tuple[Words, ...],
    rarity: Mapping[str, float],
    smooth: Mapping[str, float],
    vector: Mapping[str, Numbers],
) -> Side:
    terms = sorted({word for each in article for word in each.all})
    columns = {term: number for number, term in enumerate(terms)}
    marks = {word for each in article for word in each.names | each.numbers}
    width = len(next(iter(vector.values()), ()))
    weights = np.zeros((len(article), len(terms)))
    meanings = np.zeros((len(article), width))
    for row, each in enumerate(article):
        for word, count in Counter(each.all).items():
            weights[row, columns[word]] = (1 + np.log(count)) * rarity[word]
            meanings[row] += count * smooth[word] * vector[word]
    own = np.array([vector[term] for term in terms]).reshape(len(terms), width)
    fixed = np.array([term in marks for term in terms], dtype=np.bool_)
    return Side(columns, weights, own, fixed, meanings, article)


def _without_common(sides: Sequence[Side]) -> list[Side]:
    """Take from all meanings the direction that they share, and give them a length of 1."""
    together = [side.meanings for side in sides if len(side)]
    if not together:
        return list(sides)
    common = np.linalg.svd(np.concatenate(together), full_matrices=False)[2][:1]
    return [replace(side, meanings=_unit(side.meanings, common)) for side in sides]


def _unit(rows: Numbers, common: Numbers) -> Numbers:
    left = rows - (rows @ common.T) @ common
    lengths = np.linalg.norm(left, axis=1, keepdims=True)
    # What is left of sentences that only hold the common direction is rounding.
    kept: Numbers = np.where(lengths > 1e-9, left / np.maximum(lengths, 1e-9), 0.0)
    return kept
