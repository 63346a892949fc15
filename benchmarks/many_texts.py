"""Many made articles: sentences of the samples, recombined under invented names and figures.

Texts of a realistic length and number, told by a few outlets in groups of one event, with some
that name no outlet and some that are reprints: enough to time what grows with the number of
articles. They make no sense, which no timing needs.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from analysis import read_files
from analysis.articles import Article
from analysis.resources import resource
from analysis.sentences import split_sentences

OUTLETS = ("Morning Ledger", "Evening Signal", "The Lantern", "Harbour Post", "Northern Mail")
# On average an event is told by as many articles.
PER_EVENT = 5
# One in so many is a reprint of the article before it; one in so many names no outlet.
REPRINT_EVERY, UNNAMED_EVERY = 25, 10
SHORTEST, LONGEST = 14, 26
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_NUMBER = re.compile(r"\b\d{1,3}\b")
_SYLLABLES = ("bar", "cor", "dal", "fen", "gil", "hol", "kes", "lin", "mor", "nor", "pel", "ros")


def made_files(number: int, seed: int = 1) -> list[tuple[str, bytes]]:
    """Return `number` articles as Markdown files, the same ones for the same `seed`.

    An outlet's articles lie in its folder; those that name no outlet lie in none.
    """
    chance = random.Random(seed)
    stories = _sample_stories()
    files: list[tuple[str, bytes]] = []
    texts: list[str] = []
    for at in range(number):
        if at % PER_EVENT == 0:
            event = _Event(chance, chance.choice(stories), at // PER_EVENT)
        if at % REPRINT_EVERY == REPRINT_EVERY - 1:
            body = texts[-1]
        else:
            body = event.text(chance.randint(SHORTEST, LONGEST))
        texts.append(body)
        outlet = "" if at % UNNAMED_EVERY == 3 else OUTLETS[at % len(OUTLETS)]
        front = f"title: {event.headline()}\ndate: {event.day}\n"
        front += f"outlet: {outlet}\n" if outlet else ""
        name = f"article-{at:04}.md"
        files.append((name, f"---\n{front}---\n{body}".encode()))
    return files


class _Event:
    """An invented event: the sentences of a sample story under names of its own."""

    def __init__(self, chance: random.Random, sentences: Sequence[str], number: int) -> None:
        self._chance = chance
        self._sentences = sentences
        self._names: dict[str, str] = {}
        self.day = date(2026, 1, 1) + timedelta(days=3 * number)

    def text(self, length: int) -> str:
        """Return so many of its sentences, in their order, in paragraphs of two."""
        taken = sorted(self._chance.sample(range(len(self._sentences)), length))
        renamed = [self._renamed(self._sentences[each]) for each in taken]
        return "\n\n".join(" ".join(renamed[at : at + 2]) for at in range(0, length, 2))

    def headline(self) -> str:
        """Return the first words of one of its sentences."""
        return " ".join(self._renamed(self._chance.choice(self._sentences)).split()[:9]).strip(".,")

    def _renamed(self, sentence: str) -> str:
        named = _NAME.sub(lambda found: self._name(found[0]), sentence)
        return _NUMBER.sub(lambda _: str(self._chance.randint(2, 400)), named)

    def _name(self, name: str) -> str:
        if name not in self._names:
            self._names[name] = "".join(self._chance.choices(_SYLLABLES, k=3)).capitalize()
        return self._names[name]


def _sample_stories() -> list[list[str]]:
    """Return the body sentences of each invented event among the samples."""
    stories: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(resource("seeds").glob("*/*.md")):
        for article in read_files([(path.name, path.read_bytes())]).articles:
            stories[path.parent.name].extend(_body(article))
    return list(stories.values())


def _body(article: Article) -> Iterator[str]:
    for each in split_sentences(article.text, article.headline_end):
        if each.role == "body":
            yield " ".join(article.text[each.start : each.end].split())
