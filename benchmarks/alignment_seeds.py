"""What alignment finds of the facts that were planted in the sample articles, and its time."""

import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

import analysis
from analysis.alignment import LIKELY, Fact, Omission, Place, align, facts, omissions
from analysis.alignment.matching import read_sentences
from analysis.articles import Article

SEEDS = Path(__file__).parent.parent / "seeds"
# The agency's text, reprinted: what it tells would be told twice.
COPIES = ("packet", "islander")

Content = dict[str, Any]


def planted() -> list[Content]:
    """Return for each event how many planted pairs and omissions are found."""
    content = yaml.safe_load((SEEDS / "planted.yaml").read_text(encoding="utf-8"))
    return [_event(name, event, content["opinion"]) for name, event in content["events"].items()]


def _event(name: str, event: Content, opinion: list[str]) -> Content:
    paths = [
        path
        for path in event["articles"]
        if path not in opinion and not any(copy in path for copy in COPIES)
    ]
    articles = {path: _read(path) for path in paths}
    matches = align(articles.values())
    found = facts(matches)
    lacking = omissions(articles.values(), matches, found)
    stated = {path: _stated(articles[path], event["articles"][path]["states"]) for path in paths}
    pairs, told = _pairs(stated), {(m.first, m.second) for m in matches if m.confidence >= LIKELY}
    omitted = [
        (fact, articles[path].outlet)
        for path in paths
        for fact in event["articles"][path]["omits"]
        if sum(fact in own for own in stated.values()) >= 2
    ]
    seen = [each for each in omitted if _is_found(*each, stated, lacking)]
    return {
        "event": name,
        "articles": len(paths),
        "pairs": len(pairs),
        "pairs_found": len(pairs & told),
        "matches": len(told),
        "omitted": len(omitted),
        "omitted_found": len(seen),
        "found": sorted(f"{fact}, {outlet}" for fact, outlet in seen),
        "named": len(lacking),
        "confidence": sum(each.confidence for each in lacking),
        "named_right": sum(_is_right(each, omitted, stated) for each in lacking),
    }


def _read(path: str) -> Article:
    return analysis.read_articles(path, (SEEDS / path).read_bytes())[0]


def _stated(article: Article, states: Content) -> dict[str, Place]:
    """Return the place of each fact's sentence; one that is no sentence of its own is left out."""
    found = {}
    for fact, quoted in states.items():
        for place, text in read_sentences(article):
            if quoted in text or text in quoted:
                found.setdefault(fact, place)
    return found


def _pairs(stated: dict[str, dict[str, Place]]) -> set[tuple[Place, Place]]:
    by_fact: defaultdict[str, list[Place]] = defaultdict(list)
    for own in stated.values():
        for fact, place in own.items():
            by_fact[fact].append(place)
    return {
        (one, two) for places in by_fact.values() for one in places for two in places if one < two
    }


def _is_found(
    fact: str, outlet: str, stated: dict[str, dict[str, Place]], lacking: tuple[Omission, ...]
) -> bool:
    return any(each.outlet == outlet and _holds(each.fact, fact, stated) for each in lacking)


def _is_right(
    omission: Omission, omitted: list[tuple[str, str]], stated: dict[str, dict[str, Place]]
) -> bool:
    return any(
        outlet == omission.outlet and _holds(omission.fact, fact, stated)
        for fact, outlet in omitted
    )


def _holds(found: Fact, fact: str, stated: dict[str, dict[str, Place]]) -> bool:
    """Return whether a found fact has the planted one's sentence of at least two articles."""
    return sum(own.get(fact) in found.sentences for own in stated.values()) >= 2


def timed() -> Content:
    """Return how long the ten longest samples take, as if they were one story.

    `first` is in a process of its own, in which encoder and word list are loaded as well.
    """
    code = "import alignment_seeds as s, time; a = s.longest(); t = time.perf_counter(); "
    code += "s.align(a); print(time.perf_counter() - t)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=Path(__file__).parent, check=True, capture_output=True, text=True
    )
    articles = longest()
    taken = []
    for _ in range(4):
        start = time.perf_counter()
        align(articles)
        taken.append(time.perf_counter() - start)
    number = sum(len(read_sentences(each)) for each in articles)
    first = float(done.stdout.split()[-1])
    return {"articles": 10, "sentences": number, "first": first, "later": min(taken[1:])}


def longest() -> list[analysis.Article]:
    """Return the ten longest samples."""
    paths = sorted(SEEDS.glob("*/*.md"), key=lambda path: -len(path.read_bytes()))[:10]
    return [analysis.read_articles(path.name, path.read_bytes())[0] for path in paths]
