"""Public labelled sets as training examples, less everything that may not be trained on."""

import csv
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Span = tuple[int, int]

VOICES = ("outlet", "quote", "attributed")
POLARITIES = ("negative", "neutral", "positive")

# Two texts that agree on so many normalised characters count as the same.
NEAR_DUPLICATE = 60

csv.field_size_limit(sys.maxsize)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with what is known of it.

    `labels` maps a task (training/tasks.py) to its label; `cues` maps a measure to the spans
    of the words that made its label; `target` is the span whose portrayal `target` rates.
    `taught` maps a task to a teacher's probabilities: of each class, or of reaching each rating.
    """

    text: str
    source: str
    labels: Mapping[str, float]
    target: Span | None = None
    cues: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    taught: Mapping[str, tuple[float, ...]] = field(default_factory=dict)


def normalise(text: str) -> str:
    """Return the form in which texts are compared: lower case, a–z and 0–9, single spaces."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


class Exclusion:
    """Texts that may not be trained on: development, test and evaluation sets.

    `digests` are SHA-256 of normalised texts; `openings` the first 60 characters of those texts
    that are at hand, for near-duplicates.
    """

    def __init__(self, digests: Iterable[str], openings: Iterable[str]) -> None:
        self._digests = frozenset(digests)
        self._openings = frozenset(openings)

    def __contains__(self, text: str) -> bool:
        norm = normalise(text)
        if hashlib.sha256(norm.encode()).hexdigest() in self._digests:
            return True
        return len(norm) >= NEAR_DUPLICATE and norm[:NEAR_DUPLICATE] in self._openings


def load_exclusion(data: Path) -> Exclusion:
    """Read `exclude.sha256` and the openings of every held-out text below `data`."""
    held_out = (
        normalise(row["text"])
        for name, is_held_out in _HELD_OUT.items()
        for row in _rows(data / name / "data.csv")
        if is_held_out(row)
    )
    digests = (data / "exclude.sha256").read_text(encoding="ascii").split()
    return Exclusion(digests, {norm[:NEAR_DUPLICATE] for norm in held_out})


def load_examples(data: Path) -> list[Example]:
    """Return every example that shipped weights may be trained on, held-out texts dropped."""
    excluded = load_exclusion(data)
    public = (
        example
        for name, read in _READERS.items()
        for example in read(_rows(data / name / "data.csv"))
    )
    ours = (example for group in contrast_groups() for example in group.examples)
    return [example for example in (*public, *ours) if example.text not in excluded]


@dataclass(frozen=True, slots=True)
class ContrastGroup:
    """Sentences that we wrote about one fact, told in different ways."""

    identity: str
    kind: str
    examples: tuple[Example, ...]


def contrast_groups(*, kept: bool = False) -> list[ContrastGroup]:
    """Return the contrast groups for training, or those `kept` for testing."""
    files = sorted((Path(__file__).parent / "contrast").glob("*.jsonl"))
    lines = (
        line
        for path in files
        if (path.stem == "test") is kept
        for line in path.read_text(encoding="utf-8").splitlines()
    )
    return [_contrast_group(json.loads(line)) for line in lines]


def _contrast_group(group: Mapping[str, Any]) -> ContrastGroup:
    return ContrastGroup(
        group["id"], group["kind"], tuple(_contrast_example(s) for s in group["sentences"])
    )


def _contrast_example(sentence: Mapping[str, Any]) -> Example:
    cues = {"sensationalism": sentence["sens_cues"], "hedging": sentence["hedge_cues"]}
    return Example(
        sentence["text"],
        "contrast",
        {
            "sentiment": sentence["tone"] + 1,
            "sensationalism": sentence["sens"],
            "hedging": sentence["hedge"],
            "voice": "oqa".index(sentence["voice"]),
        },
        cues={measure: cue_spans(sentence["text"], text) for measure, text in cues.items()},
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _always(_row: Mapping[str, str]) -> bool:
    return True


_HELD_OUT: dict[str, Callable[[Mapping[str, str]], bool]] = {
    "tone_news": lambda row: row["split"] != "train",
    "newsmtsc": lambda row: row["official"] != "train",
    "conll2010_wiki": lambda row: row["split"] == "test",
    "pei_certainty": lambda row: row["split"] != "train",
    "emobank": lambda row: row["split"] != "train",
    "babe": _always,
    "checkthat_subj": _always,
    "ptc": _always,
    "clickbait17": _always,
    "fpb": _always,
    "polnear": _always,
    "newswcl50": _always,
}


def cue_spans(text: str, cues: str) -> tuple[Span, ...]:
    """Return where each of the `;`-separated cues first stands in `text`, as whole words."""
    spans = []
    for cue in filter(None, (part.strip() for part in cues.split(";"))):
        found = re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", text)
        if found:
            spans.append(found.span())
    return tuple(spans)


def _tone_news(rows: Iterable[Mapping[str, str]]) -> Iterator[Example]:
    for row in rows:
        if row["split"] == "train":
            yield Example(
                row["text"],
                "tone_news",
                {
                    "sentiment": int(row["tone"]) + 1,
                    "sensationalism": int(row["sensationalism"]),
                    "hedging": int(row["hedging"]),
                    "voice": VOICES.index(row["voice"]),
                },
                cues={
                    measure: cue_spans(row["text"], row[f"{measure}_cues"])
                    for measure in ("sensationalism", "hedging")
                },
            )


def _newsmtsc(rows: Iterable[Mapping[str, str]]) -> Iterator[Example]:
    for row in rows:
        if row["official"] == "train":
            yield Example(
                row["text"],
                "newsmtsc",
                {"target": POLARITIES.index(row["label"])},
                target=(int(row["start"]), int(row["end"])),
            )


def _conll(rows: Iterable[Mapping[str, str]]) -> Iterator[Example]:
    for row in rows:
        if row["split"] != "test":
            label = {"weasel": float(row["label"] == "uncertain")}
            yield Example(row["text"], "conll2010_wiki", label)


def _pei(rows: Iterable[Mapping[str, str]]) -> Iterator[Example]:
    for row in rows:
        if row["split"] == "train":
            # 1 to 6, to about [-1, 1].
            label = {"certainty": (float(row["label"]) - 3.5) / 2.5}
            yield Example(row["text"], "pei_certainty", label)


def _emobank(rows: Iterable[Mapping[str, str]]) -> Iterator[Example]:
    for row in rows:
        if row["split"] == "train":
            labels = {name: float(row[key]) - 3 for name, key in _EMOTIONS.items()}
            yield Example(row["text"], "emobank", labels)


_EMOTIONS = {"valence": "label", "arousal": "arousal"}


def _clickbait(rows: Iterable[Mapping[str, str]]) -> Iterator[Example]:
    for row in rows:
        label = {"clickbait": float(row["label"] == "clickbait")}
        yield Example(row["text"], "clickbait16", label)


_READERS: dict[str, Callable[[Iterable[Mapping[str, str]]], Iterator[Example]]] = {
    "tone_news": _tone_news,
    "newsmtsc": _newsmtsc,
    "conll2010_wiki": _conll,
    "pei_certainty": _pei,
    "emobank": _emobank,
    "clickbait16": _clickbait,
}
