"""How much a term says: rare in English, and rare among the articles at hand."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from analysis.voice.parser import _parser

# The parser's words are in order of how often they are used; the word of rank r then makes up
# about 0.1 / r of all words (Zipf 1949).
_ZIPF = 0.1
_UNKNOWN = 1_000_000
# Words of a usual article.
_LENGTH = 400
# English counts as much as so many articles: the least with which sixty articles of one story
# still find together.
_ENGLISH = 1_000


def rarities(articles: Iterable[Iterable[str]]) -> dict[str, float]:
    """Return −ln of the share of articles that hold each term, with English taken into account.

    The usual inverse document frequency (Spärck Jones 1972) says nothing where all articles tell
    one story: what they share would weigh nothing. So a thousand articles of general English, in
    which terms are as frequent as is expected, are counted with those at hand.
    """
    counts: Counter[str] = Counter()
    number = 0
    for terms in articles:
        counts.update(set(terms))
        number += 1
    return {
        term: -math.log((_ENGLISH * _expected(term) + count) / (_ENGLISH + number))
        for term, count in counts.items()
    }


def _expected(term: str) -> float:
    """Return the share of articles in which a word, or two in a row, is expected."""
    share = math.prod(_ZIPF / _rank(word) for word in term.split(" "))
    return -math.expm1(-_LENGTH * share)


def _rank(word: str) -> int:
    keys = _parser().vocab.strings  # gives the key of any text, and keeps none
    forms = {word, word.capitalize(), word.upper()}
    return 1 + min(_ranks().get(keys[form], _UNKNOWN) for form in forms)


@cache
def _ranks() -> Mapping[int, int]:
    return {key: rank for rank, key in enumerate(_parser().vocab.vectors.key2row)}
