"""The labelled sets that the measures are tried on, one `Benchmark` per figure.

Each set keeps the metric of its own paper where a model that never learned from it can be given
one. Figures of others are quoted with their source; they were reached by models trained on that
set unless it says otherwise.
"""

from collections.abc import Iterator

from validity_benchmark import PEOPLE, POLARITIES, Benchmark, Row, at_least, number_of, within
from validity_metrics import Metric

_MODEL = "a language model, checked against people"
_CHOSEN_ON = "train part; dev to choose"
_NEVER = "never"
_AUXILIARY = "train part, for an auxiliary label alone"


def _tone_news() -> Iterator[Benchmark]:
    shared = {
        "folder": "tone_news",
        "keep": within("split", "dev"),
        "labels_by": _MODEL,
        "trained": _CHOSEN_ON,
    }
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
                label=at_least(measure, least),
                score=measure,
                metric="AUC",
                published="–",
                **shared,
            )
        yield Benchmark(
            name=f"tone_news dev: {measure} ≥ 1",
            label=at_least(measure, 1),
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
        held_out = part.startswith("test")
        yield Benchmark(
            name=f"NewsMTSC {part}: sentiment towards a target",
            folder="newsmtsc",
            keep=within("official", part),
            label=number_of("label", *POLARITIES),
            score="target_sentiment",
            metric="macro-F1",
            published=published,
            labels_by=PEOPLE,
            trained="train part" if held_out else _CHOSEN_ON,
            held_out=held_out,
        )


def _certainty() -> Iterator[Benchmark]:
    baselines = {"test": "TF-IDF ridge 0.69 (our run)", "ext": "TF-IDF ridge 0.44 (our run)"}
    for part, published in baselines.items():
        yield Benchmark(
            name=f"Pei and Jurgens 2021, {part}: uncertainty of science findings",
            folder="pei_certainty",
            keep=within("split", part),
            label=lambda row: float(row["label"]),
            score="hedging",
            metric="Pearson",
            published=published,
            labels_by=PEOPLE,
            trained=_AUXILIARY,
            held_out=True,
            sign=-1,
        )


def _sensationalism() -> Iterator[Benchmark]:
    babe = "trained on BABE: F1 0.80 to 0.81; experts' own alpha 0.40"
    biased = number_of("label", "Non-biased", "Biased")
    for metric in ("AUC", "macro-F1"):
        name = "BABE, never trained on: biased wording"
        kept = within("label", "Biased", "Non-biased")
        yield _wording(name, "babe", metric, babe, label=biased, keep=kept)
    for metric in ("AUC", "F1"):
        name = "PTC, never trained on: loaded language or exaggeration"
        yield _wording(name, "ptc", metric, "–", label=_loaded)
    yield _wording(
        "Clickbait 2017 (graded titles): clickbait",
        "clickbait17",
        "AUC",
        "–",
        label=at_least("truth_mean", 0.5),
        keep=lambda row: bool(row["truth_mean"]),
    )
    # The test of 2024 is the development test of the edition after it.
    editions = {"2023": ("2023_test_en_gold", "0.782"), "2024": ("2025_dev_test_en", "0.744")}
    for year, (part, best) in editions.items():
        for metric, published in (("AUC", "–"), ("macro-F1", f"in-domain {best} ({year})")):
            yield _wording(
                f"CheckThat! {year} test, never trained on: subjective",
                "checkthat_subj",
                metric,
                published,
                label=number_of("label", "OBJ", "SUBJ"),
                keep=within("split", part),
            )


def _wording(
    name: str,
    folder: str,
    metric: Metric,
    published: str,
    *,
    label,
    keep=lambda _row: True,
) -> Benchmark:
    """Return a held-out figure of sensationalism on a set that nothing has learned from."""
    return Benchmark(
        name=name,
        folder=folder,
        keep=keep,
        label=label,
        score="sensationalism",
        metric=metric,
        published=published,
        labels_by=PEOPLE,
        trained=_NEVER,
        held_out=True,
    )


def _loaded(row: Row) -> float:
    return float("1" in (row["loaded"], row["exaggeration"]))


_OTHERS = (
    Benchmark(
        name="CoNLL-2010 Wikipedia, official test: uncertain",
        folder="conll2010_wiki",
        keep=within("split", "test"),
        label=number_of("label", "certain", "uncertain"),
        score="hedging",
        metric="F1",
        published="0.702 (Katerenchuk and Levitan), shared task 0.602, hedge word list 0.429",
        labels_by=PEOPLE,
        trained=_AUXILIARY,
        held_out=True,
    ),
    *_sensationalism(),
    Benchmark(
        name="Financial PhraseBank, never trained on: sentiment",
        folder="fpb",
        keep=lambda _row: True,
        label=number_of("label", *POLARITIES),
        score="sentiment",
        metric="macro-F1",
        published="trained on it: BERT 0.858",
        labels_by=PEOPLE,
        trained=_NEVER,
        held_out=True,
    ),
)

BENCHMARKS = (*_tone_news(), *_newsmtsc(), *_OTHERS, *_certainty())
