"""Views of a sentence that a reader would rate alike, and views whose words of note are gone.

A score should not move when a plain fact is added, when a source line is left at the end or when
a quotation mark of a neighbour stays behind, so a copy with such noise must get the probabilities
of the sentence itself (consistency training, after Xie et al. 2020, "Unsupervised Data
Augmentation for Consistency Training"). And a sentence without its cue words has less of what
they cue: such copies make explanations faithful (comprehensiveness and sufficiency, DeYoung et
al. 2020, "ERASER").
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from analysis.scorers.cue_words import without, words
from training.examples import Example, Span

ERASED = "erased"
_END = re.compile(r"[.!?]*[\"'”’]?\s*$")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)+(?= [a-z])")
_PERSON = re.compile(r"(?:said|says|told|asked|met|by|with) $")
_MARKS = (("“", "”"), ('"', '"'), ("‘", "’"))
NEUTRAL = 1.0


@lru_cache(maxsize=1)
def additions() -> Mapping[str, Any]:
    """Return the neutral additions of `neutral_clauses.yaml`."""
    path = Path(__file__).with_name("neutral_clauses.yaml")
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def noisy(text: str, chance: random.Random) -> str:
    """Return `text` with one or two additions that change nothing a reader would rate."""
    for _ in range(1 + (chance.random() < 0.25)):
        kind = chance.choices(
            ("after", "before", "inside", "source", "marks"), (30, 20, 15, 15, 20)
        )
        text = _NOISES[kind[0]](text, chance)
    return text


def _after(text: str, chance: random.Random) -> str:
    at = _END.search(text).start()  # type: ignore[union-attr]  # the pattern matches the end
    return text[:at] + chance.choice(additions()["after"]) + text[at:]


def _before(text: str, chance: random.Random) -> str:
    opening = chance.choice(additions()["before"])
    first = (
        text[:1].lower() if re.match(r"(?:The|A|An|It|In|He|She|They|This)\b", text) else text[:1]
    )
    return f"{opening} {first}{text[1:]}"


def _inside(text: str, chance: random.Random) -> str:
    names = list(_NAME.finditer(text))
    if not names:
        return _after(text, chance)
    name = chance.choice(names)
    kinds = ["either", "person" if _PERSON.search(text[: name.start()]) else "either"]
    return (
        text[: name.end()]
        + chance.choice(additions()["inside"][chance.choice(kinds)])
        + text[name.end() :]
    )


def _source(text: str, chance: random.Random) -> str:
    return text + chance.choice(additions()["sources"])


def _marks(text: str, chance: random.Random) -> str:
    opening, closing = chance.choice(_MARKS)
    return chance.choice((opening + text, text + closing, opening + text + closing))


_NOISES = {
    "after": _after,
    "before": _before,
    "inside": _inside,
    "source": _source,
    "marks": _marks,
}


def thinned(text: str, weights: Sequence[tuple[Span, float]], chance: random.Random) -> str:
    """Return `text` without some of the words that weigh least, which should change nothing.

    `weights` gives each word's span and the largest weight that any measure puts on it.
    """
    ranked = sorted(weights, key=lambda own: own[1])
    light = [span for span, _ in ranked[: int(0.7 * len(ranked))]]
    return without(text, chance.sample(light, int(chance.uniform(0.3, 1) * len(light))))


def erased(
    example: Example,
    weights: Mapping[str, Sequence[tuple[Span, float]]],
    chance: random.Random,
) -> Example | None:
    """Return a copy without what makes its label, labelled as the lowest, or None.

    For sensationalism and hedging the annotated cues go; for sentiment, which has none, the fifth
    of the words that weighs most (`weights`, by measure; without any, sentiment is left alone).
    """
    measures = [m for m in ("sensationalism", "hedging") if example.cues.get(m)]
    if weights and example.labels.get("sentiment", NEUTRAL) != NEUTRAL:
        measures.append("sentiment")
    if not measures:
        return None
    measure = chance.choice(measures)
    if measure == "sentiment":
        ranked = sorted(weights[measure], key=lambda own: -own[1])
        spans = [span for span, _ in ranked[: max(1, len(ranked) // 5)]]
        labels = {measure: NEUTRAL}
    else:
        spans, labels = list(example.cues[measure]), {measure: 0.0}
    text = without(example.text, spans)
    return replace(example, text=text, source=ERASED, labels=labels, cues={}, taught={})


def cue_words_alone(example: Example, chance: random.Random) -> Example | None:
    """Return the annotated cues alone with the label that they make, or None."""
    measures = [m for m in ("sensationalism", "hedging") if example.cues.get(m)]
    if not measures:
        return None
    measure = chance.choice(measures)
    text = " ".join(example.text[slice(*span)] for span in sorted(example.cues[measure]))
    label = {measure: example.labels[measure]}
    whole = {measure: tuple(words(text))}
    return replace(example, text=text, source=ERASED, labels=label, cues=whole, taught={})
