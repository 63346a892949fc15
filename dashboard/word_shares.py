"""The words of one sentence with their shares in a score: as a frame, and in plain words."""

import re
from collections.abc import Sequence

import pandas as pd

from analysis.config import Measure
from analysis.scorers import Cue, Explanation
from analysis.scorers.base import Method
from analysis.scorers.occlusion import MOST_WORDS
from dashboard import cue_marks, wording

MOST_BARS = 12
MOST_NAMED = 3
# What shows as 0.00 is nothing to name or to draw.
LEAST = 0.005
WORD, OTHERS, CONSTANT = "word", "others", "constant"
WITHOUT_WORDS = "without any word"


def data_frame(sentence: str, explanation: Explanation) -> pd.DataFrame:
    """Return every word in reading order with its share, where shares add up with their sum."""
    rows = [(wording.excerpt(sentence[w.start : w.end], 40), w.share) for w in explanation.words]
    if explanation.constant is not None and explanation.total is not None:
        rows += [(WITHOUT_WORDS, explanation.constant), ("sum", explanation.total)]
    names, shares = [name for name, _ in rows], [float(share) for _, share in rows]
    return pd.DataFrame({"word": names, "share": shares})


def bar_frame(sentence: str, explanation: Explanation) -> pd.DataFrame:
    """Return the bars of a sentence's chart: its strongest words, the strongest first.

    Commas and the like have no bar of their own. Where shares add up, the sum of all other words
    and marks, and the constant, follow. Columns: `bar` (the
    word with its share, all different), `word`, `share`, `kind` (`word`, `others`, `constant`).
    """
    chosen = strongest(_without_marks(sentence, explanation.words), MOST_BARS)
    bars = [(wording.excerpt(sentence[w.start : w.end], 22), w.share, WORD) for w in chosen]
    if explanation.constant is not None:
        rest = [w.share for w in explanation.words if w not in chosen]
        if rest:
            bars.append((f"all others ({len(rest):,})", sum(rest), OTHERS))
        bars.append((WITHOUT_WORDS, explanation.constant, CONSTANT))
    named = [f"{word}\N{EM SPACE}{wording.signed(share)}" for word, share, _ in bars]
    return pd.DataFrame(
        {
            # Equal names would be one bar; a blank without width tells them apart unseen.
            "bar": [name + "\u200b" * named[:n].count(name) for n, name in enumerate(named)],
            "word": [word for word, _, _ in bars],
            "share": [float(share) for _, share, _ in bars],
            "kind": [kind for _, _, kind in bars],
        }
    )


def strongest(words: Sequence[Cue], most: int) -> list[Cue]:
    """Return the `most` words with the largest shares either way; equal ones in reading order."""
    shown = [word for word in words if abs(word.share) >= LEAST]
    return sorted(shown, key=lambda word: (-abs(word.share), word.start))[:most]


def _without_marks(sentence: str, words: Sequence[Cue]) -> list[Cue]:
    """Leave out commas, quotation marks and the like; exclamation and question marks say much."""
    return [w for w in words if re.search(r"[\w!?]", sentence[w.start : w.end])]


def takeaway(sentence: str, explanation: Explanation) -> str:
    """Name the words that weigh most, with their shares."""
    words = _without_marks(sentence, explanation.words)
    named = [
        f"“{wording.excerpt(sentence[w.start : w.end], 40)}” ({wording.signed(w.share)})"
        for w in strongest(words, MOST_NAMED)
    ]
    if named:
        return f"{cue_marks.LEAD}: {wording.listed(named)}."
    if explanation.method == "lists":
        return "No listed phrase in this sentence counts for this measure."
    return "No word of this sentence weighs in this score."


def meaning(explanation: Explanation, measure: Measure) -> str:
    """Say what a share is, for the method of the explanation, and what it is not."""
    return _MEANINGS[explanation.method].format(
        odds=f"{measure.high} rather than {measure.low}"
        if measure.diverging
        else f"more {measure.title.lower()}",
        total=wording.signed(explanation.total) if explanation.total is not None else "",
    ) + _tried(explanation)


_MEANINGS: dict[Method, str] = {
    "readout": (
        "A share is what the word adds to the log-odds of {odds}: +0.69 doubles the odds, "
        "−0.69 halves them. All shares and the part without any word add up to {total}, from which "
        "the model computes the score. This is the model’s own arithmetic, exact, and no proof "
        "of cause: how a word counts depends on the words around it."
    ),
    "lists": (
        "A share is the weight of the phrase in the word lists, after negation. Each further "
        "phrase adds less, so the weights do not add up to the score. Words that are in no list "
        "count for nothing."
    ),
    "occlusion": (
        "A share is by how much the score is lower without the word; with a minus it would be "
        "higher. The model read the sentence anew without each word in turn, so the shares do not "
        "add up to the score, and they are no proof of cause: a word that others repeat shows "
        "little."
    ),
}


def _tried(explanation: Explanation) -> str:
    if explanation.method != "occlusion" or len(explanation.words) < MOST_WORDS:
        return ""
    return f" Of a longer sentence only the first {MOST_WORDS} words are tried."
