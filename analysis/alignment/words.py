"""What a sentence is compared by: its words, its names and its numbers."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

# Numbers; words with the apostrophes and points in them, but not the 's of a possessive.
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s\b")
# Letters of a word that count: endings say little (visit, visited, visiting). Cutting words off is
# a rough stemmer; on the annotated events it found more than whole words.
_STEM = 6
_DIGITS = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence's words in order, in small letters; and which are what.

    `all` are the words without their endings, `forms` as they stand, but for the s of a plural.
    `names` are capitalised words that the story never writes small. `numbers` are digits without
    commas between thousands; two to sixteen are digits too. Names and numbers are never cut.
    """

    all: tuple[str, ...]
    forms: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]

    def numbers_differ(self, other: "Words") -> bool:
        """Return whether both hold numbers and have none in common."""
        return bool(self.numbers and other.numbers and not self.numbers & other.numbers)


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that stand in small letters anywhere in `texts`."""
    return frozenset(token for text in texts for token in _tokens(text) if token.islower())


def words_of(text: str, small: Collection[str]) -> Words:
    """Return the words of a sentence of a story that has the words `small` in small letters."""
    tokens = _tokens(text)
    forms = tuple(map(_form, tokens))
    numbers = frozenset(form for form in forms if form[0].isdigit())
    names = frozenset(
        form
        for token, form in zip(tokens, forms, strict=True)
        if token[0].isupper() and token.lower() not in small and form not in numbers
    )
    stems = tuple(form if form in names or form in numbers else form[:_STEM] for form in forms)
    return Words(stems, forms, names, numbers)


def _tokens(text: str) -> list[str]:
    return _WORD.findall(_POSSESSIVE.sub(" ", text))


def _form(token: str) -> str:
    """Return the word in small letters without the s of a plural, or the number's digits."""
    if token[0].isdigit():
        return token.replace(",", "")
    word = token.lower().replace("’", "'")
    if len(word) > 3 and word.endswith("s") and word[-2] not in "siu":
        word = word[:-1]
    return _DIGITS.get(word, word)
