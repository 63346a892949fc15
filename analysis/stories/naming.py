"""A few words for what the articles of a story share."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from analysis.articles import Article
from analysis.stories.terms import Terms

_WIDTH = 60
_NAMES = 2

Weights = Mapping[str, float]


def name_of(
    articles: Sequence[Article],
    terms: Sequence[Terms],
    words: Sequence[Weights],
    names: Sequence[Weights],
) -> str:
    """Return the two names and the word that weigh most in most articles; of one, its headline.

    Made of what is shared, it takes no outlet's side as a headline might.
    """
    if len(articles) == 1:
        return _headline(articles[0])
    chosen: list[str] = []
    for name in _shared(names):
        # “Brannick Maid” says all that “Maid” does.
        if len(chosen) < _NAMES and not any(set(name.split()) & set(c.split()) for c in chosen):
            chosen.append(name)
    known = {name for own in names for name in own}
    plain = [word for word in _shared(words) if word.isalpha() and word not in known]
    chosen += plain[: 1 if chosen else _NAMES + 1]
    if not chosen:
        return min(_headline(each) for each in articles)
    return ", ".join(_written(term, terms) for term in chosen)


def _shared(weights: Sequence[Weights]) -> Iterator[str]:
    """Yield the terms of at least half of the articles, the weightiest first."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for own in weights:
        for term, weight in own.items():
            found[term].append(weight)
    for term in sorted(found, key=lambda term: (-fsum(found[term]), term)):
        # A single letter is what is left of something else, as of a contraction.
        if len(term) > 1 and len(found[term]) >= max(2, len(weights) / 2):
            yield term


def _written(term: str, terms: Sequence[Terms]) -> str:
    """Return the term as most articles write it."""
    forms = Counter(each.shown[term] for each in terms if term in each.shown)
    return min(forms, key=lambda form: (-forms[form], form))


def _headline(article: Article) -> str:
    first = article.text.strip().split("\n", 1)[0]
    line = " ".join((article.title or first).split()) or article.source_file
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1].rstrip()}…"
