"""How well the word lists agree with labelled news sentences, beside VADER, and how fast they are.

Needs the folder `shared/data` beside the checkout; its labels were made by a language model
and checked against people, so the figures are agreement with that, not with people. With
`--split train` the lists can be tuned; report only `dev`. VADER is shown when installed.
"""

import argparse
import csv
import hashlib
import re
import time
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path

from analysis.config import LexiconModel, load_configuration
from analysis.scorers import load_scorer

DATA = Path(__file__).parents[2] / "shared" / "data"
NEUTRAL = 0.15
HEDGED = 0.25


def read_rows(split: str) -> list[dict[str, str]]:
    """Return the labelled rows of `split`; of `train`, those that no test part shares."""
    with (DATA / "tone_news" / "data.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split]
    if split != "train":
        return rows
    excluded = set((DATA / "exclude.sha256").read_text().split())
    return [row for row in rows if _fingerprint(row["text"]) not in excluded]


def _fingerprint(text: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
    return hashlib.sha256(plain.encode()).hexdigest()


def area_under_curve(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Return the share of (positive, negative) pairs in the right order, ties counting half."""
    ordered = sorted(scores)
    hits = sum(positive)
    total = sum(
        (bisect_left(ordered, score) + bisect_right(ordered, score) + 1) / 2
        for score, is_positive in zip(scores, positive, strict=True)
        if is_positive
    )
    return (total - hits * (hits + 1) / 2) / (hits * (len(scores) - hits))


def f1(predicted: Sequence[bool], actual: Sequence[bool]) -> float:
    """Return the harmonic mean of precision and recall."""
    both = sum(p and a for p, a in zip(predicted, actual, strict=True))
    return 2 * both / (sum(predicted) + sum(actual))


def tone_figures(scores: Sequence[float], labels: Sequence[int], neutral: float = NEUTRAL) -> str:
    """Return macro-F1 and accuracy of -1, 0 and 1, with scores within `neutral` as 0."""
    calls = [(score >= neutral) - (score <= -neutral) for score in scores]
    parts = [f1([c == k for c in calls], [y == k for y in labels]) for k in (-1, 0, 1)]
    accuracy = sum(c == y for c, y in zip(calls, labels, strict=True)) / len(labels)
    return (
        f"macro-F1 {sum(parts) / 3:.3f} (unfavourable {parts[0]:.3f}, neutral {parts[1]:.3f}, "
        f"favourable {parts[2]:.3f}), accuracy {accuracy:.3f}"
    )


def ordinal_figures(scores: Sequence[float], labels: Sequence[int], threshold: float) -> str:
    """Return the areas for labels of at least 1 and 2, and F1 of at least 1 at `threshold`."""
    areas = [area_under_curve(scores, [label >= k for label in labels]) for k in (1, 2)]
    agreement = f1([score >= threshold for score in scores], [label >= 1 for label in labels])
    return f"AUC >=1 {areas[0]:.3f}, >=2 {areas[1]:.3f}, F1 of >=1 at {threshold}: {agreement:.3f}"


def print_vader(texts: Sequence[str], labels: Sequence[int]) -> None:
    """Print VADER's figures at its own customary threshold and at ours."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        print("VADER           not installed")
        return
    analyser = SentimentIntensityAnalyzer()
    scores = [analyser.polarity_scores(text)["compound"] for text in texts]
    for neutral in (0.05, NEUTRAL):
        print(f"VADER at {neutral:<6} {tone_figures(scores, labels, neutral)}")


def main() -> None:
    """Print the figures of one split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    rows = read_rows(parser.parse_args().split)
    configuration = load_configuration()
    model = next(m for m in configuration.models if isinstance(m, LexiconModel))
    started = time.perf_counter()
    scorer = load_scorer(model, configuration.folder)
    loaded = time.perf_counter()
    texts = [row["text"] for row in rows]
    scores = [score.values for score in scorer.score(texts)]
    rate = len(texts) / (time.perf_counter() - loaded)
    print(
        f"{len(rows)} sentences; lists loaded in {(loaded - started) * 1e3:.0f} ms; {rate:,.0f}/s"
    )
    tone = [int(row["tone"]) for row in rows]
    print(f"sentiment       {tone_figures([s['sentiment'] for s in scores], tone)}")
    print_vader(texts, tone)
    for measure, threshold in (("sensationalism", 0.17), ("hedging", HEDGED)):
        labels = [int(row[measure]) for row in rows]
        print(f"{measure:<15} {ordinal_figures([s[measure] for s in scores], labels, threshold)}")


if __name__ == "__main__":
    main()
