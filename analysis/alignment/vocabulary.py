"""How rare words are in English, and what they are like: the parser's list and its vectors."""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.voice.parser import _parser

# The parser's words are in order of how often they are used; the word of rank r then makes up
# about 0.1 / r of all words (Zipf 1949).
_ZIPF = 0.1
_UNKNOWN = 1_000_000

Numbers = NDArray[np.float64]


def frequencies(words: Sequence[str]) -> Numbers:
    """Return which share of all words of English each of `words` is expected to make up."""
    ranks = [min(_ranks().get(key, _UNKNOWN) for key in _keys(word)) for word in words]
    return _ZIPF / (1 + np.array(ranks, dtype=np.float64))


def vectors(words: Sequence[str]) -> Numbers:
    """Return a row for each word: its vector, of length 1; zeros where it is unknown."""
    table = _parser().vocab.vectors
    found = np.zeros((len(words), table.shape[1]))
    for at, word in enumerate(words):
        row = next((table.key2row[key] for key in _keys(word) if key in table.key2row), None)
        if row is not None:
            found[at] = table.data[row]
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return found / np.where(lengths > 0, lengths, 1.0)


def _keys(word: str) -> list[int]:
    strings = _parser().vocab.strings  # gives the key of any text, and keeps none
    return [strings[form] for form in (word, word.capitalize(), word.upper())]


@cache
def _ranks() -> Mapping[int, int]:
    return {key: rank for rank, key in enumerate(_parser().vocab.vectors.key2row)}
