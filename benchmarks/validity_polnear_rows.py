"""The rows of PolNeAR: the outlet's own sentences, the content of attributions, their sources."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from bootstrap import Statistic, compared
from validity_benchmark import PEOPLE
from validity_metrics import Array
from validity_polnear import annotated_articles
from validity_polnear_counts import Counts, article_counts
from validity_voice_rows import Record, voice_record

from analysis import analyse
from analysis.config import Configuration

# What the sentences of PolNeAR's own splitting reach by TF-IDF; from the README of the data.
_FLOOR = "TF-IDF 0.70"
_OVERLAP = "Citron, on PARC3: 0.833 overlap, 0.593 exact"
_SHARED = {
    "part": "PolNeAR dev",
    "labels_by": PEOPLE,
    "trained": "never; rules on its train part",
}


def polnear_rows(data: Path, configuration: Configuration) -> list[Record]:
    """Return the rows of PolNeAR dev, below the folder `data`.

    Raises `ModelError` when a model, or the parser, is missing.
    """
    gold = annotated_articles(data, "dev")
    scored = analyse((each.article for each in gold), configuration=configuration).articles
    counts = [article_counts(own, ours) for own, ours in zip(gold, scored, strict=True)]
    stacked = {name: np.array([each[name] for each in counts]) for name in counts[0]}
    return [*_sentence_rows(stacked), *_word_and_source_rows(stacked)]


def f1_of(counts: Array) -> Statistic:
    """Return F1 as a function of the numbers of articles; 0 where there is nothing to find."""

    def f1(rows: Array) -> float:
        hits, alarms, misses = counts[rows].sum(axis=0)
        return float(2 * hits / max(2 * hits + alarms + misses, 1))

    return f1


def share_of(counts: Array) -> Statistic:
    """Return the share of the first count in the second, as a function of articles' numbers."""

    def share(rows: Array) -> float:
        right, tried = counts[rows].sum(axis=0)
        return float(right / max(tried, 1))

    return share


def _sentence_rows(counts: Counts) -> list[Record]:
    own, naive, _ = (int(number) for number in counts["sentences"].sum(axis=0))
    outlet = {"metric": "F1 of the outlet", "unit": "sentences", "aim": 0.8, "published": _FLOOR}
    stretch = "stretch 0.850"
    return [
        _row(
            counts,
            ("spans", "simple"),
            f1_of,
            name="outlet's own sentences, by spans",
            n=own,
            note=f"our sentences; {stretch}",
            **outlet,
        ),
        _row(
            counts,
            ("voice", "simple"),
            f1_of,
            name="outlet's own sentences, by the column `voice`",
            n=own,
            note=f"our sentences; {stretch}",
            **outlet,
        ),
        _row(
            counts,
            ("naive", "naive_simple"),
            f1_of,
            name="outlet's own sentences of a naive split, by spans",
            n=naive,
            note=f"the set's own sentences, on which TF-IDF was run; {stretch}",
            **outlet,
        ),
    ]


def _word_and_source_rows(counts: Counts) -> list[Record]:
    words = int(counts["sentences"][:, 2].sum())
    _, matched = (int(number) for number in counts["sources"].sum(axis=0))
    attributions, unmapped = int(counts["matched"][:, 1].sum()), int(counts["unmapped"].sum())
    return [
        _row(
            counts,
            ("content",),
            f1_of,
            name="words of content",
            metric="F1",
            n=words,
            unit="words",
            aim=0.75,
            published=_OVERLAP,
            note="all articles' words together",
        ),
        _row(
            counts,
            ("sources",),
            share_of,
            name="main word of the source",
            metric="accuracy",
            n=matched,
            unit="attributions",
            aim=0.8,
            note="attributions with a source that are found",
        ),
        _row(
            counts,
            ("matched",),
            share_of,
            name="attributions found",
            metric="share",
            n=attributions,
            unit="attributions",
            note="with a source, and at least half of their content in one span of ours; "
            f"{unmapped} relations that do not map to spans are left out",
        ),
    ]


def _row(
    counts: Counts,
    names: tuple[str, ...],
    statistic: Callable[[Array], Statistic],
    **given: object,
) -> Record:
    """Return a row on the counts of the first name beside those of the second, the baseline's."""
    ours, *theirs = (statistic(counts[name]) for name in names)
    articles = np.arange(len(counts[names[0]]))
    found = compared(ours, theirs[0] if theirs else None, [articles])
    return voice_record(found, **_SHARED, **given)
