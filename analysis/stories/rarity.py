"""How much a term says: rare in English, and rare among the articles at hand."""

import math
from collections import Counter
from collections.abc import Iterable

from analysis.voice.vocabulary import frequency

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
    share = math.prod(frequency(word) for word in term.split(" "))
    return -math.expm1(-_LENGTH * share)
