"""Whether the words that weigh most in a score are those that make it.

    python benchmarks/faithfulness.py --data DATA [--output FOLDER]

writes explanations.md. On the development part of tone_news, by the bundled model: agreement of
the words shown with the words that annotators named, and erasure (benchmarks/erasure.py) beside
random words and leave-one-out.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bootstrap import Compared, compared
from bundled_model import bundled_scorer
from erasure import Erasure, SentenceErasure, erased, reading_of
from validity_benchmark import Row, read
from validity_tables import table

from analysis import load_configuration
from analysis.config import Configuration
from analysis.scorers import SentenceScore
from analysis.scorers.bundled import BundledScorer
from analysis.scorers.cue_words import words
from analysis.tables import model_label

DOCS = Path(__file__).parent.parent / "docs"
MEASURES = ("sentiment", "sensationalism", "hedging")
ANNOTATED = {"sensationalism": 0.55, "hedging": 0.75}
# What the strongest words must do, against random words and against leave-one-out.
OVER_RANDOM, OF_LEAVE_ONE_OUT = 2.0, 0.8
NEUTRAL = 1

_ABOUT = """# Whether the words shown are those that make a score

Made by `make faithfulness` (`benchmarks/faithfulness.py`); model: `{model}`. {n} sentences of the \
development part of tone_news, which was looked at while choosing. The annotation is a language \
model's. Intervals are 95 %, percentile bootstrap over sentences.

A word's share is exact arithmetic: the shares of all words and a constant add up to the score's \
log-odds. That does not prove that the words cause the score, so it is measured here."""

_AGREEMENT = """Words shown (the underlined ones of the Article page, the columns `NAME_cues`) \
against words that annotators named, over all sentences; “where there are any” leaves out \
sentences for which annotators named none. Sentiment has no annotated words."""

_ERASURE = """Of sentences that the model does not read as plain (tone favourable or unfavourable; \
sensational at all; hedged at all), with at least five words. Comprehensiveness: how far the \
probability of that reading falls without the strongest words. Sufficiency: how far it falls with \
the strongest words alone (less is better); “kept” is the probability that they keep, which can \
be compared with leave-one-out where sufficiency is near zero. Mean over the strongest 1, 5, 10, \
20 and 50 % of the words (DeYoung et al. 2020). Leave-one-out orders the words by what happens \
without each, which takes a pass of the model for every word; our shares come with the score. \
Aims: {random:g} times random words, {leave:g} of leave-one-out."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Words of one measure: shown and named, shown alone, named alone."""

    both: np.ndarray
    shown: np.ndarray
    named: np.ndarray

    def f1(self, rows: np.ndarray) -> float:
        """Return F1 over the words of the sentences with these numbers."""
        wrong = self.shown[rows].sum() + self.named[rows].sum()
        return float(2 * self.both[rows].sum() / (2 * self.both[rows].sum() + wrong))

    def precision_and_recall(self) -> tuple[float, float]:
        """Return both over all sentences."""
        both = self.both.sum()
        return both / (both + self.shown.sum()), both / (both + self.named.sum())


def main() -> None:
    """Measure, write and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=DOCS, help="folder for the page")
    options = parser.parse_args()
    rows = [r for r in read(options.data / "tone_news" / "data.csv") if r["split"] == "dev"]
    text = page(rows, load_configuration())
    (options.output / "explanations.md").write_text(text, encoding="utf-8")
    print(text)


def page(rows: Sequence[Row], configuration: Configuration) -> str:
    """Return the page on `rows` of tone_news."""
    scorer = bundled_scorer(configuration)
    parts = [
        _ABOUT.format(model=model_label(configuration), n=len(rows)),
        "## Agreement with annotated words",
        _AGREEMENT,
        _agreement_table(rows, scorer.score([row["text"] for row in rows])),
        "## Erasure",
        _ERASURE.format(random=OVER_RANDOM, leave=OF_LEAVE_ONE_OUT),
        _erasure_table(rows, scorer),
    ]
    return "\n\n".join(parts) + "\n"


def agreement(rows: Sequence[Row], scores: Sequence[SentenceScore], measure: str) -> Agreement:
    """Compare the words shown for `measure` with the annotated ones, sentence by sentence."""
    counts = [
        _counts(row["text"], score, measure, row[f"{measure}_cues"])
        for row, score in zip(rows, scores, strict=True)
    ]
    both, shown, named = np.array(counts).T
    return Agreement(both, shown, named)


def _counts(text: str, score: SentenceScore, measure: str, cues: str) -> tuple[int, int, int]:
    from training.examples import cue_spans

    annotated = cue_spans(text, cues)
    marked = [(cue.start, cue.end) for cue in score.cues if cue.measure == measure]
    found = [
        (_touches(word, marked), _touches(word, annotated))
        for word in words(text)
        if any(map(str.isalnum, text[slice(*word)]))
    ]
    return (
        sum(shown and named for shown, named in found),
        sum(shown and not named for shown, named in found),
        sum(named and not shown for shown, named in found),
    )


def _touches(word: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(word[0] < end and word[1] > start for start, end in spans)


def _agreement_table(rows: Sequence[Row], scores: Sequence[SentenceScore]) -> str:
    columns = {"measure": "l", "precision": "r", "recall": "r", "word F1": "r", "95 %": "l"}
    columns |= {"F1 where there are any": "r", "aim": "r"}
    cells = []
    for measure, aim in ANNOTATED.items():
        own = agreement(rows, scores, measure)
        every = compared(own.f1, None, [np.arange(len(rows))])
        there = np.flatnonzero([bool(row[f"{measure}_cues"]) for row in rows])
        precision, recall = own.precision_and_recall()
        cells.append(
            [
                measure,
                f"{precision:.3f}",
                f"{recall:.3f}",
                f"{every.ours:.3f}",
                _interval(every),
                f"{own.f1(there):.3f}",
                f"{aim:.2f}",
            ]
        )
    return table(columns, cells)


def _erasure_table(rows: Sequence[Row], scorer: BundledScorer) -> str:
    columns = {"measure": "l", "n": "r", "": "l", "our shares": "r", "random words": "r"}
    columns |= {"leave-one-out": "r", "times random": "l", "of leave-one-out": "l"}
    cells = []
    for measure in MEASURES:
        found = list(_erasures(rows, scorer, measure))
        for name in ("comprehensiveness", "sufficiency", "kept"):
            cells.append([measure, f"{len(found):,}", name, *_erasure_cells(found, name)])
    return table(columns, cells)


def _erasures(rows: Sequence[Row], scorer: BundledScorer, measure: str) -> list[SentenceErasure]:
    chance = np.random.default_rng(0)
    plain = NEUTRAL if scorer.reader(measure).head.kind == "classes" else 0
    found = []
    for row in rows:
        reading, _ = reading_of(scorer, measure, row["text"])
        if reading != plain:
            found.append(erased(scorer, measure, row["text"], reading, chance))
    return [own for own in found if own is not None]


def _erasure_cells(found: Sequence[SentenceErasure], name: str) -> list[str]:
    ours, at_random, leaving = (
        np.array([getattr(pick(own), name) for own in found]) for pick in _ORDERS
    )
    # More is better of the one, less of the other: a ratio above 1 is in our favour in both.
    flip = -1 if name == "sufficiency" else 1
    cells = [f"{values.mean():.3f}" for values in (ours, at_random, leaving)]
    for other in (at_random, leaving):
        if name == "sufficiency" and other is leaving:
            cells.append("–")  # near zero or below it, where a ratio says nothing
            continue
        ratio = compared(
            lambda rows, other=other: float((ours[rows].mean() / other[rows].mean()) ** flip),
            None,
            [np.arange(len(found))],
        )
        cells.append(f"{ratio.ours:.2f} ({_interval(ratio, 2)})")
    return cells


def _ours(own: SentenceErasure) -> Erasure:
    return own.ours


def _at_random(own: SentenceErasure) -> Erasure:
    return own.at_random


def _leave_one_out(own: SentenceErasure) -> Erasure:
    return own.leave_one_out


_ORDERS = (_ours, _at_random, _leave_one_out)


def _interval(found: Compared, digits: int = 3) -> str:
    low, high = found.interval
    return f"{low:.{digits}f} to {high:.{digits}f}"


if __name__ == "__main__":
    main()
