"""What a row of the validity benchmark is: a labelled set, a metric, a score, and its source."""

import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from validity_metrics import Metric

csv.field_size_limit(sys.maxsize)

Row = Mapping[str, str]

PEOPLE = "people"
POLARITIES = ("negative", "neutral", "positive")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One figure to reach.

    `label` turns a row into a class (0, 1, 2 for macro-F1 of sentiment; 0, 1 for AUC, F1 and
    macro-F1 of the others) or a number (Pearson). `score` names the column of `score_sentences`
    that is compared, and `sign` is -1 where more of it means less of the label. `trained` says
    what part of the set anything of ours has learned from. `held_out` figures are run once per
    release.
    """

    name: str
    folder: str
    keep: Callable[[Row], bool]
    label: Callable[[Row], float]
    score: str
    metric: Metric
    published: str
    labels_by: str
    trained: str
    held_out: bool = False
    sign: int = 1

    def rows(self, data: Path) -> list[Row]:
        """Return the set's rows below the folder `data`, in the file's order."""
        return [row for row in read(data / self.folder / "data.csv") if self.keep(row)]


def targets(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Return the target spans of NewsMTSC rows."""
    return [(int(row["start"]), int(row["end"])) for row in rows]


def read(path: Path) -> Iterator[Row]:
    """Yield the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def within(column: str, *values: str) -> Callable[[Row], bool]:
    """Return a test whether a row's `column` has one of `values`."""
    return lambda row: row[column] in values


def at_least(column: str, least: float) -> Callable[[Row], float]:
    """Return a label that is 1 where the number in `column` is at least `least`, else 0."""
    return lambda row: float(float(row[column]) >= least)


def number_of(column: str, *classes: str) -> Callable[[Row], float]:
    """Return a label that counts the class in `column` from 0, in the order given."""
    return lambda row: classes.index(row[column])
