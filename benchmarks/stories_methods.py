"""Ways to group articles, and how good a grouping is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from bootstrap import compared
from stories_articles import Labelled

from analysis.articles import Article
from analysis.stories import Story
from analysis.stories.clusters import clusters
from analysis.stories.grouping import likeness_of

Labels = np.ndarray
# From a threshold to the cluster of each article.
Grouping = Callable[[float], Labels]
THRESHOLDS = np.round(np.arange(0.02, 0.6, 0.005), 3)


@dataclass(frozen=True, slots=True)
class Agreement:
    """B-cubed figures of each article that has an event, and those events."""

    precisions: np.ndarray
    recalls: np.ndarray
    events: np.ndarray

    def f1(self, rows: np.ndarray | None = None) -> float:
        """Return F1 of mean precision and mean recall over some articles, or all."""
        chosen = slice(None) if rows is None else rows
        precision, recall = self.precisions[chosen].mean(), self.recalls[chosen].mean()
        return float(2 * precision * recall / (precision + recall))

    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval of F1 from resampled events, whole ones."""
        kinds = np.unique(self.events)

        def statistic(drawn: np.ndarray) -> float:
            return self.f1(np.concatenate([np.flatnonzero(self.events == kinds[d]) for d in drawn]))

        return compared(statistic, None, [np.arange(len(kinds))]).interval


def agreement(labels: Labels, events: Sequence[str]) -> Agreement:
    """Return B-cubed precision and recall (Bagga and Baldwin 1998) of the articles with an event.

    An article's precision is the share of its cluster that has its event, articles without any
    counted as errors; its recall is the share of its event that is in its cluster.
    """
    named = np.array(events)
    asked = np.flatnonzero(named != "")
    together = labels[asked][:, None] == labels[None, :]
    alike = named[asked][:, None] == named[None, :]
    both = (together & alike).sum(axis=1)
    return Agreement(both / together.sum(axis=1), both / alike.sum(axis=1), named[asked])


def labels_of(stories: Sequence[Story], articles: Sequence[Article]) -> Labels:
    """Return the number of each article's story."""
    places = {each: at for at, story in enumerate(stories) for each in story.article_ids}
    return np.array([places[article.article_id] for article in articles])


def by_likeness(articles: Sequence[Article]) -> Grouping:
    """Return our grouping at any threshold."""
    likeness = likeness_of(articles)
    return lambda threshold: clusters(likeness, threshold)


def by_tfidf(articles: Sequence[Article]) -> Grouping:
    """Return the plain grouping: TF-IDF of the collection, cosine, average linkage."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import pdist
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    rows = vectorizer.fit_transform([article.text for article in articles]).toarray()
    tree = linkage(np.clip(pdist(rows, "cosine"), 0, None), "average")
    return lambda threshold: fcluster(tree, 1 - threshold, "distance")


METHODS: Mapping[str, Callable[[Sequence[Article]], Grouping]] = {
    "tonelens": by_likeness,
    "tfidf": by_tfidf,
}


def best_thresholds(grouping: Grouping, labelled: Labelled) -> tuple[float, float, float]:
    """Return the highest F1 that any threshold reaches, and the ends of the range that does."""
    found = np.array([agreement(grouping(t), labelled.events).f1() for t in THRESHOLDS])
    reached = THRESHOLDS[found >= found.max() - 1e-9]
    return float(found.max()), float(reached[0]), float(reached[-1])
