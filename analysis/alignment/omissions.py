"""Facts that others state and that were not found in an outlet's articles."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.alignment.records import UNLIKELY, Fact, Match, Omission, Place
from analysis.articles import Article


def omissions(
    articles: Iterable[Article],
    matches: Iterable[Match],
    facts: Iterable[Fact],
    *,
    all_others: bool = False,
    below: float = UNLIKELY,
) -> tuple[Omission, ...]:
    """Return what was not found where, the surest first.

    A fact counts where at least two outlets state it, or, with `all_others`, every outlet but the
    one. It was not found where every sentence of the outlet's articles matches each of its
    sentences with a probability under `below`: what is doubtful is not called omitted. An article
    without an outlet stands for itself. `matches` are those of the function `align`, `facts` those
    of the function `facts`.
    """
    outlets = {each.article_id: each.outlet or each.article_id for each in articles}
    chances = _chances(matches)
    found = [
        omission
        for fact in facts
        for omission in _of_fact(fact, outlets, chances, all_others)
        if omission.nearest_confidence < below
    ]
    return tuple(sorted(found, key=lambda each: (-each.confidence, each.outlet, each.fact.places)))


def _of_fact(
    fact: Fact,
    outlets: Mapping[str, str],
    chances: Mapping[Place, Sequence[tuple[float, Place]]],
    all_others: bool,
) -> Iterator[Omission]:
    stating = {outlets[place.article_id] for place in fact.places}
    lacking = set(outlets.values()) - stating
    if len(stating) < 2 or (all_others and len(lacking) > 1):
        return
    for outlet in sorted(lacking):
        there = [
            (chance, place)
            for stated in fact.sentences
            for chance, place in chances.get(stated, ())
            if outlets[place.article_id] == outlet
        ]
        chance, nearest = max(there, key=lambda each: (each[0], each[1]), default=(0.0, None))
        yield Omission(outlet, fact, fact.confidence * (1 - chance), nearest, chance)


def _chances(matches: Iterable[Match]) -> dict[Place, list[tuple[float, Place]]]:
    found: dict[Place, list[tuple[float, Place]]] = {}
    for match in matches:
        found.setdefault(match.first, []).append((match.confidence, match.second))
        found.setdefault(match.second, []).append((match.confidence, match.first))
    return found
