"""Articles into stories."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.articles import Article
from analysis.encoder import embed
from analysis.stories.clusters import clusters, confidences
from analysis.stories.likeness import Likeness, Numbers
from analysis.stories.naming import name_of
from analysis.stories.records import Member, Story, new_story_id
from analysis.stories.terms import Terms, terms_of

Vector = NDArray[np.float32]


def group_stories(
    articles: Iterable[Article], *, embedded: Callable[[Article], Vector] | None = None
) -> tuple[Story, ...]:
    """Return the stories that the articles tell, largest first; each article is in one of them.

    Two articles tell one story where they share what happened and to whom: see `Likeness` for
    the evidence and `clusters` for the method. An article without another on its event is a story
    of one. The result does not depend on the order of the articles; one given twice (same
    `article_id`) counts once. `embedded` returns an article's vector, for who keeps them; by
    default they are made here, which takes most of the time. Raises `ModelError` where the encoder
    or the parser, whose list of words says what is rare in English, cannot be loaded.
    """
    ordered = sorted(
        {each.article_id: each for each in articles}.values(),
        key=lambda each: (each.text_sha256, each.article_id),
    )
    terms = [terms_of(each) for each in ordered]
    likeness = Likeness(ordered, terms, list(map(embedded or embedding, ordered)))
    labels = clusters(likeness)
    sure = confidences(likeness, labels) if ordered else np.zeros(0)
    stories = [
        _story(np.flatnonzero(labels == label), ordered, terms, likeness, sure)
        for label in np.unique(labels)
    ]
    return tuple(sorted(stories, key=lambda each: (-len(each.members), each.name, each.story_id)))


def likeness_of(articles: Sequence[Article]) -> Likeness:
    """Return the likeness of any two of some articles."""
    return Likeness(articles, list(map(terms_of, articles)), list(map(embedding, articles)))


def embedding(article: Article) -> Vector:
    """Return the vector of an article's text, which begins with its headline."""
    return embed(article.text)


def _story(
    these: NDArray[np.intp],
    articles: Sequence[Article],
    terms: Sequence[Terms],
    likeness: Likeness,
    sure: Numbers,
) -> Story:
    own = [articles[at] for at in these]
    name = name_of(
        own,
        [terms[at] for at in these],
        [likeness.words[at] for at in these],
        [likeness.names[at] for at in these],
    )
    # In order of time; those without a date come last.
    timed = sorted(zip(own, these, strict=True), key=lambda each: _time(each[0]))
    members = tuple(Member(each.article_id, float(sure[at])) for each, at in timed)
    return Story(new_story_id(each.article_id for each in own), name, members)


def _time(article: Article) -> tuple[bool, str, str]:
    return not article.published, article.published, article.article_id
