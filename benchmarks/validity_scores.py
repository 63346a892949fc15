"""Scores for the benchmark, each text set scored once by each configuration."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from validity_benchmark import Benchmark, Row, targets
from validity_metrics import Array, Metric, figure

from analysis import score_sentences
from analysis.config import Configuration, Measure

BASELINE = "lexicon"
TARGETED = "target_sentiment"
# The neutral band that the word lists were written and weighed for; the levels in models.yaml are
# those of the model that scores by default, and would call too much of theirs neutral.
BASELINE_NEUTRAL = 0.15


@dataclass(frozen=True, slots=True)
class Scored:
    """A benchmark's labels, the scores of one configuration, and the cuts of its levels."""

    metric: Metric
    labels: Array
    score: Array
    cuts: tuple[float, ...]

    def figure(self, rows: Array) -> float:
        """Return the benchmark's metric on the rows with these numbers."""
        return figure(self.metric, self.labels[rows], self.score[rows], self.cuts)


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores texts, and keeps what it has scored for as long as it lives."""

    _frames: dict[Any, pd.DataFrame] = field(default_factory=dict)

    def scored(
        self, benchmark: Benchmark, rows: Sequence[Row], configuration: Configuration
    ) -> Scored:
        """Return the scores of `rows` in the benchmark's column, by `configuration`.

        Raises `ModelError` when a model is missing, or cannot score targets where they are given.
        """
        spans = tuple(targets(rows)) if benchmark.score == TARGETED else None
        frame = self._frame(configuration, tuple(row["text"] for row in rows), spans)
        return Scored(
            benchmark.metric,
            np.array([benchmark.label(row) for row in rows]),
            benchmark.sign * frame[benchmark.score].to_numpy(),
            cuts(measure_of(benchmark, configuration), benchmark.metric),
        )

    def _frame(
        self,
        configuration: Configuration,
        texts: tuple[str, ...],
        spans: tuple[tuple[int, int], ...] | None,
    ) -> pd.DataFrame:
        # The same record may lie in two folders, beside different weights.
        key = (configuration.sha256(), configuration.folder, texts, spans)
        if key not in self._frames:
            self._frames[key] = score_sentences(
                texts, spans, configuration=configuration, voices=False
            )
        return self._frames[key]


def measure_of(benchmark: Benchmark, configuration: Configuration) -> Measure:
    """Return the measure whose levels the benchmark's score is read by."""
    return configuration.measure(benchmark.score.removeprefix("target_"))


def cuts(measure: Measure, metric: Metric) -> tuple[float, ...]:
    """Return the cuts that the measure's own levels put on its scores.

    The first level's upper end; for macro-F1 of a diverging measure the two ends of neutral,
    which for the word lists are their own.
    """
    starts = [level.start for level in measure.levels]
    if metric == "macro-F1" and measure.diverging:
        low, high = starts[2], starts[3]
        if measure.model == BASELINE:
            low, high = -BASELINE_NEUTRAL, BASELINE_NEUTRAL
        # A score of exactly the lower end is unfavourable, as one of the upper is favourable.
        return float(np.nextafter(low, 1)), high
    return (starts[1],)


def baseline(configuration: Configuration) -> Configuration | None:
    """Return `configuration` with the word lists for every measure that they score.

    None where it has no word lists, or scores with them already.
    """
    lists = next((model for model in configuration.models if model.name == BASELINE), None)
    if lists is None:
        return None
    changed = configuration.with_models(
        {m.name: BASELINE for m in configuration.measures if m.name in lists.scores}
    )
    return None if changed == configuration else changed
