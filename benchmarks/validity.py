"""How right the scores are: against labelled public sets, beside VADER and published figures.

    python benchmarks/validity.py --data DATA [--held-out]

writes docs/validity.md and docs/validity.json. DATA is a folder with the public sets; see
training/README.md for where each is obtained. Development sets are for choosing; `--held-out`
also runs the test and evaluation sets, once per release candidate, and logs the run.
"""

import argparse
import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import pearsonr
from sklearn.metrics import f1_score, roc_auc_score
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
from validity_sets import BENCHMARKS, Benchmark, Metric, Row, targets

from analysis import load_configuration, score_sentences
from analysis.tables import model_label

DOCS = Path(__file__).parent.parent / "docs"
DRAWS = 1_000
# VADER's own cut (Hutto and Gilbert 2014).
VADER_NEUTRAL = 0.05

Array = np.ndarray


def main() -> None:
    """Run the benchmarks and write what they found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true", help="also run the test sets")
    options = parser.parse_args()
    results = [
        measured(benchmark, options.data)
        for benchmark in BENCHMARKS
        if options.held_out or not benchmark.held_out
    ]
    label = model_label(load_configuration())
    if options.held_out:
        _log(label, results)
    earlier = [] if options.held_out else _held_out_of_before(label)
    content = {"model": label, "results": results + earlier}
    (DOCS / "validity.json").write_text(_json(content), encoding="utf-8")
    (DOCS / "validity.md").write_text(_page(content), encoding="utf-8")
    print(_table(content["results"]))


def measured(benchmark: Benchmark, data: Path) -> dict[str, Any]:
    """Return a benchmark's figures: ours with its interval, VADER's, and what they stand on."""
    rows = benchmark.rows(data)
    labels = np.array([benchmark.label(row) for row in rows])
    score, cuts = _our_scores(benchmark, rows)
    low, high = _interval(benchmark.metric, labels, score, cuts)
    return {
        "name": benchmark.name,
        "score": benchmark.score,
        "metric": benchmark.metric,
        "labels_by": benchmark.labels_by,
        "n": len(rows),
        "tonelens": figure(benchmark.metric, labels, score, cuts),
        "interval": [low, high],
        "vader": _vader(benchmark, rows, labels),
        "published": benchmark.published,
        "held_out": benchmark.held_out,
    }


def _our_scores(benchmark: Benchmark, rows: Sequence[Row]) -> tuple[Array, Sequence[float]]:
    """Return our scores and the cuts that the configuration's own levels put on them."""
    texts = [row["text"] for row in rows]
    given = targets(rows) if benchmark.score == "target_sentiment" else None
    frame = score_sentences(texts, targets=given)
    levels = load_configuration().measure(benchmark.score.removeprefix("target_")).levels
    starts = [level.start for level in levels]
    cuts = [starts[1]]
    if benchmark.metric == "macro-F1":
        # A score of exactly -0.15 is unfavourable, as one of 0.15 is favourable.
        cuts = [float(np.nextafter(starts[2], 1)), starts[3]]
    return benchmark.sign * frame[benchmark.score].to_numpy(), cuts


def figure(metric: Metric, labels: Array, score: Array, cuts: Sequence[float]) -> float:
    """Return the metric of `score` against `labels`; `cuts` turn scores into classes."""
    if metric == "AUC":
        return float(roc_auc_score(labels, score))
    if metric == "Pearson":
        return float(pearsonr(labels, score).statistic)
    classes = np.digitize(score, cuts)
    average = "macro" if metric == "macro-F1" else "binary"
    return float(f1_score(labels, classes, average=average))


def _interval(
    metric: Metric, labels: Array, score: Array, cuts: Sequence[float]
) -> tuple[float, float]:
    """Return the percentile bootstrap's 95 % interval over sentences (Efron 1979)."""
    chance = np.random.default_rng(0)
    drawn = (chance.integers(0, len(labels), len(labels)) for _ in range(DRAWS))
    found = [figure(metric, labels[rows], score[rows], cuts) for rows in drawn]
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def _vader(benchmark: Benchmark, rows: Sequence[Row], labels: Array) -> float | None:
    """Return VADER's figure where it claims to measure the same thing, which is sentiment."""
    if not benchmark.score.endswith("sentiment"):
        return None
    analyser = SentimentIntensityAnalyzer()
    score = np.array([analyser.polarity_scores(row["text"])["compound"] for row in rows])
    # VADER's neutral band includes its lower end and excludes its upper one.
    return figure(benchmark.metric, labels, score, [-VADER_NEUTRAL + 1e-9, VADER_NEUTRAL])


def _held_out_of_before(label: str) -> list[dict[str, Any]]:
    """Return the last release run's held-out figures, if the model is still the same."""
    path = DOCS / "validity.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"model": ""}
    if before["model"] != label:
        return []
    return [result for result in before["results"] if result["held_out"]]


def _log(label: str, results: Sequence[dict[str, Any]]) -> None:
    path = DOCS / "validity-log.md"
    title = "# Every run on held-out sets\n\n| date | model | figures |\n| --- | --- | --- |\n"
    log = path.read_text(encoding="utf-8") if path.exists() else title
    figures = "; ".join(f"{r['name']} {r['tonelens']:.3f}" for r in results if r["held_out"])
    today = datetime.datetime.now(datetime.UTC).date()
    path.write_text(f"{log}| {today} | {label} | {figures} |\n", encoding="utf-8")


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _page(content: dict[str, Any]) -> str:
    return (
        "# How right the scores are\n\n"
        f"Made by `benchmarks/validity.py`; model: `{content['model']}`. Intervals are 95 %, "
        "percentile bootstrap over sentences. Sets named “dev” were looked at while choosing; the "
        "others are run for a release alone, and every such run is in "
        "[validity-log.md](validity-log.md). Labels by a language model are agreement with "
        "model annotation, not with people. VADER ran beside ours on the same sentences; it "
        "knows no targets and measures sentiment alone.\n\n"
        f"{_table(content['results'])}\n"
    )


def _table(results: Sequence[dict[str, Any]]) -> str:
    head = "| set | labels by | n | metric | Tonelens | 95 % | VADER | published |\n"
    lines = [head + "| --- | --- | ---: | --- | ---: | --- | ---: | --- |"]
    for r in results:
        vader = "–" if r["vader"] is None else f"{r['vader']:.3f}"
        low, high = r["interval"]
        lines.append(
            f"| {r['name']} | {r['labels_by']} | {r['n']:,} | {r['metric']} | "
            f"{r['tonelens']:.3f} | {low:.3f} to {high:.3f} | {vader} | {r['published']} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
