"""Articles that say the same thing nearly word for word: wire copies, reprints, updates."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from analysis.pipeline import ScoredArticle

# Words in a row that must be the same: fewer are often equal by chance.
_SHINGLE = 5
# Share of the shorter text's runs of words that the other has too.
_OVERLAP = 0.8
# Below this number of runs only equal texts are copies: a note is easily part of an article.
_LEAST = 20
# A run of words in more articles than this is no sign of a copy of the later ones.
_MOST_HOLDERS = 50
_WORD = re.compile(r"\w+")

Shingles = frozenset[tuple[str, ...]]


def first_copies(articles: Sequence[ScoredArticle]) -> list[int]:
    """Return for each article the position of the first one that it is a near-duplicate of.

    Two are near-duplicates where at least four fifths of all runs of five words of the shorter
    body are in the other one too (containment of shingles, Broder 1997), capitals and punctuation
    aside; so a wire text that was cut, or got a paragraph more, is found. Bodies below 24 words
    must be equal. Copies of copies are copies; an article without any has its own position.
    """
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
    body = (text[each.start : each.end] for each in scored.sentences if each.role == "body")
    words = _WORD.findall(" ".join(body).lower())
    if len(words) <= _SHINGLE:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
