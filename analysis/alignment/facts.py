"""Matches between sentences brought together into facts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from math import fsum

from analysis.alignment.records import LIKELY, Fact, Match, Place

Pair = tuple[Place, Place]
Confidences = Mapping[Pair, float]


def facts(matches: Iterable[Match], *, least: float = LIKELY) -> tuple[Fact, ...]:
    """Return the facts that sentences of at least two articles state, in order of place.

    Matches of at least `least` are taken from the surest down, and the groups that they connect
    are put together where all their matches across articles have a mean of at least half of
    `least`: so that a chain of sentences, each like the next, does not make one fact of many.
    Each sentence is in one fact at most.
    """
    ordered = sorted(matches, key=lambda match: (-match.confidence, match.first, match.second))
    known = {(match.first, match.second): match.confidence for match in ordered}
    group: dict[Place, frozenset[Place]] = {}
    for match in ordered:
        if match.confidence < least:
            break
        one = group.get(match.first, frozenset([match.first]))
        two = group.get(match.second, frozenset([match.second]))
        if one != two and _mean(one, two, known) >= least / 2:
            group |= dict.fromkeys(one | two, one | two)
    found = [_fact(places, known) for places in set(group.values())]
    return tuple(sorted(found, key=lambda fact: fact.sentences))


def _mean(one: Collection[Place], two: Collection[Place], known: Confidences) -> float:
    found = [_between(a, b, known) for a in one for b in two if a.article_id != b.article_id]
    return fsum(found) / len(found) if found else 0.0


def _between(one: Place, two: Place, known: Confidences) -> float:
    return known.get((min(one, two), max(one, two)), 0.0)


def _fact(places: Collection[Place], known: Confidences) -> Fact:
    by_article: defaultdict[str, list[Place]] = defaultdict(list)
    for place in sorted(places):
        by_article[place.article_id].append(place)
    best = tuple(
        max(own, key=lambda place: (_mean([place], places, known), -place.sentence))
        for own in by_article.values()
    )
    pairs = [_between(a, b, known) for a in best for b in best if a < b]
    others = tuple(sorted(set(places) - set(best)))
    return Fact(best, others, fsum(pairs) / len(pairs))
