"""PolNeAR (Newell, Margolin and Ruths 2018): news in which people marked every attribution.

An attribution has a source (who), a cue (said) and a content (what), each of one or more spans.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from validity_benchmark import Row, read

from analysis.articles import Article

Spans = tuple[tuple[int, int], ...]
_ROLES = ("Source", "Cue", "Content")


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution: where its content and its source stand in the article's text.

    Either may lie in pieces; `source` is empty where nobody is named.
    """

    content: Spans
    source: Spans


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with what people marked in it.

    `content` are the spans of all attributions' contents, `sentences` those of the set's own
    naive splitting. `unmapped` counts the relations that name spans which are not there.
    """

    article: Article
    content: Spans
    attributions: tuple[Attributed, ...]
    sentences: Spans
    unmapped: int = 0


def annotated_articles(data: Path, part: str) -> list[Annotated]:
    """Return the articles of a part of PolNeAR below the folder `data`, in the file's order."""
    sentences: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in read(data / "polnear" / "data.csv"):
        if row["split"] == part:
            sentences[row["doc"]].append((int(row["start"]), int(row["end"])))
    articles = read(data / "polnear" / "articles.csv")
    return [annotated(row, sentences[row["doc"]]) for row in articles if row["split"] == part]


def annotated(row: Row, sentences: Sequence[tuple[int, int]]) -> Annotated:
    """Return a row of `articles.csv` as an article; its headline ends at the first blank line."""
    text, marked = row["text"], json.loads(row["spans"])
    attributions, unmapped = related(marked, json.loads(row["relations"]))
    return Annotated(
        Article(
            row["doc"],
            text,
            hashlib.sha256(text.encode()).hexdigest(),
            headline_end=max(0, text.find("\n\n")),
        ),
        tuple(piece for mark in marked if mark["type"] == "Content" for piece in _pieces(mark)),
        attributions,
        tuple(sentences),
        unmapped,
    )


def related(
    marked: Sequence[dict[str, Any]], relations: Sequence[Sequence[Sequence[str]]]
) -> tuple[tuple[Attributed, ...], int]:
    """Return the attributions that `relations` make of marked spans, and how many do not map.

    Marks are numbered from T1 in the file's order; numbers that relations use for themselves
    (`Attribution`) are no mark's. A relation that names a number which is no mark's, or a mark
    of another type, does not map.
    """
    taken = {name for relation in relations for role, name in relation if role == "Attribution"}
    free = (name for name in (f"T{number}" for number in count(1)) if name not in taken)
    by_name = dict(zip(free, marked, strict=False))
    found = []
    for relation in relations:
        named = [(role, by_name.get(name)) for role, name in relation if role in _ROLES]
        if all(mark is not None and mark["type"] == role for role, mark in named):
            found.append(Attributed(_joined(named, "Content"), _joined(named, "Source")))
    return tuple(found), len(relations) - len(found)


def _joined(named: Sequence[tuple[str, Any]], role: str) -> Spans:
    return tuple(piece for own, mark in named if own == role for piece in _pieces(mark))


def _pieces(mark: dict[str, Any]) -> Spans:
    return tuple((start, end) for start, end in mark["spans"])
