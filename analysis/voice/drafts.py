"""An article before it is parsed: its quotations in each sentence, and which need a parser."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from analysis.sentences import Sentence
from analysis.voice.fragments import may_be_speech
from analysis.voice.quotations import Quotation, find_quotations
from analysis.voice.reporting import lexicon
from analysis.voice.tree import Span

# Where a model is this sure of the outlet's own voice, parsing would find next to nothing: it
# saves a third of the sentences and changes no figure (docs/decisions.md, 40).
SURE = 0.9
_PROSE = ("headline", "body")
_WORD = re.compile(r"[a-z]+")
# A model's probability of each voice; empty where it cannot say.
Chances = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence with its quotations, each by number and place, before it is parsed."""

    sentence: Sentence
    text: str
    placed: tuple[tuple[int, Span], ...]
    needed: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """An article before its sentences are parsed."""

    text: str
    quotations: Sequence[Quotation]
    sentences: Sequence[Drafted]

    @property
    def to_parse(self) -> list[str]:
        """The sentences that a parser must read."""
        return [each.text for each in self.sentences if each.needed]


def draft(
    text: str, headline_end: int, sentences: Sequence[Sentence], chances: Sequence[Chances]
) -> Draft:
    """Place an article's quotations in its sentences; see `find_voices`."""
    quotations = find_quotations(text, headline_end)
    drafted = (
        _drafted(each, text[each.start : each.end], quotations, own)
        for each, own in zip(sentences, chances, strict=True)
    )
    return Draft(text, quotations, tuple(drafted))


def _drafted(
    sentence: Sentence, text: str, quotations: Sequence[Quotation], chances: Chances
) -> Drafted:
    if sentence.role not in _PROSE:
        return Drafted(sentence, text, (), needed=False)
    placed = tuple(_within(sentence, quotations))
    sure = not placed and chances.get("outlet", 0) >= SURE and not _has(_plain_cues, text)
    return Drafted(sentence, text, placed, not sure and _needs_tree(text, placed, quotations))


def _within(sentence: Sentence, quotations: Sequence[Quotation]) -> Iterator[tuple[int, Span]]:
    """Yield the number of each quotation in a sentence, and its place there."""
    # They are in order, and so are the sentences: nothing before the first is looked at again.
    first = bisect_right(quotations, sentence.start, key=lambda each: each.end)
    for number in range(first, len(quotations)):
        start, end = quotations[number].start, quotations[number].end
        if start >= sentence.end:
            return
        start, end = max(start, sentence.start), min(end, sentence.end)
        yield number, (start - sentence.start, end - sentence.start)


def _needs_tree(
    text: str, placed: Sequence[tuple[int, Span]], quotations: Sequence[Quotation]
) -> bool:
    """Tell whether a sentence has a cue word outside quotations, or quoted words to judge."""
    outside, reached = [], 0
    for number, (start, end) in placed:
        if quotations[number].kind == "fragment":
            if may_be_speech(text[start:end]):
                return True
            continue
        outside.append(text[reached:start])
        reached = end
    rest = " ".join([*outside, text[reached:]])
    return _has(_cues, rest)


def _has(cues: Callable[[], frozenset[str]], text: str) -> bool:
    return not cues().isdisjoint(_WORD.findall(text.lower()))


@cache
def _plain_cues() -> frozenset[str]:
    """Return the cues that attribute wherever they stand."""
    return lexicon().adverbs | {"according"}


@cache
def _cues() -> frozenset[str]:
    known = lexicon()
    return frozenset({*known.verbs, *known.nouns, *known.adjectives, "words"}) | _plain_cues()
