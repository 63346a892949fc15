"""How often words are used in English, by the parser's list of words."""

from collections.abc import Mapping
from functools import cache

from analysis.voice.parser import _parser

# The list is in order of how often words are used; the word of rank r then makes up about 0.1 / r
# of all words (Zipf 1949).
_ZIPF = 0.1
_UNKNOWN = 1_000_000


def frequency(word: str) -> float:
    """Return which share of all words of English a word is expected to make up.

    It is looked up small, with a capital and in capitals; the most frequent of these counts.
    Raises `ModelError` where the parser, whose list it is, cannot be loaded.
    """
    strings = _parser().vocab.strings  # gives the key of any text, and keeps none
    keys = {strings[form] for form in (word, word.capitalize(), word.upper())}
    return _ZIPF / (1 + min(_ranks().get(key, _UNKNOWN) for key in keys))


@cache
def _ranks() -> Mapping[int, int]:
    return {key: rank for rank, key in enumerate(_parser().vocab.vectors.key2row)}
