"""One row of the benchmark's tables: our figure, its interval, and what stands beside it."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from bootstrap import Compared, compared
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
from validity_benchmark import Benchmark, Row
from validity_scores import TARGETED, Scored, Scores, baseline

from analysis.config import Configuration
from analysis.errors import ModelError
from analysis.tables import model_label

# VADER's own cut (Hutto and Gilbert 2014).
VADER_NEUTRAL = 0.05

Record = dict[str, Any]


def measured(
    benchmark: Benchmark, data: Path, scores: Scores, configuration: Configuration
) -> Record:
    """Return a benchmark's figures: ours with its interval, the word lists' and VADER's.

    `lexicon` and the difference to it are None where the word lists are what is measured.
    """
    rows = benchmark.rows(data)
    ours = scores.scored(benchmark, rows, configuration)
    lists = baseline(configuration)
    theirs = None if lists is None else scores.scored(benchmark, rows, lists)
    found = compared(ours.figure, theirs and theirs.figure, [np.arange(len(rows))])
    return {
        "name": benchmark.name,
        "score": benchmark.score,
        "metric": benchmark.metric,
        "labels_by": benchmark.labels_by,
        "trained": benchmark.trained,
        "n": len(rows),
        **beside_lexicon(found),
        "vader": _vader(benchmark, rows, ours.labels),
        "published": benchmark.published,
        "held_out": benchmark.held_out,
    }


def beside_lexicon(found: Compared) -> Record:
    """Return a comparison with the word lists under the names that the JSON gives it."""
    return {
        "tonelens": found.ours,
        "interval": found.interval,
        "lexicon": found.theirs,
        "difference": found.difference,
        "difference_interval": found.difference_interval,
    }


def _vader(benchmark: Benchmark, rows: Sequence[Row], labels: np.ndarray) -> float | None:
    """Return VADER's figure where it claims to measure the same thing, which is sentiment."""
    if not benchmark.score.endswith("sentiment"):
        return None
    analyser = SentimentIntensityAnalyzer()
    score = np.array([analyser.polarity_scores(row["text"])["compound"] for row in rows])
    # VADER's neutral band includes its lower end and excludes its upper one.
    cuts = (-VADER_NEUTRAL + 1e-9, VADER_NEUTRAL)
    return Scored(benchmark.metric, labels, score, cuts).figure(np.arange(len(rows)))


def against(
    benchmarks: Iterable[Benchmark],
    data: Path,
    scores: Scores,
    configuration: Configuration,
    other: Configuration,
) -> Record:
    """Return the paired difference to the default models of `other`, for each benchmark.

    A row on targets is left out where `other` cannot score targets. Raises `ModelError` when one
    of its models is missing.
    """
    found = []
    for benchmark in benchmarks:
        rows = benchmark.rows(data)
        ours = scores.scored(benchmark, rows, configuration)
        try:
            theirs = scores.scored(benchmark, rows, other)
        except ModelError:
            if benchmark.score != TARGETED:
                raise
            continue
        difference = compared(ours.figure, theirs.figure, [np.arange(len(rows))])
        found.append(
            {
                "name": benchmark.name,
                "score": benchmark.score,
                "metric": benchmark.metric,
                "n": len(rows),
                "tonelens": difference.ours,
                "other": difference.theirs,
                "difference": difference.difference,
                "difference_interval": difference.difference_interval,
            }
        )
    return {"model": model_label(other), "rows": found}
