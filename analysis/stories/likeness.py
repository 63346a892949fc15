"""How much two articles look like telling one event: by words, names, meaning and dates."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from analysis.articles import Article
from analysis.stories.rarity import rarities
from analysis.stories.terms import Counts, Terms

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Numbers = NDArray[np.float64]
Weights = Mapping[str, float]

# Rows of the table of all pairs that are worked out together.
_BLOCK = 256
# Two articles far apart in time keep this share; after so many days two thirds of the rest is gone.
_FAR = 0.7
_DAYS = 60.0


class Likeness:
    """The likeness of any two of some articles, from 0 to 1.

    It is the geometric mean of what they share and of the cosine of their vectors
    (`analysis.encoder.embed`). What they share is the geometric mean of two cosines, of the
    weights of words and of those of names: both what happened and to whom must be shared. A weight
    is (1 + ln count) × rarity (Salton and Buckley 1988). Where one of the two has no names, the
    words alone count. Where both have dates, what they share falls with the days between them, to
    seven tenths. Nothing is kept for pairs, so that memory grows with the number of articles and
    not with its square.
    """

    def __init__(
        self,
        articles: Sequence[Article],
        terms: Sequence[Terms],
        vectors: Sequence[NDArray[np.float32]],
    ) -> None:
        self.words = _weights([each.words for each in terms])
        self.names = _weights([each.names for each in terms])
        self._words, self._names = _rows(self.words), _rows(self.names)
        self._vectors = np.array(vectors, dtype=np.float64, ndmin=2)
        self._named = np.array([bool(each) for each in self.names], dtype=bool)
        self._days = np.array([_day(each.published) for each in articles], dtype=np.float64)

    def __len__(self) -> int:
        return len(self._days)

    def among(self, these: NDArray[np.intp]) -> Numbers:
        """Return the likeness of each of `these` to each of them; an article's to itself is 0."""
        return self._between(these, these)

    def blocks(self) -> Iterator[tuple[NDArray[np.intp], Numbers]]:
        """Yield some articles' numbers and their likeness to all, until all had their turn."""
        everything = np.arange(len(self))
        for start in range(0, len(self), _BLOCK):
            these = everything[start : start + _BLOCK]
            yield these, self._between(these, everything)

    def _between(self, these: NDArray[np.intp], those: NDArray[np.intp]) -> Numbers:
        words = _cosines(self._words, these, those)
        names = _cosines(self._names, these, those)
        named = self._named[these][:, None] & self._named[those][None, :]
        likeness = np.where(named, np.sqrt(words * names), words)
        apart = np.abs(self._days[these][:, None] - self._days[those][None, :])
        kept = _FAR + (1 - _FAR) * np.exp(-np.nan_to_num(apart) / _DAYS)
        meaning = np.clip(self._vectors[these] @ self._vectors[those].T, 0.0, 1.0)
        found: Numbers = np.sqrt(np.minimum(likeness, 1.0) * kept * meaning)
        found[these[:, None] == those[None, :]] = 0.0
        return found


def _weights(counts: Sequence[Counts]) -> list[Weights]:
    """Return the weights of each article's terms; together they have a length of 1."""
    rarity = rarities(counts)
    found: list[Weights] = []
    for own in counts:
        weights = {term: (1 + math.log(own[term])) * rarity[term] for term in sorted(own)}
        weights = {term: weight for term, weight in weights.items() if weight > 0}
        length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
        found.append({term: weight / length for term, weight in weights.items()})
    return found


def _rows(weights: Sequence[Weights]) -> "csr_array":
    from scipy.sparse import csr_array

    terms = sorted({term for own in weights for term in own})
    place = {term: number for number, term in enumerate(terms)}
    columns = [place[term] for own in weights for term in own]
    values = [weight for own in weights for weight in own.values()]
    ends = np.cumsum([0, *(len(own) for own in weights)])
    return csr_array(
        (np.array(values, dtype=np.float64), np.array(columns, dtype=np.int64), ends),
        shape=(len(weights), len(terms)),
    )


def _cosines(rows: "csr_array", these: NDArray[np.intp], those: NDArray[np.intp]) -> Numbers:
    product: Any = rows[these] @ rows[those].T
    found: Numbers = product.toarray()
    return found


def _day(published: str) -> float:
    try:
        return float(date.fromisoformat(published[:10]).toordinal())
    except ValueError:
        return math.nan
