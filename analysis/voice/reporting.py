"""The words that attribute: reporting verbs, nouns and adjectives, and what each may govern."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "reporting.yaml"

_IRREGULAR = {
    "beg": "begged begging",
    "brag": "bragged bragging",
    "confer": "conferred conferring",
    "cry": "cried cries",
    "deny": "denied denies",
    "dub": "dubbed dubbing",
    "extol": "extolled extolling",
    "feel": "felt",
    "fret": "fretted fretting",
    "forbid": "forbade forbidden forbidding",
    "foresee": "foresaw foreseen",
    "find": "found",
    "flag": "flagged flagging",
    "hold": "held",
    "know": "knew known",
    "label": "labelled labelling",
    "lash": "lashes",
    "lie": "lied lying",
    "mean": "meant",
    "plan": "planned planning",
    "plead": "pled",
    "prefer": "preferred preferring",
    "quip": "quipped quipping",
    "read": "read",
    "refer": "referred referring",
    "rip": "ripped ripping",
    "rebut": "rebutted rebutting",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "signal": "signalled signalling",
    "slam": "slammed slamming",
    "snap": "snapped snapping",
    "sob": "sobbed sobbing",
    "speak": "spoke spoken",
    "submit": "submitted submitting",
    "swear": "swore sworn",
    "admit": "admitted admitting",
    "tell": "told",
    "think": "thought",
    "tip": "tipped tipping",
    "understand": "understood",
    "write": "wrote written",
}
_SPELLINGS = (("ise", "ize"), ("our", "or"))


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its base form and what may hold the content under it."""

    base: str
    clause: bool
    infinitive: bool
    object: bool
    prepositions: frozenset[str]
    loaded: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cue words; `verbs` by every inflected form, the rest by their own forms."""

    verbs: dict[str, Verb]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    adverbs: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the cue words of `reporting.yaml`."""
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    groups = {name: set(words.split()) for name, words in content.items() if isinstance(words, str)}
    behind = {name: set(words.split()) for name, words in content["prepositions"].items()}
    bases = groups["clause"] | groups["infinitive"] | groups["object"]
    verbs: dict[str, Verb] = {}
    for base in sorted(bases.union(*behind.values())):
        verb = Verb(
            base,
            base in groups["clause"],
            base in groups["infinitive"],
            base in groups["object"],
            frozenset(name for name, own in behind.items() if base in own),
            base in groups["loaded"],
        )
        for form in _forms(base):
            verbs.setdefault(form, verb)
    nouns = {form for noun in groups["nouns"] for form in (noun, _with_s(noun))}
    return Lexicon(
        verbs, frozenset(nouns), frozenset(groups["adjectives"]), frozenset(groups["adverbs"])
    )


def _forms(base: str) -> set[str]:
    """Return every form of a verb, in British and American spelling."""
    found: set[str] = set()
    for spelt in _spelt(base):
        found |= {spelt, _with_s(spelt), *_IRREGULAR.get(spelt, "").split()}
        if spelt.endswith("e"):
            found |= {f"{spelt}d", f"{spelt[:-1]}ing"}
        elif spelt.endswith("y") and spelt[-2] not in "aeiou":
            found |= {f"{spelt[:-1]}ied", f"{spelt}ing"}
        else:
            found |= {f"{spelt}ed", f"{spelt}ing"}
    return found


def _spelt(base: str) -> set[str]:
    return {base, *(base.replace(ours, theirs) for ours, theirs in _SPELLINGS if ours in base)}


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "sh", "ch", "x")) else f"{word}s"
