"""What the rows on voices have in common: the form of a record, and the baseline."""

import re
from typing import Any

from bootstrap import Compared

from analysis.voice import Voice

Record = dict[str, Any]

# Written down before any figure was looked at; a longer list would find more that is no speech.
_VERBS = (
    "said says say saying told tells asked asks added adds claimed claims argued argues stated "
    "states announced announces believes alleged alleges according"
)
_QUOTED = re.compile(r'[“"]([^“”"]*)[”"]')
_REPORTED = re.compile(rf"\b(?:{'|'.join(_VERBS.split())})\b", re.IGNORECASE)
_LEAST_WORDS = 4


def simple_voice(sentence: str) -> Voice:
    """Return the voice that quotation marks and a list of reporting verbs suggest."""
    if any(len(words.split()) >= _LEAST_WORDS for words in _QUOTED.findall(sentence)):
        return "quote"
    return "attributed" if _REPORTED.search(sentence) else "outlet"


def voice_record(
    found: Compared,
    *,
    name: str,
    part: str,
    labels_by: str,
    trained: str,
    metric: str,
    n: int,
    unit: str,
    aim: float | None = None,
    published: str = "–",
    note: str = "",
) -> Record:
    """Return a row: our figure, its interval, the aim, and the baseline where there is one.

    `unit` is what `n` counts. `part` names the set and its part, none of which is held out.
    """
    return {
        "name": name,
        "part": part,
        "labels_by": labels_by,
        "trained": trained,
        "metric": metric,
        "n": n,
        "unit": unit,
        "tonelens": found.ours,
        "interval": found.interval,
        "baseline": found.theirs,
        "difference": found.difference,
        "difference_interval": found.difference_interval,
        "aim": aim,
        "published": published,
        "held_out": False,
        "note": note,
    }
