"""Swapping who is named: the same sentence about another person, group or outlet.

A label of the wording must not hang on who is named, so a copy of a sentence with other names
keeps its labels (counterfactual data augmentation, Lu et al. 2020, "Gender Bias in Neural
Natural Language Processing"). Spans of cues and targets follow the text.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from training.examples import Example, Span

_NAME = r"[A-Z][^\W\d_]+(?:[-’'][A-Z][^\W\d_]+)?"
_PRONOUN = re.compile(r"(?i)^(?:he|she|they|him|her|his|their|them|i|we|us|it|who|whom|you)$")


@dataclass(frozen=True, slots=True)
class _Lists:
    first_names: tuple[str, ...]
    surnames: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    terms: re.Pattern[str]
    titled: re.Pattern[str]
    full_name: re.Pattern[str]


@lru_cache(maxsize=1)
def lists() -> _Lists:
    """Return swaps.yaml, with the patterns that find what may be swapped."""
    path = Path(__file__).with_name("swaps.yaml")
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    first_names = tuple(content["first_names"])
    sets = [tuple(terms) for kind in content["groups"].values() for terms in kind]
    groups: dict[str, tuple[str, ...]] = {}
    for terms in sets:
        for term in terms:
            # A term of several sets, such as "Republican", belongs to the first.
            groups.setdefault(term, terms)
    return _Lists(
        first_names=first_names,
        surnames=tuple(content["surnames"]),
        groups=groups,
        terms=_any_of(groups),
        titled=re.compile(rf"\b(?:{'|'.join(content['titles'])})\.? ({_NAME})\b"),
        full_name=re.compile(rf"\b(?:{'|'.join(_COMMON_FIRST_NAMES)}) ({_NAME})\b"),
    )


def swapped(example: Example, chance: random.Random) -> Example:
    """Return `example` with other persons and groups, drawn by `chance`; labels stay.

    The same name is replaced by the same name throughout. An example without anything to swap
    comes back as it is.
    """
    known = lists()
    names = _persons(example, known)
    pattern = _any_of(names) if names else None
    chosen: dict[str, str] = {}
    for name in names:
        chosen[name] = _person(known, chance, full=" " in name)
    text, moved = example.text, _Moves()
    if pattern:
        text, moved = _replace(text, pattern, chosen, moved)
    others = {term: _other(known.groups[term], term, chance) for term in known.groups}
    text, moved = _replace(text, known.terms, others, moved)
    return replace(
        example,
        text=text,
        target=moved.span(example.target) if example.target else None,
        cues={
            measure: tuple(moved.span(span) for span in spans)
            for measure, spans in example.cues.items()
        },
    )


class _Moves:
    """Where offsets of a text went when parts of it were replaced, in one or several rounds."""

    def __init__(self) -> None:
        self._rounds: list[list[tuple[int, int, int, int]]] = []

    def record(self, parts: list[tuple[int, int, int, int]]) -> None:
        """Add a round: (start, end) of each part before, and (start, end) after."""
        self._rounds.append(parts)

    def span(self, span: Span) -> Span:
        """Return where a span is now; one that touches a replaced part covers all of it."""
        start, end = span
        for parts in self._rounds:
            start, end = _moved(parts, start, last=False), _moved(parts, end, last=True)
        return start, end


def _moved(parts: Sequence[tuple[int, int, int, int]], offset: int, *, last: bool) -> int:
    shift = 0
    for start, end, new_start, new_end in parts:
        inside = start < offset <= end if last else start <= offset < end
        if inside:
            return new_end if last else new_start
        if offset < end:
            break
        shift = new_end - end
    return offset + shift


def _replace(
    text: str, pattern: re.Pattern[str], words: Mapping[str, str], moves: _Moves
) -> tuple[str, _Moves]:
    pieces: list[str] = []
    parts: list[tuple[int, int, int, int]] = []
    at = length = 0
    for match in pattern.finditer(text):
        found = match.group()
        new = words[found] if found in words else words[found.lower()].capitalize()
        pieces += [text[at : match.start()], new]
        length += match.start() - at
        parts.append((match.start(), match.end(), length, length + len(new)))
        length += len(new)
        at = match.end()
    moves.record(parts)
    return "".join([*pieces, text[at:]]), moves


def _persons(example: Example, known: _Lists) -> list[str]:
    """Return the names of persons in an example: its target, and names after titles."""
    names = [match.group(1) for match in known.titled.finditer(example.text)]
    names += [match.group() for match in known.full_name.finditer(example.text)]
    if example.target:
        mention = example.text[slice(*example.target)].strip()
        if re.fullmatch(rf"{_NAME}(?: {_NAME}){{0,2}}", mention) and not _PRONOUN.match(mention):
            names.append(mention)
    # Longest first, so that "Ana Lopez" is replaced before "Lopez".
    return sorted(
        {name for name in names if name not in known.groups}, key=lambda name: (-len(name), name)
    )


def _person(known: _Lists, chance: random.Random, *, full: bool) -> str:
    surname = chance.choice(known.surnames)
    return f"{chance.choice(known.first_names)} {surname}" if full else surname


def _other(terms: Sequence[str], term: str, chance: random.Random) -> str:
    return chance.choice([other for other in terms if other != term])


def _any_of(words: Sequence[str] | Mapping[str, Any]) -> re.Pattern[str]:
    """Return a pattern for any of `words`, also with a capital at the beginning of a sentence."""
    both = {form for word in words for form in (word, word[:1].upper() + word[1:])}
    ordered = sorted(both, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


# First names that news writes about often; they only tell where a full name stands.
# fmt: off
_COMMON_FIRST_NAMES = (
    "Adam", "Alan", "Amy", "Andrew", "Angela", "Anna", "Anthony", "Barack", "Ben", "Bernie",
    "Bill", "Bob", "Boris", "Brett", "Brian", "Chris", "Christine", "Chuck", "Daniel", "David",
    "Dick", "Donald", "Ed", "Elizabeth", "Emmanuel", "Eric", "Frank", "Gary", "Greg", "Hillary",
    "Jack", "James", "Jane", "Jared", "Jason", "Jeff", "Jennifer", "Jeremy", "Jerome", "Jim",
    "Joe", "John", "Jonathan", "Joseph", "Julia", "Justin", "Karen", "Kate", "Keith", "Kevin",
    "Kim", "Larry", "Laura", "Lisa", "Marco", "Mark", "Martin", "Mary", "Matt",
    "Michael", "Michelle", "Mike", "Mitch", "Nancy", "Narendra", "Nicole", "Nikki", "Pamela",
    "Patrick", "Paul", "Peter", "Rand", "Rex", "Richard", "Rick", "Robert", "Roger", "Ron",
    "Rudy", "Sarah", "Scott", "Sean", "Simon", "Stephen", "Steve", "Steven", "Susan", "Ted",
    "Theresa", "Tim", "Tom", "Tony", "Vladimir", "Walter", "William",
)
# fmt: on
