"""Where sentences end within a paragraph.

Marks that no rule of ours decides are decided by nupunkt, an implementation of Punkt (Kiss and
Strunk 2006, Unsupervised Multilingual Sentence Boundary Detection). It is given abbreviations and
sentence starters of news: its own were learned from scanned law reports, and take such words as
Iowa, drunk and bank for abbreviations.
"""

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.sentences.rules import Stop, verdict
from analysis.sentences.words import ABBREVIATIONS, STARTERS

if TYPE_CHECKING:
    from nupunkt import PunktSentenceTokenizer

# How far the rules look to either side; bounds the work for each mark.
_REACH = 160

_EMOJI = "\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d\U0001f000-\U0001faff"
_MARK = re.compile(
    r"(?P<mark>[.!?…]+)(?P<close>[”’»'\")\]}]*)"
    r"(?P<note>(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]{1,3}|[*†‡]{1,3}){0,3})"
    rf"(?P<emoji>(?:\s*[{_EMOJI}]+)?)(?P<gap>\s*)(?=\S)"
)
_BLANK = re.compile(r"\s")
_OPENING_STRAIGHT = re.compile(r"(?<![^\s(\[{—–-])(?:''|\"\"?)")
_CLOSING_STRAIGHT = re.compile(r"''|\"")
_FINAL_MARK = re.compile(r"[.!?…”’»'\")\]}]\Z")
# nupunkt's time grows with the square of the length of a run without blanks.
_LONG_RUN = re.compile(r"\S{200,}")


def sentence_starts(paragraph: str) -> list[int]:
    """Return the offsets at which the sentences of `paragraph` start, the first left out.

    `paragraph` has no blanks at its ends; any blank in it counts as a space. The time is linear
    in its length.
    """
    flat = _flat(paragraph)
    proposed = _proposals(flat)
    heading = not _FINAL_MARK.search(flat, len(flat) - 1)
    found = []
    for match in _MARK.finditer(flat):
        ends = verdict(_stop(flat, match, heading))
        if ends or (ends is None and match.end() in proposed):
            found.append(match.end())
    return _without_fragments(flat, found)


def _flat(paragraph: str) -> str:
    """Return the text with plain blanks and curly double quotation marks, offsets unchanged."""
    text = _BLANK.sub(" ", paragraph).replace("``", "““")
    text = _OPENING_STRAIGHT.sub(lambda found: "“" * len(found[0]), text)
    return _CLOSING_STRAIGHT.sub(lambda found: "”" * len(found[0]), text)


def _proposals(flat: str) -> set[int]:
    """Return where nupunkt starts sentences."""
    masked = _LONG_RUN.sub(lambda found: "x" * len(found[0]), flat)
    return {start for start, _ in _engine().span_tokenize(masked)}


@cache
def _engine() -> "PunktSentenceTokenizer":
    from nupunkt import PunktParameters, PunktSentenceTokenizer

    parameters = PunktParameters(abbrev_types=set(ABBREVIATIONS), sent_starters=set(STARTERS))
    return PunktSentenceTokenizer(parameters, include_common_abbrevs=False)


def _stop(flat: str, match: re.Match[str], heading: bool) -> Stop:
    before = flat[max(0, match.start() - _REACH) : match.start()]
    return Stop(
        before=before,
        word=before[before.rfind(" ") + 1 :].lstrip("“”‘’'«»([{…"),
        mark=match["mark"],
        close=match["close"],
        noted=bool(match["note"] or match["emoji"]),
        glued=not match["gap"],
        after=flat[match.end() : match.end() + _REACH],
        heading=heading,
    )


def _without_fragments(flat: str, starts: list[int]) -> list[int]:
    """Join what holds neither letter nor figure to what stands before it, or else after it."""
    kept = []
    seen = False
    for start, end in pairwise([0, *starts, len(flat)]):
        has_word = any(map(str.isalnum, flat[start:end]))
        if has_word and seen:
            kept.append(start)
        seen = seen or has_word
    return kept
