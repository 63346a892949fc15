"""A sentence as a parser sees it: words, and for each the word it depends on and how.

The relations are those of ClearNLP, which spaCy's English models give (Choi and Palmer 2012,
"Guidelines for the CLEAR style constituent to dependency conversion").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

Span = tuple[int, int]


@dataclass(frozen=True)
class Tree:
    """The dependency tree of one sentence.

    `words`, `spans` (code point offsets in the sentence), `heads` (the number of the word that
    each depends on; a root depends on itself) and `relations` have an entry for each word.
    """

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The words in small letters, with straight apostrophes."""
        return tuple(word.lower().replace("’", "'") for word in self.words)

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.words]
        for word, head in enumerate(self.heads):
            if head != word:
                found[head].append(word)
        return tuple(map(tuple, found))

    def children(self, word: int, *relations: str) -> list[int]:
        """Return the words that depend on `word` directly, by any of `relations` where given."""
        own = self._children[word]
        return [child for child in own if not relations or self.relations[child] in relations]

    def child(self, word: int, *relations: str) -> int | None:
        """Return the first of `children`."""
        return next(iter(self.children(word, *relations)), None)

    def below(self, word: int) -> list[int]:
        """Return `word` and everything that depends on it, in reading order."""
        found, waiting = [], [word]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting.extend(self._children[current])
        return sorted(found)

    def above(self, word: int) -> Iterator[int]:
        """Yield the words that `word` depends on, nearest first."""
        while self.heads[word] != word:
            word = self.heads[word]
            yield word

    def extent(self, words: list[int]) -> Span:
        """Return the span from the first to the last of `words`."""
        return self.spans[min(words)][0], self.spans[max(words)][1]
