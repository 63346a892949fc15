"""Lists of weighted phrases: reading them, and finding their phrases in a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from analysis.errors import ModelError

NUMBER = "<number>"
PUNCTUATION = frozenset(".,;:!?…—–()")

# A possessive is a token of its own, so that a list need not repeat its words with it.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*\w*|\w+(?:'(?!s\b)\w+)*|'s\b|[.,;:!?…—–()]")
_YEAR = re.compile(r"(?:19|20)\d\d")
# fmt: off
_NUMBER_WORDS = frozenset({
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    "hundred", "thousand", "million", "billion", "dozen", "half",
})
# fmt: on
_SHORTEST_STEM = 3
_CACHED_WORDS = 1 << 15
_CACHED_LENGTH = 40


class Token(NamedTuple):
    """A word or a mark of punctuation; `start` and `end` are offsets in code points."""

    text: str
    start: int
    end: int


class Match(NamedTuple):
    """An entry found at `tokens[first:last]`, with its weight."""

    first: int
    last: int
    weight: float


def tokenise(sentence: str) -> list[Token]:
    """Split `sentence` into words and punctuation; hyphens and quotation marks only separate."""
    plain = sentence.replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    return [Token(found[0], *found.span()) for found in _TOKEN.finditer(plain)]


@dataclass(slots=True)
class _Node:
    children: dict[str, "_Node"] = field(default_factory=dict)
    weight: float | None = None


class WordList:
    """Weighted phrases, found by longest match from the left.

    A phrase consists of words; `*` at the end of a word stands for any ending, `<number>` for a
    number that is not a year, and `=` before the phrase keeps its capitals. Of two entries of
    equal length the one that says more wins: with capitals, then exact, then the longer stem.
    """

    def __init__(self) -> None:
        self._root = _Node()
        self._vocabulary: set[str] = set()
        self._longest_stem = 0
        self._entries = 0
        self._keys = lru_cache(maxsize=_CACHED_WORDS)(self._known_keys)

    def add(self, phrase: str, weight: float) -> None:
        """Add `phrase`; raise `ValueError` where it is malformed, or listed already."""
        if not -1 <= weight <= 1:
            raise ValueError(f"the weight {weight} is not between -1 and 1")
        node = self._root
        for key in _phrase_keys(phrase):
            node = node.children.setdefault(key, _Node())
            self._vocabulary.add(key)
            self._longest_stem = max(self._longest_stem, len(key) - 1)
        if node.weight is not None:
            raise ValueError(f"{phrase!r} is listed twice")
        node.weight = weight
        self._entries += 1
        self._keys.cache_clear()

    def __len__(self) -> int:
        return self._entries

    def find(self, tokens: Sequence[Token]) -> list[Match]:
        """Return the matches in `tokens`, in order and without overlap."""
        keys = [self._keys_of(token.text) for token in tokens]
        matches = []
        position = 0
        while position < len(keys):
            match = _longest(self._root, keys, position) if keys[position] else None
            if match is None:
                position += 1
            else:
                matches.append(Match(position, *match))
                position = match[0]
        return matches

    def _keys_of(self, word: str) -> tuple[str, ...]:
        # What is no word of a language is not kept: it may be long, and it is the user's.
        return self._keys(word) if len(word) <= _CACHED_LENGTH else self._known_keys(word)

    def _known_keys(self, word: str) -> tuple[str, ...]:
        return tuple(key for key in self._candidates(word) if key in self._vocabulary)

    def _candidates(self, word: str) -> Iterator[str]:
        """Yield the keys that `word` answers to, the most specific first."""
        lower = word.lower()
        yield f"={word}"
        yield lower
        for length in range(min(len(lower), self._longest_stem), _SHORTEST_STEM - 1, -1):
            yield f"{lower[:length]}*"
        if (word[0].isdigit() or lower in _NUMBER_WORDS) and not _YEAR.fullmatch(word):
            yield NUMBER


def _longest(
    node: _Node, keys: Sequence[tuple[str, ...]], position: int
) -> tuple[int, float] | None:
    """Return where the longest entry below `node` ends, and its weight."""
    best = None if node.weight is None else (position, node.weight)
    if position == len(keys):
        return best
    for key in keys[position]:
        child = node.children.get(key)
        found = _longest(child, keys, position + 1) if child else None
        if found and (best is None or found[0] > best[0]):
            best = found
    return best


def _phrase_keys(phrase: str) -> list[str]:
    exact = phrase.startswith("=")
    keys = [key for word in phrase.removeprefix("=").split() for key in _word_keys(word, exact)]
    if not keys:
        raise ValueError("the phrase has no words")
    return keys


def _word_keys(word: str, exact: bool) -> list[str]:
    if word == NUMBER:
        return [NUMBER]
    stem = word.removesuffix("*")
    is_stem = stem != word
    if re.search(r"[*<>=]", stem) or (is_stem and (exact or len(stem) < _SHORTEST_STEM)):
        raise ValueError(
            f"{word!r} cannot be matched: `*` may only end a word of at least {_SHORTEST_STEM} "
            f"letters in a phrase without `=`, and {NUMBER} is the only placeholder"
        )
    keys = [f"={token.text}" if exact else token.text.lower() for token in tokenise(stem)]
    return [*keys[:-1], f"{keys[-1]}*"] if is_stem and keys else keys


def read_word_list(path: Path) -> WordList:
    """Read the list at `path`: UTF-8, a phrase, a tab and a weight on each line, `#` comments.

    Raises `ModelError` that names the file, the line and the remedy.
    """
    words = WordList()
    for number, line in enumerate(_lines(path), 1):
        if line.strip() and not line.startswith("#"):
            phrase, _, weight = line.partition("\t")
            try:
                words.add(phrase, float(weight))
            except ValueError as error:
                raise ModelError(
                    f"{path}:{number}: {error}. Write a phrase, a tab and a weight from -1 to 1, "
                    "each phrase once, or remove the line."
                ) from error
    if not words:
        raise ModelError(f"The word list {path} has no entries; write at least one line into it.")
    return words


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ModelError(
            f"The word list {path} cannot be read ({error.strerror}). Restore the file, or "
            "correct the model's source in models.yaml."
        ) from error
    except UnicodeDecodeError as error:
        raise ModelError(f"The word list {path} is not UTF-8 text; save it as UTF-8.") from error
