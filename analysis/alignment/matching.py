"""Which sentences of a story's articles state the same fact."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.alignment.features import story_features
from analysis.alignment.model import probabilities
from analysis.alignment.records import Match, Place
from analysis.alignment.sides import sides_of
from analysis.articles import Article
from analysis.sentences import split_sentences

# A match below that is left out, unless it is the best that a sentence has in an article.
LEAST = 0.2
# Lines of other roles are not the article's own prose.
_READ = ("headline", "body")


def align(articles: Iterable[Article], *, least: float = LEAST) -> tuple[Match, ...]:
    """Return the matches of sentences between the articles of one story, in order of place.

    A sentence may match several. Returned are matches of at least `least`, and for each sentence
    its likeliest one in each other article however improbable, so that the nearest is always
    known. Headlines and body sentences are read. The result does not depend on the order of the
    articles; one given twice (same `article_id`) counts once. Time and memory grow with the square
    of the number of sentences. Raises `ModelError` where the parser, whose word vectors are used,
    cannot be loaded.
    """
    distinct = {each.article_id: each for each in articles}
    ordered = [distinct[key] for key in sorted(distinct)]
    if len(ordered) < 2:
        return ()
    read = [read_sentences(each) for each in ordered]
    sides = sides_of([[text for _, text in sentences] for sentences in read])
    found: list[Match] = []
    for (one, two), features in story_features(sides).items():
        chances = probabilities(features)
        for row, column in _kept(chances, least):
            found.append(
                Match(
                    read[one][row][0],
                    read[two][column][0],
                    float(chances[row, column]),
                    sides[one].words[row].numbers_differ(sides[two].words[column]),
                )
            )
    return tuple(sorted(found, key=lambda match: (match.first, match.second)))


def read_sentences(article: Article) -> Sequence[tuple[Place, str]]:
    """Return the sentences of an article that are compared, each with its place."""
    return [
        (Place(article.article_id, number), article.text[each.start : each.end])
        for number, each in enumerate(split_sentences(article.text, article.headline_end))
        if each.role in _READ
    ]


def _kept(chances: NDArray[np.float64], least: float) -> list[tuple[int, int]]:
    if not chances.size:
        return []
    best = (chances == chances.max(axis=0)) | (chances == chances.max(axis=1)[:, None])
    rows, columns = np.nonzero((chances >= least) | best)
    return list(zip(rows.tolist(), columns.tolist(), strict=True))
