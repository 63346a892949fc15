"""How rightly stories, shared facts and omissions are found, as the benchmarks wrote it down."""

import json
from dataclasses import dataclass
from typing import Any

from analysis.alignment.records import LIKELY
from analysis.resources import resource
from analysis.validity import VoiceFigure


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
    content = _content("alignment")
    (row,) = (each for each in content["thresholds"] if each["threshold"] == LIKELY)
    (whole,) = (each for each in content["results"] if "every pair" in each["name"])
    return MatchAccuracy(row["precision"], row["recall"], whole["pairs"], whole["same"])


@dataclass(frozen=True, slots=True)
class OmissionAccuracy:
    """How many omissions are right in the sample articles, where those that were planted are known.

    `named` were listed, `right` of them planted; `planted` were there to be found, and `found` of
    them listed.
    """

    named: int
    right: int
    planted: int
    found: int


def omission_accuracy() -> OmissionAccuracy:
    """Return the figures of docs/alignment.md for facts that were not found in an outlet."""
    events = _content("alignment")["seeds"]
    named, right, planted, found = (
        sum(int(event[name]) for event in events)
        for name in ("named", "named_right", "omitted", "omitted_found")
    )
    return OmissionAccuracy(named, right, planted, found)


def matching_figures() -> tuple[VoiceFigure, ...]:
    """Return how rightly stories and shared facts are found, as docs/ has it, beside TF-IDF."""
    stories, alignment = _content("stories"), _content("alignment")
    ours, plain = stories["methods"][0], stories["methods"][1]
    whole = alignment["results"][0]
    precise, average = whole["precision"], whole["average_precision"]
    same = f"{whole['pairs']:,} pairs of sentences in five events"
    return (
        _figure(
            "Which articles tell one story",
            "B-cubed F1",
            (ours["f1"], ours["interval"], plain["f1"]),
            f"{stories['hidden']['articles']} articles among {stories['hidden']['among']:,} others",
            aim=0.90,
            note="The third measurement on these articles; see docs/stories.md.",
        ),
        _figure(
            "Sentences that state the same fact",
            "precision at recall 0.6",
            (precise["ours"], precise["interval"], precise["theirs"]),
            same,
            aim=0.85,
            note="Labels by a language model; see docs/alignment.md.",
        ),
        _figure(
            "Sentences that state the same fact",
            "average precision",
            (average["ours"], average["interval"], average["theirs"]),
            same,
            note="As above.",
        ),
    )


def _figure(
    name: str,
    metric: str,
    values: tuple[float, tuple[float, float], float],
    unit: str,
    *,
    aim: float | None = None,
    note: str = "",
) -> VoiceFigure:
    value, (low, high), baseline = values
    number, _, what = unit.partition(" ")
    return VoiceFigure(
        name=name,
        part="NewsWCL50",
        metric=metric,
        labels_by="model",
        n=int(number.replace(",", "")),
        unit=what,
        value=value,
        low=low,
        high=high,
        aim=aim,
        baseline=baseline,
        published="",
        trained="",
        held_out=True,
        note=note,
    )


def _content(name: str) -> dict[str, Any]:
    path = resource("docs") / f"{name}.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
