"""Marking the words that weigh most in a score: what the underlines mean, and drawing them.

The sign is the style of the line (solid raises the score, dotted lowers it), the strength its
thickness and the weight of the letters, in three steps. Neither depends on colour. Pure functions
from data to a string; everything that came from a user or a file is escaped.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from analysis.config import Configuration, Measure
from analysis.scorers.base import Cue, Method
from dashboard import wording

LEAD = "Words that weigh most in this score"
ALONE = "tl-alone"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scale:
    """From which share on a word is marked, and marked more strongly.

    The steps are fixed, not relative to a sentence's strongest word: the same underline means the
    same share in every sentence and article. `unit` is what a share is counted in; `by` and
    `steps` say for the reader what the three strengths mean.
    """

    least: float
    medium: float
    strong: float
    unit: str
    by: str
    steps: tuple[str, str, str]

    def step(self, share: float) -> int:
        """Return the strength of a share's mark, 1 to 3."""
        return 1 + (abs(share) >= self.medium) + (abs(share) >= self.strong)


# What a share is differs by method, and so do the steps.
SCALES: Mapping[Method, Scale] = {
    # A share s multiplies the odds by e to the power of s, so the steps can be said in words.
    # Of the cues in the sample articles about half are weak, a quarter each medium and strong.
    # A scorer chooses its cues; what changes the odds by less than a tenth is still no cause to
    # stop a reader.
    "readout": Scale(
        least=math.log(1.1),
        medium=math.log(2),
        strong=math.log(5),
        unit="log-odds",
        by="by how much they change the odds",
        steps=("up to 2×", "2 to 5×", "more than 5×"),
    ),
    # The weights of listed phrases lie within [-1, 1]: thirds of that.
    "lists": Scale(
        least=0.0,
        medium=1 / 3,
        strong=2 / 3,
        unit="weight",
        by="by their weight in the lists",
        steps=("below 0.33", "0.33 to 0.67", "above 0.67"),
    ),
    # On the scale of the score, where the levels of our measures are 0.17 to 0.5 wide: a strong
    # word can change the level by itself, and changes below 0.02 hardly show in two decimals.
    "occlusion": Scale(
        least=0.02,
        medium=0.1,
        strong=0.25,
        unit="score",
        by="by how much it changes without them",
        steps=("below 0.10", "0.10 to 0.25", "above 0.25"),
    ),
}
_METHODS: Mapping[str, Method] = {"bundled": "readout", "lexicon": "lists"}


def scales(configuration: Configuration) -> dict[str, Scale]:
    """Return the scale of each measure's shares, by the model that scores it."""
    return {
        m.name: SCALES[_METHODS.get(configuration.model(m.model).backend, "occlusion")]
        for m in configuration.measures
    }


def shown(cues: Iterable[Cue], scale: Scale) -> list[Cue]:
    """Return the cues that are strong enough to be marked, in reading order."""
    strong = (cue for cue in cues if abs(cue.share) >= scale.least)
    return sorted(strong, key=lambda cue: (cue.start, -cue.end))


def marked(text: str, cues: Iterable[Cue], scale: Scale, alone: Sequence[Span] = ()) -> str:
    """Return `text` as HTML with its cues marked, and the stretches `alone` shaded.

    Of two cues that overlap, the later one is marked with the first. What is alone are words that
    no sentence beside this one has.
    """
    parts, done = [], 0
    for cue in shown(cues, scale):
        if cue.start < done:
            continue
        parts.append(_shaded(text, done, cue.start, alone))
        parts.append(_mark(_shaded(text, cue.start, cue.end, alone), cue.share, scale))
        done = cue.end
    return "".join([*parts, _shaded(text, done, len(text), alone)])


def _shaded(text: str, start: int, end: int, alone: Sequence[Span]) -> str:
    """Return a part of `text` as HTML with the stretches `alone` in it shaded."""
    parts, done = [], start
    for low, high in alone:
        low, high = max(low, done), min(high, end)
        if low < high:
            shaded = f'<span class="{ALONE}">{escaped(text[low:high])}</span>'
            parts += [escaped(text[done:low]), shaded]
            done = high
    return "".join([*parts, escaped(text[done:end])])


def _mark(inner: str, share: float, scale: Scale) -> str:
    title = f"{wording.signed(share)} ({scale.unit})"
    kind = "raises" if share >= 0 else "lowers"
    return (
        f'<span class="tl-cue tl-{kind} tl-{scale.step(share)}" title="{escape(title)}">'
        f"{inner}</span>"
    )


def escaped(text: str) -> str:
    """Return `text` so that HTML shows it as it stands, with its line ends."""
    return escape(text).replace("\n", "<br>")


def cut(text: str, cues: Sequence[Cue], length: int) -> tuple[str, list[Cue]]:
    """Return `text` cut at a word to at most `length` characters, and the cues that are left."""
    if len(text) <= length:
        return text, list(cues)
    head = text[: length - 1]
    blank = max(head.rfind(" "), head.rfind("\n"))
    kept = (head[:blank] if blank > length // 2 else head).rstrip(" \n,;:")
    return kept + wording.ELLIPSIS, [cue for cue in cues if cue.end <= len(kept)]


def legend_html(measure: Measure, scale: Scale, *, both_ways: bool | None = None) -> str:
    """Return what the marks mean, for a measure on a scale.

    `both_ways` tells whether words can be marked that lower the score. By default only those of a
    measure with two ends can: cues of the others are chosen for raising it.
    """
    both = measure.diverging if both_ways is None else both_ways
    strengths = [
        f'<span><span class="tl-cue tl-raises tl-{n}">word</span> {escape(said)}</span>'
        for n, said in enumerate(scale.steps, 1)
    ]
    signs = [_sign("raises", "solid", measure), *([_sign("lowers", "dotted", measure)] * both)]
    lead = f'<span class="tl-lead">{LEAD}, {escape(scale.by)}:</span>'
    return f'<div class="tl-legend">{"".join([lead, *strengths, *signs])}</div>'


def _sign(kind: str, line: str, measure: Measure) -> str:
    end = measure.high if kind == "raises" else measure.low
    said = f"towards {end}" if measure.diverging else f"{kind} the score"
    sample = f'<span class="tl-cue tl-{kind} tl-2">{line}</span>'
    return f"<span>{sample} {escape(said)}</span>"
