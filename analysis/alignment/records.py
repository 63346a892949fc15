"""Sentences of different articles that state the same fact, as records."""

from dataclasses import dataclass

# A match at least so probable counts where a yes or no is needed.
LIKELY = 0.5
# A fact is said not to be found only where no sentence is even so probable.
UNLIKELY = 0.2


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A sentence: its article, and its number in it as everywhere, the headline included."""

    article_id: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Match:
    """Two sentences of different articles, `first` the one that sorts first.

    `confidence` is the probability that they state at least one same specific fact.
    `numbers_differ` tells that both hold numbers and share none: what looks the same may be told
    differently, or be another fact.
    """

    first: Place
    second: Place
    confidence: float
    numbers_differ: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """Sentences that state the same fact.

    `places` has the best sentence of each article, `others` further ones of the same articles.
    `confidence` is the mean of the matches' between `places`, one that is not known counted as 0.
    """

    places: tuple[Place, ...]
    others: tuple[Place, ...]
    confidence: float

    @property
    def sentences(self) -> tuple[Place, ...]:
        """All of them, in order."""
        return tuple(sorted((*self.places, *self.others)))


@dataclass(frozen=True, slots=True)
class Omission:
    """A fact that was not found in an outlet's articles: which is no proof that it is not there.

    `outlet` is the outlet, or the `article_id` of an article that names none. `nearest` is the
    sentence there that is likeliest to state the fact after all, with its probability; None where
    there are no sentences. `confidence` is that of the fact, times the probability that the nearest
    sentence does not state it: it orders omissions, and is no measured probability.
    """

    outlet: str
    fact: Fact
    confidence: float
    nearest: Place | None
    nearest_confidence: float
