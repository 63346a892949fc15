"""The labelled sets of the validity benchmark: rows in, one `Benchmark` per published figure.

Each set keeps the metric of its own paper. Figures of others are quoted with their source; they
were reached by models trained on that set unless it says otherwise.
"""

import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

csv.field_size_limit(sys.maxsize)

Row = Mapping[str, str]
Metric = Literal["macro-F1", "AUC", "F1", "Pearson"]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One figure to reach.

    `label` turns a row into a class (0, 1, 2 for macro-F1; 0, 1 for AUC and F1) or a number
    (Pearson). `score` names the column of `score_sentences` that is compared, and `sign` is -1
    where more of it means less of the label. `held_out` figures are run once per release.
    """

    name: str
    folder: str
    keep: Callable[[Row], bool]
    label: Callable[[Row], float]
    score: str
    metric: Metric
    published: str
    labels_by: str
    held_out: bool = False
    sign: int = 1

    def rows(self, data: Path) -> list[Row]:
        """Return the set's rows, in the file's order."""
        return [row for row in _read(data / self.folder / "data.csv") if self.keep(row)]


def targets(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Return the target spans of NewsMTSC rows."""
    return [(int(row["start"]), int(row["end"])) for row in rows]


def _read(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _is(column: str, *values: str) -> Callable[[Row], bool]:
    return lambda row: row[column] in values


def _at_least(column: str, least: float) -> Callable[[Row], float]:
    return lambda row: float(float(row[column]) >= least)


def _class(column: str, *classes: str) -> Callable[[Row], float]:
    return lambda row: classes.index(row[column])


_MODEL = "a language model, checked against people"
_PEOPLE = "people"
_POLARITIES = ("negative", "neutral", "positive")


def _tone_news() -> Iterator[Benchmark]:
    shared = {"folder": "tone_news", "keep": _is("split", "dev"), "labels_by": _MODEL}
    yield Benchmark(
        name="tone_news dev: tone",
        label=lambda row: float(row["tone"]) + 1,
        score="sentiment",
        metric="macro-F1",
        published="one annotation pass against another 0.92",
        **shared,
    )
    passes = {"sensationalism": "0.89", "hedging": "0.92"}
    for measure, ceiling in passes.items():
        for least in (1, 2):
            yield Benchmark(
                name=f"tone_news dev: {measure} ≥ {least}",
                label=_at_least(measure, least),
                score=measure,
                metric="AUC",
                published="–",
                **shared,
            )
        yield Benchmark(
            name=f"tone_news dev: {measure} ≥ 1",
            label=_at_least(measure, 1),
            score=measure,
            metric="F1",
            published=f"one annotation pass against another {ceiling}",
            **shared,
        )


def _newsmtsc() -> Iterator[Benchmark]:
    best = {
        "dev_rw": "–",
        "dev_mt": "–",
        "test_rw": "GRU-TSC 0.831, RoBERTa 0.811 (Hamborg and Donnay 2021)",
        "test_mt": "GRU-TSC 0.825, RoBERTa 0.794 (Hamborg and Donnay 2021)",
    }
    for part, published in best.items():
        yield Benchmark(
            name=f"NewsMTSC {part}: sentiment towards a target",
            folder="newsmtsc",
            keep=_is("official", part),
            label=_class("label", *_POLARITIES),
            score="target_sentiment",
            metric="macro-F1",
            published=published,
            labels_by=_PEOPLE,
            held_out=part.startswith("test"),
        )


def _certainty() -> Iterator[Benchmark]:
    baselines = {"test": "TF-IDF ridge 0.69 (our run)", "ext": "TF-IDF ridge 0.44 (our run)"}
    for part, published in baselines.items():
        yield Benchmark(
            name=f"Pei and Jurgens 2021, {part}: uncertainty of science findings",
            folder="pei_certainty",
            keep=_is("split", part),
            label=lambda row: float(row["label"]),
            score="hedging",
            metric="Pearson",
            published=published,
            labels_by=_PEOPLE,
            held_out=True,
            sign=-1,
        )


_OTHERS = (
    Benchmark(
        name="CoNLL-2010 Wikipedia, official test: uncertain",
        folder="conll2010_wiki",
        keep=_is("split", "test"),
        label=_class("label", "certain", "uncertain"),
        score="hedging",
        metric="F1",
        published="0.702 (Katerenchuk and Levitan), shared task 0.602, hedge word list 0.429",
        labels_by=_PEOPLE,
        held_out=True,
    ),
    Benchmark(
        name="BABE, never trained on: biased wording",
        folder="babe",
        keep=_is("label", "Biased", "Non-biased"),
        label=_class("label", "Non-biased", "Biased"),
        score="sensationalism",
        metric="AUC",
        published="trained on BABE: F1 0.80 to 0.81; experts' own alpha 0.40",
        labels_by=_PEOPLE,
        held_out=True,
    ),
    Benchmark(
        name="PTC, never trained on: loaded language or exaggeration",
        folder="ptc",
        keep=lambda _row: True,
        label=lambda row: float("1" in (row["loaded"], row["exaggeration"])),
        score="sensationalism",
        metric="AUC",
        published="–",
        labels_by=_PEOPLE,
        held_out=True,
    ),
    Benchmark(
        name="Clickbait 2017 (graded titles): clickbait",
        folder="clickbait17",
        keep=lambda row: bool(row["truth_mean"]),
        label=_at_least("truth_mean", 0.5),
        score="sensationalism",
        metric="AUC",
        published="–",
        labels_by=_PEOPLE,
        held_out=True,
    ),
    Benchmark(
        name="Financial PhraseBank, never trained on: sentiment",
        folder="fpb",
        keep=lambda _row: True,
        label=_class("label", *_POLARITIES),
        score="sentiment",
        metric="macro-F1",
        published="trained on it: BERT 0.858",
        labels_by=_PEOPLE,
        held_out=True,
    ),
)

BENCHMARKS = (*_tone_news(), *_newsmtsc(), *_OTHERS, *_certainty())
