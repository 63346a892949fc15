"""From what share on a word counts as a cue: chosen by agreement with annotated cue words."""

from pathlib import Path

import numpy as np

from analysis.scorers.bundled import BundledScorer
from analysis.scorers.cue_words import word_shares
from analysis.scorers.heads import Head, HeadReader
from training.examples import Example, load_examples

# Sentiment has no annotated cues; a word counts that moves the odds by a quarter or more.
UNANNOTATED = 0.25
_SENTENCES = 1_000
# A word that changes the odds by less than a tenth is no cause to stop a reader.
LEAST = float(np.log(1.1))


def cue_threshold(data: Path, scorer: BundledScorer, head: Head, measure: str) -> float:
    """Return the least share, in log-odds, with the best F1 of words on tone_news train.

    At least `LEAST`.
    """
    own = [e for e in load_examples(data) if e.source == "tone_news" and e.cues.get(measure)]
    if not own:
        return UNANNOTATED
    shares, cued = word_agreement(scorer, head, own[:_SENTENCES], measure)
    grid = np.quantile(shares[shares >= LEAST], np.arange(0.0, 1.0, 0.01))
    scores = [word_f1(shares, cued, least)[2] for least in grid]
    return round(float(grid[int(np.argmax(scores))]), 4)


def word_agreement(
    scorer: BundledScorer, head: Head, examples: list[Example], measure: str
) -> tuple[np.ndarray, np.ndarray]:
    """Return every word's share and whether it is annotated, over all `examples`."""
    reader = HeadReader(head, scorer.labels)
    shares: list[float] = []
    cued: list[bool] = []
    for example, reading in zip(examples, scorer.readings([e.text for e in examples]), strict=True):
        weighed = word_shares(reading.sentence, reading.spans, reader.shares(reading.pieces))
        for (start, end), share in weighed:
            if any(map(str.isalnum, example.text[start:end])):
                shares.append(share)
                cued.append(any(start < b and end > a for a, b in example.cues[measure]))
    return np.array(shares), np.array(cued)


def word_f1(shares: np.ndarray, cued: np.ndarray, least: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 of the words whose share is at least `least`."""
    shown = shares >= least
    hit = float((shown & cued).sum())
    precision, recall = hit / max(shown.sum(), 1), hit / max(cued.sum(), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
