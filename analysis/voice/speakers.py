"""Who it is: pronouns and surnames taken back to the full names of an article."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.sentences.words import STARTERS
from analysis.voice.sources import PRONOUNS, Source
from analysis.voice.words import BODIES, MEN, ROLES, WOMEN

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*"
_PARTICLE = r"(?:al|bin|da|de|del|der|di|du|el|la|le|van|von|of)"
_NAMES = re.compile(rf"{_CAPITAL}\.?(?: (?:{_PARTICLE} ){{0,2}}{_CAPITAL}\.?){{0,4}}")
_POSSESSIVE = re.compile(r"[’']s?$")
# Characters of a sentence in which it says whom it is about.
_OPENING = 12
# Sentences that a pronoun looks back over.
_BACK = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a person is named, as an offset in the article; `name` is the full name.

    `span` is where the last word of the name stands.
    """

    at: int
    name: str
    span: tuple[int, int] = (0, 0)


class Speakers:
    """The people and bodies of one article.

    `text` is the article's, `starts` the offsets of its sentences, rising.
    """

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self._starts = starts
        self._full: dict[str, list[Mention]] = {}
        self._by_first: dict[str, list[Mention]] = {}
        self._genders: dict[str, str] = {}
        self._mentions: list[Mention] = []
        self._group: Mention | None = None
        self._body: Mention | None = None
        self._spoke: dict[int, str] = {}
        self._small = frozenset(re.findall(r"\b[a-z]{2,}\b", text))
        named = _without_openers(list(_named(text)), self._small)
        for each in named:
            if len(each.words) > 1:
                self._enter(Mention(each.at, " ".join(each.words)), each.gender)
        for each in named:
            name = self._full_name(each.words, each.at)
            if name and not _is_body(each.words):
                self._mentions.append(Mention(each.at, name, each.last))
                if each.gender:
                    self._genders.setdefault(name, each.gender)
        self._places = [mention.at for mention in self._mentions]

    def _enter(self, mention: Mention, gender: str) -> None:
        first, *_, last = mention.name.split(" ")
        self._full.setdefault(last, []).append(mention)
        self._by_first.setdefault(first, []).append(mention)
        if gender:
            self._genders.setdefault(mention.name, gender)

    def _full_name(self, words: Sequence[str], at: int) -> str:
        """Return the name in full: the last one before, else the first one behind."""
        if len(words) > 1:
            return " ".join(words)
        known = self._full.get(words[-1]) or self._by_first.get(words[-1], [])
        before = [mention.name for mention in known if mention.at <= at]
        return before[-1] if before else next((mention.name for mention in known), "")

    def resolve(self, source: Source, at: int) -> str:
        """Return what to call the source that is named at the offset `at`; empty if unknown."""
        said = " ".join(source.names)
        lower = said.lower()
        if lower in ("he", "she"):
            name = self._person(at, source.gender)
            self._genders.setdefault(name, source.gender)
        elif lower in PRONOUNS:
            last = {"they": self._group, "it": self._body}.get(lower)
            name = last.name if last else ""
        elif source.is_name:
            name = listed([self._named(each, at) for each in source.names])
            if name.lower() in self._small and at in self._starts:
                name = name.lower()  # “Police” opens the sentence, and is no name
            if _is_body(said.split()):
                self._body = Mention(at, name)
            if source.gender:
                self._genders.setdefault(name, source.gender)
        else:
            name = self._small_first(said)
            self._group = Mention(at, name)
            if _is_body(said.split()):
                self._body = self._group
        if name:
            self._spoke[self._sentence(at)] = name
        return name

    def _small_first(self, said: str) -> str:
        """Return a description as it stands within a sentence: the minister."""
        first = re.match(r"[A-Z][a-z]*(?=\s|$)", said)
        word = first.group().lower() if first else ""
        small = word in STARTERS or word in self._small
        return f"{said[0].lower()}{said[1:]}" if small else said

    def _named(self, text: str, at: int) -> str:
        words = _clean(text).split()
        return self._full_name(words, at) or " ".join(words)

    def label(self, label: str, at: int) -> str:
        """Return what to call the speaker whose label in a transcript is `label`."""
        words = _clean(label.split("(")[0].strip(" []")).split()
        while len(words) > 1 and words[0].lower().rstrip(".") in ROLES:
            words = words[1:]
        shown = [word.title() if word.isupper() and len(word) > 2 else word for word in words]
        return self._full_name(shown, at) or " ".join(shown)

    def _sentence(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _person(self, at: int, gender: str) -> str:
        """Return whom he or she is: who spoke last or was named first, going back by sentences."""
        here = self._sentence(at)
        for number in range(here, max(here - _BACK, -1), -1):
            for name in self._candidates(number, at):
                if self._genders.get(name, gender) == gender:
                    return name
        return ""

    def named_before(self, at: int) -> Mention | None:
        """Return whom the sentence before the one at `at` begins with, if it does with a person."""
        number = self._sentence(at) - 1
        if number < 0:
            return None
        begin = self._starts[number]
        for mention in self._mentions[bisect_right(self._places, begin - 1) :]:
            return mention if mention.at - begin < _OPENING else None
        return None

    def _candidates(self, number: int, at: int) -> Iterator[str]:
        begin = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else at
        first = bisect_right(self._places, begin - 1)
        last = bisect_right(self._places, min(end, at) - 1)
        if number in self._spoke and end <= at:
            yield self._spoke[number]
        for mention in self._mentions[first:last]:
            yield mention.name


@dataclass(frozen=True, slots=True)
class _Name:
    """A capitalised name: its offset, its words without titles, where the last stands."""

    at: int
    words: tuple[str, ...]
    last: tuple[int, int]
    gender: str


def _named(text: str) -> Iterator[_Name]:
    for found in _NAMES.finditer(text):
        words = _clean(found.group()).split()
        lower = [word.lower().rstrip(".") for word in words]
        # In “Ohio Senator Ann Lee” the name begins behind the title.
        drop = max((at for at, word in enumerate(lower) if word in ROLES), default=-1) + 1
        while drop < len(words) and lower[drop] in STARTERS:
            drop += 1
        if drop < len(words):
            titles = set(lower[:drop])
            gender = "f" if titles & WOMEN else "m" if titles & MEN else ""
            end = found.start() + len(_clean(found.group()))
            last = (end - len(words[-1]), end)
            yield _Name(found.start(), tuple(words[drop:]), last, gender)


def _without_openers(named: Sequence[_Name], small: Collection[str]) -> list[_Name]:
    """Take a word off the front that is no name: Meeting Ann Lee, Bride Ann Lee.

    It is none where the rest stands alone elsewhere, or it stands in small letters.
    """
    known = {each.words for each in named}
    return [
        replace(each, words=each.words[1:])
        if len(each.words) > 2 and (each.words[1:] in known or each.words[0].lower() in small)
        else each
        for each in named
    ]


def listed(names: Sequence[str]) -> str:
    """Return names as they are said together: A, B and C."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _clean(name: str) -> str:
    return _POSSESSIVE.sub("", name.strip(" .,")).replace("’", "'")


def _is_body(words: Sequence[str]) -> bool:
    return any(word.lower().strip(".'") in BODIES for word in words)
