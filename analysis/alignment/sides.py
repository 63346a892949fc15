"""The sentences of a story's articles, made ready for comparing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.alignment.words import Words, small_words, words_of
from analysis.encoder import Pieces, encode
from analysis.voice.vocabulary import frequency

Numbers = NDArray[np.float64]

# Sentences of general English that are counted with the story's own, and words of a usual one.
_ENGLISH = 300
_LENGTH = 25


@dataclass(frozen=True, slots=True)
class Side:
    """One article's sentences.

    `weights` has a row for each sentence and a column for each word of the article, which `columns`
    tells. `vectors` has a row for each word piece of all sentences, in order, and `shares` what
    part of its sentence's weight it has; `starts` tells where each sentence's pieces begin, and
    one past the last. `words` is what else is known of each sentence.
    """

    columns: Mapping[str, int]
    weights: Numbers
    vectors: NDArray[np.float32]
    shares: NDArray[np.float32]
    starts: NDArray[np.intp]
    words: tuple[Words, ...]

    def __len__(self) -> int:
        return len(self.words)


def sides_of(articles: Sequence[Sequence[str]]) -> list[Side]:
    """Return each article of one story, which is given as the texts of its sentences.

    A word weighs (1 + ln count) × −ln of the share of sentences that hold it (Salton and Buckley
    1988); 300 sentences of general English are counted with the story's own, since what nearly all
    sentences of a story hold says little, and what English holds as well says still less. Of word
    pieces, no sentence of English but the story's own is taken to hold any. Raises `ModelError`
    where the encoder or the parser cannot be loaded.
    """
    small = small_words(text for article in articles for text in article)
    words = [tuple(words_of(text, small) for text in article) for article in articles]
    every = [each for article in words for each in article]
    rarity = _rarities(_forms(every), every)
    pieces = [encode(article) for article in articles]
    piece_rarity = _piece_rarities([each for article in pieces for each in article])
    return [
        _side(own, rarity, encoded, piece_rarity)
        for own, encoded in zip(words, pieces, strict=True)
    ]


def _forms(every: Sequence[Words]) -> dict[str, str]:
    """Return for each word without its ending the shortest one of the story that it stands for."""
    found: dict[str, str] = {}
    for each in every:
        for stem, form in zip(each.all, each.forms, strict=True):
            found[stem] = min(found.get(stem, form), form, key=lambda word: (len(word), word))
    return found


def _rarities(forms: Mapping[str, str], every: Sequence[Words]) -> dict[str, float]:
    holding = Counter(word for each in every for word in set(each.all))
    return {
        term: _rarity(-np.expm1(-_LENGTH * frequency(form)) * _ENGLISH + holding[term], len(every))
        for term, form in forms.items()
    }


def _piece_rarities(every: Sequence[Pieces]) -> dict[int, float]:
    holding = Counter(piece for each in every for piece in set(each.ids.tolist()))
    return {piece: _rarity(1 + count, len(every)) for piece, count in holding.items()}


def _rarity(count: float, sentences: int) -> float:
    return float(-np.log(count / (_ENGLISH + sentences)))


def _side(
    article: tuple[Words, ...],
    rarity: Mapping[str, float],
    pieces: Sequence[Pieces],
    piece_rarity: Mapping[int, float],
) -> Side:
    terms = sorted({word for each in article for word in each.all})
    columns = {term: number for number, term in enumerate(terms)}
    weights = np.zeros((len(article), len(terms)))
    for row, each in enumerate(article):
        for word, count in Counter(each.all).items():
            weights[row, columns[word]] = (1 + np.log(count)) * rarity[word]
    starts = np.cumsum([0, *(len(each.ids) for each in pieces)])
    shares = [_shares(each, piece_rarity) for each in pieces]
    return Side(
        columns,
        weights,
        np.concatenate([each.vectors for each in pieces]) if pieces else np.zeros((0, 0), "f4"),
        np.concatenate(shares) if shares else np.zeros(0, "f4"),
        starts,
        article,
    )


def _shares(pieces: Pieces, rarity: Mapping[int, float]) -> NDArray[np.float32]:
    found = np.array([rarity[piece] for piece in pieces.ids.tolist()])
    return np.asarray(found / found.sum() if len(found) else found, dtype=np.float32)
