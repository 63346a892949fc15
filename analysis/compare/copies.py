"""Articles that say the same thing nearly word for word: wire copies, reprints, updates."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from threading import Lock

from analysis.pipeline import ScoredArticle, ScoredSentence

# Words in a row that must be the same: fewer are often equal by chance.
_SHINGLE = 5
# Share of the shorter text's runs of words that the other has too.
_OVERLAP = 0.8
# Below this number of runs only equal texts are copies: a note is easily part of an article.
_LEAST = 20
# A run of words in more articles than this is no sign of a copy of the later ones.
_MOST_HOLDERS = 50
_WORD = re.compile(r"\w+")

# A page, a report and a table ask for the copies of the same texts several times over.
_MOST_REMEMBERED = 32
# By a hash of the texts: nothing of what they say is kept.
_remembered: dict[bytes, tuple[int, ...]] = {}
_REMEMBERING = Lock()

Shingles = frozenset[tuple[str, ...]]


def first_copies(articles: Sequence[ScoredArticle]) -> list[int]:
    """Return for each article the position of the first one that it is a near-duplicate of.

    Two are near-duplicates where at least four fifths of all runs of five words of the shorter
    body are in the other one too (containment of shingles, Broder 1997), capitals and punctuation
    aside; so a wire text that was cut, or got a paragraph more, is found. Bodies below 24 words
    must be equal. Copies of copies are copies; an article without any has its own position. What
    was found for the same texts before is not looked for again.
    """
    key = _key(articles)
    found = _remembered.get(key)
    if found is None:
        found = tuple(_first_copies(articles))
        with _REMEMBERING:  # sessions run side by side
            _remembered[key] = found
            while len(_remembered) > _MOST_REMEMBERED:
                del _remembered[next(iter(_remembered))]
    return list(found)


def _key(articles: Sequence[ScoredArticle]) -> bytes:
    """Return a hash of all that near-duplicates depend on: texts, and where their bodies are."""
    whole = hashlib.sha256()
    for scored in articles:
        bodies = ",".join(f"{each.start}-{each.end}" for each in _body(scored))
        whole.update(f"{scored.article.text_sha256} {bodies}\n".encode())
    return whole.digest()


def _body(scored: ScoredArticle) -> Iterator[ScoredSentence]:
    return (each for each in scored.sentences if each.role == "body")


def _first_copies(articles: Sequence[ScoredArticle]) -> list[int]:
    shingles = [_shingles(article) for article in articles]
    holders: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    first: list[int] = []
    for at, own in enumerate(shingles):
        shared: Counter[int] = Counter()
        for shingle in own:
            shared.update(holders[shingle])
            if len(holders[shingle]) < _MOST_HOLDERS:
                holders[shingle].append(at)
        groups = {first[e] for e, n in shared.items() if _are_copies(own, shingles[e], n)}
        first.append(min(groups, default=at))
        if len(groups) > 1:
            first = [first[at] if each in groups else each for each in first]
    return first


def _are_copies(one: Shingles, other: Shingles, common: int) -> bool:
    fewer = min(len(one), len(other))
    return one == other if fewer < _LEAST else common >= _OVERLAP * fewer


def _shingles(scored: ScoredArticle) -> Shingles:
    text = scored.article.text
    body = (text[each.start : each.end] for each in _body(scored))
    words = _WORD.findall(" ".join(body).lower())
    if len(words) <= _SHINGLE:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
