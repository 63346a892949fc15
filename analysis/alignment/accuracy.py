"""How rightly sentences that state the same fact are matched, as the benchmark wrote it down."""

import json
from dataclasses import dataclass

from analysis.alignment.records import LIKELY
from analysis.resources import resource


@dataclass(frozen=True, slots=True)
class MatchAccuracy:
    """The figures of matches at the product's threshold, each a share from 0 to 1.

    `precision` is the share of matches that are right, `recall` the share of all sentence pairs
    stating the same fact that are found, in `same` of `pairs` pairs of one event of which every
    pair was looked for. The labels are a language model's.
    """

    precision: float
    recall: float
    pairs: int
    same: int


def match_accuracy() -> MatchAccuracy:
    """Return the figures of docs/alignment.md; they are of the matcher that is shipped."""
    path = resource("docs") / "alignment.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    (row,) = (each for each in content["thresholds"] if each["threshold"] == LIKELY)
    (whole,) = (each for each in content["results"] if "every pair" in each["name"])
    return MatchAccuracy(row["precision"], row["recall"], whole["pairs"], whole["same"])
