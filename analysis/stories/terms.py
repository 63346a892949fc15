"""What an article is told apart by: its words and its names."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.articles import Article

# Words at the top that count twice: news says first what happened.
_LEAD = 100
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d+(?:[.,]\d+)*")
_POSSESSIVE = re.compile(r"[’'][sS]?$")
# A capital within a sentence: behind a small letter, a figure or a comma, and a blank.
_CAPITAL_INSIDE = re.compile(r"(?<=[a-zß-öø-ÿ0-9,;] )[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:[’'-][^\W\d_]+)*")

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Terms:
    """How often an article says each of its words and names; its first hundred words count twice.

    `words` are in small letters, without plural, numbers among them and names not. `names` are
    capitalised words that the article never writes small, and two of them in a row. `shown` is how
    the article writes each of both.
    """

    words: Counts
    names: Counts
    shown: Mapping[str, str]


def terms_of(article: Article) -> Terms:
    """Return the words and names of an article's text, headline included."""
    tokens = [_bare(found) for found in _WORD.findall(article.text)]
    small = {token for token in tokens if token.islower()}
    capitals = {_bare(found) for found in _CAPITAL_INSIDE.findall(article.text)}
    names = {token for token in capitals if token.lower() not in small}
    named = list(_named(tokens, names))
    stems = {_stem(name) for name in names}
    others = [(_stem(token), token.lower(), at) for at, token in enumerate(tokens)]
    other = [each for each in others if each[0] not in stems]
    return Terms(
        _counted((stem, at) for stem, _, at in other),
        _counted((name.lower(), at) for name, at in named),
        {term: shown for term, shown, _ in reversed(other)}
        | {name.lower(): name for name, _ in reversed(named)},
    )


def _bare(token: str) -> str:
    return _POSSESSIVE.sub("", token).replace("’", "'")


def _stem(word: str) -> str:
    """Return the word in small letters without the s of a plural."""
    word = word.lower()
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "siu" else word


def _named(tokens: Sequence[str], names: Collection[str]) -> Iterator[tuple[str, int]]:
    for at, token in enumerate(tokens):
        if token in names:
            yield token, at
    for at, (token, after) in enumerate(pairwise(tokens)):
        if token in names and after in names:
            yield f"{token} {after}", at


def _counted(terms: Iterable[tuple[str, int]]) -> Counts:
    counts: Counter[str] = Counter()
    for term, at in terms:
        counts[term] += 2 if at < _LEAD else 1
    return counts
