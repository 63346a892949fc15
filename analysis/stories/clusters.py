"""Articles into clusters by average linkage, and how surely each belongs to its own."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from analysis.stories.likeness import Likeness, Numbers

# Two clusters are one story where the mean likeness of their articles is at least this, and where
# it is not much below that within either, if both have several articles. Both numbers are the
# middle of what is best for tests/story_cases.yaml, seeds/ and training/facts together, with dates
# and without.
THRESHOLD = 0.22
COHERENCE = 0.85
# Articles so much alike are copies of one text.
_COPIES = 0.8
# How fast confidence rises with likeness: a little slower than logistic regression on the pairs of
# those articles has it (0.028), since they are few.
_SCALE = 0.035
# Articles that are clustered together: 4,000 take 128 MB for the likeness of all pairs.
_MOST = 4_000
_STRICTER = 0.02
_DECIMALS = 9  # of a confidence

Labels = NDArray[np.intp]


def clusters(likeness: Likeness, threshold: float = THRESHOLD) -> Labels:
    """Return the number of each article's cluster, by average linkage (Sokal, Michener 1958).

    See `_cut` for where the tree is cut.
    Articles that no chain of pairs at or above the threshold connects can never come together, and
    so each such part is clustered by itself. A part of more than 4,000 articles, which none of
    ours ever had, is first taken apart at higher thresholds.
    """
    labels = np.zeros(len(likeness), dtype=np.intp)
    following = 0
    for part in _parts(likeness, threshold):
        own = _linked(likeness.among(part), threshold)
        labels[part] = following + own
        following += int(own.max()) + 1
    return labels


def confidences(likeness: Likeness, labels: Labels) -> Numbers:
    """Return how surely each article belongs to its cluster, from 0 to 1, to nine decimals.

    Its mean likeness to the others of its cluster is compared with the best alternative: another
    cluster, or to be alone, which counts as the threshold. 0.5 says that both are as likely.
    """
    from scipy.sparse import csr_array

    number = len(labels)
    sizes = np.bincount(labels)
    members = csr_array((np.ones(number), (labels, np.arange(number))))
    found = np.empty(number)
    for these, block in likeness.blocks():
        own, rows = labels[these], np.arange(len(these))
        sums = (members @ block.T).T
        mean_own = sums[rows, own] / np.maximum(sizes[own] - 1, 1)
        means = sums / sizes
        means[rows, own] = 0.0
        alone = sizes[own] == 1
        rival = np.maximum(means.max(axis=1), np.where(alone, 0.0, THRESHOLD))
        margin = np.where(alone, THRESHOLD, mean_own) - rival
        found[these] = 1 / (1 + np.exp(-margin / _SCALE))
    # The last bits of products differ with the processor and with the size of a block.
    return np.round(found, _DECIMALS)


def _parts(likeness: Likeness, threshold: float) -> Iterator[NDArray[np.intp]]:
    """Yield the numbers of articles that chains of pairs connect, every article once."""
    waiting = [(np.arange(len(likeness)), threshold)] if len(likeness) else []
    while waiting:
        these, least = waiting.pop()
        labels = _connected(likeness, least)[these]
        for label in np.unique(labels):
            part = these[labels == label]
            if len(part) > _MOST:
                waiting.append((part, least + _STRICTER))
            else:
                yield part


def _connected(likeness: Likeness, threshold: float) -> Labels:
    from scipy.sparse import csr_array, vstack
    from scipy.sparse.csgraph import connected_components

    pairs = vstack([csr_array(block >= threshold) for _, block in likeness.blocks()])
    labels: Labels = connected_components(pairs, directed=False)[1]
    return labels


def _linked(likeness: Numbers, threshold: float) -> Labels:
    from scipy.cluster.hierarchy import linkage
    from scipy.spatial.distance import squareform

    if len(likeness) == 1:
        return np.zeros(1, dtype=np.intp)
    distances = 1 - likeness
    np.fill_diagonal(distances, 0.0)
    tree = linkage(squareform(distances, checks=False), method="average")
    return _cut(tree, likeness, threshold)


def _cut(tree: Numbers, likeness: Numbers, threshold: float) -> Labels:
    """Return the clusters of a tree by average linkage.

    Two clusters of several articles come together only where the mean likeness between them is at
    least `COHERENCE` of the mean within them: the same people in two matters are alike, but
    less so than two reports on one. Copies, which are more alike than reports, do not count there.
    """
    number = len(tree) + 1
    members = [np.array([leaf]) for leaf in range(number)]
    within = np.zeros((2 * number - 1, 2))  # likeness of pairs that are no copies: sum, number
    whole = np.ones(2 * number - 1, dtype=bool)
    children = tree[:, :2].astype(np.intp)
    for node, ((one, two), distance) in enumerate(zip(children, tree[:, 2], strict=True), number):
        pairs = likeness[np.ix_(members[one], members[two])]
        reports = pairs[pairs < _COPIES]
        apart = 1 - distance < COHERENCE * _mean_within(within[one], within[two])
        whole[node] = whole[one] and whole[two] and 1 - distance >= threshold and not apart
        within[node] = within[one] + within[two] + (reports.sum(), len(reports))
        members.append(np.concatenate([members[one], members[two]]))
    return _labels(children, whole)


def _mean_within(one: Numbers, two: Numbers) -> float:
    """Return the mean likeness within two clusters; 0 where either has no two reports."""
    return float((one[0] / one[1] + two[0] / two[1]) / 2) if one[1] and two[1] else 0.0


def _labels(children: Labels, whole: NDArray[np.bool_]) -> Labels:
    """Return the cluster of each leaf: the highest node above it that is `whole`."""
    number = len(children) + 1
    labels = np.arange(2 * number - 1)
    for node in range(2 * number - 2, number - 1, -1):
        if whole[node]:
            labels[children[node - number]] = labels[node]
    found: Labels = np.unique(labels[:number], return_inverse=True)[1]
    return found
