"""Omissions as a table."""

from collections.abc import Iterable, Mapping

import pandas as pd

from analysis.alignment.matching import read_sentences
from analysis.alignment.records import Fact, Omission, Place
from analysis.articles import Article
from analysis.frames import typed_frame

_OMITTED = (
    "outlet",
    "not_found",
    "fact_text",
    "stated_by",
    "nearest_article",
    "nearest_sentence",
    "nearest_text",
    "nearest_match",
)


def omissions_frame(articles: Iterable[Article], found: Iterable[Omission]) -> pd.DataFrame:
    """Return one row for each fact and outlet in which it was not found, the surest first."""
    held = list(articles)
    outlets = {each.article_id: each.outlet or each.article_id for each in held}
    texts = _texts(held)
    rows = [
        {
            "outlet": each.outlet,
            "not_found": each.confidence,
            "fact_text": texts[each.fact.places[0]],
            "stated_by": _stated_by(each.fact, outlets),
            "nearest_article": each.nearest.article_id if each.nearest else "",
            "nearest_sentence": each.nearest.sentence if each.nearest else None,
            "nearest_text": texts[each.nearest] if each.nearest else "",
            "nearest_match": each.nearest_confidence,
        }
        for each in found
    ]
    return typed_frame(rows, _OMITTED)


def _stated_by(fact: Fact, outlets: Mapping[str, str]) -> str:
    return "; ".join(sorted({outlets[place.article_id] for place in fact.places}))


def _texts(articles: Iterable[Article]) -> dict[Place, str]:
    return {place: text for each in articles for place, text in read_sentences(each)}
