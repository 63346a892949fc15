"""The article means that `inference_check.py` draws from, scored once and kept in a CSV."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from tqdm import tqdm

from analysis import load_configuration
from analysis.articles import article_from_text
from analysis.config import Configuration
from analysis.figures import figures
from analysis.models_in_use import fingerprint
from analysis.pipeline import ScoredArticle, analyse
from analysis.viewpoint import in_voice
from analysis.voice import View
from analysis.voice.version import voice_hash

VIEWS: tuple[View, ...] = ("all", "outlet")
CHUNK = 20


def article_means(data: Path, cache: Path) -> pd.DataFrame:
    """Return a row for each article of PolNeAR's train part, measure and voice.

    `mean` is the article's figure as the tables define it; `sentences`, `sentence_mean` and
    `sentence_variance` describe its sentences with words in that voice. What is in the file
    `cache` is not scored again, and what is scored is added to it at once, so that a run can be
    stopped and taken up again. Rows of another model or parser in it are left where they are; after
    a change in how voices are told apart, take another file.
    """
    configuration = load_configuration()
    own = _made_by(configuration)
    kept = pd.read_csv(cache) if cache.exists() else pd.DataFrame({"made_by": [], "doc": []})
    done = set(kept.loc[kept["made_by"] == own, "doc"])
    articles = pd.read_csv(data / "polnear" / "articles.csv", keep_default_na=False)
    articles = articles[articles["split"] == "train"]
    todo = [row for row in articles.to_dict("records") if row["doc"] not in done]
    for at in tqdm(range(0, len(todo), CHUNK), desc="articles, in chunks", disable=not todo):
        _add(cache, [row for doc in todo[at : at + CHUNK] for row in _rows(doc, configuration)])
    means = pd.read_csv(cache)
    return means[(means["made_by"] == own) & means["doc"].isin(set(articles["doc"]))]


def _made_by(configuration: Configuration) -> str:
    """Return what the scores and voices were made with."""
    return f"{fingerprint(configuration)}-{voice_hash()[:12]}"


def _add(cache: Path, rows: Sequence[dict[str, Any]]) -> None:
    new = not cache.exists()
    with cache.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        if new:
            writer.writeheader()
        writer.writerows(rows)


def _rows(doc: dict[str, Any], configuration: Configuration) -> Iterator[dict[str, Any]]:
    article = article_from_text(
        doc["text"], title=doc["title"], outlet=doc["outlet"], any_language=True
    )
    analysis = analyse([article], configuration=configuration)
    for view in VIEWS:
        (scored,) = in_voice(analysis, view).articles
        found = figures(scored, configuration.measures)
        for measure in configuration.measures:
            yield {
                "doc": doc["doc"],
                "outlet": doc["outlet"],
                "made_by": _made_by(configuration),
                "view": view,
                "measure": measure.name,
                "mean": found[measure.name],
                **_of_sentences(scored, measure.name),
            }


def _of_sentences(scored: ScoredArticle, measure: str) -> dict[str, Any]:
    values = [
        each.score.values[measure]
        for each in scored.sentences
        if each.role == "body" and each.weight > 0
    ]
    return {
        "sentences": len(values),
        "sentence_mean": np.mean(values) if values else None,
        "sentence_variance": np.var(values, ddof=1) if len(values) > 1 else None,
    }
