"""The articles that `stories.py` groups: written ones with their stories, and real ones."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from analysis.articles import Article, article_from_text, read_files

REPOSITORY = Path(__file__).parent.parent
HIDDEN_AMONG = 500


@dataclass(frozen=True, slots=True)
class Labelled:
    """Articles, and for each its event; empty where it is not known and not asked for."""

    articles: tuple[Article, ...]
    events: tuple[str, ...]


def articles_of(case: Mapping[str, Any]) -> list[Article]:
    """Return the articles of one story of tests/story_cases.yaml."""
    return [
        article_from_text(
            each["text"],
            title=each["title"],
            outlet=each["outlet"],
            published=each["date"],
            any_language=True,
        )
        for each in case["articles"]
    ]


def written() -> Labelled:
    """Return the stories that we wrote: tests/story_cases.yaml, seeds/ and training/facts."""
    cases = yaml.safe_load((REPOSITORY / "tests" / "story_cases.yaml").read_text("utf-8"))
    found = [(article, case["story"]) for case in cases for article in articles_of(case)]
    for path in sorted((REPOSITORY / "seeds").glob("*/*.md")):
        name = path.relative_to(REPOSITORY / "seeds").as_posix()
        reading = read_files([(name, path.read_bytes())])
        found += [(article, path.parent.name) for article in reading.articles]
    for path in sorted((REPOSITORY / "training" / "facts").glob("*.yaml")):
        found += _world(yaml.safe_load(path.read_text("utf-8")))
    return _labelled(found)


def _world(content: dict[str, Any]) -> list[tuple[Article, str]]:
    """Return the articles of a world: six events with the same people, of some 400 words each."""
    return [
        (
            article_from_text(
                "\n\n".join(sentence["text"] for sentence in article["sentences"]),
                title=article["title"],
                outlet=article["outlet"],
                published=str(article["published"]),
                any_language=True,
            ),
            event["event"],
        )
        for event in content["events"]
        for article in event["articles"]
    ]


def hidden(data: Path) -> Labelled:
    """Return the 50 articles of NewsWCL50 and 500 of PolNeAR drawn at random, texts alone.

    Those of NewsWCL50 are put together from its sentences and have no headline or date of their
    own; so none of either set is given any. PolNeAR's annotations are not read, nor is its test
    part at hand.
    """
    sentences = pd.read_csv(data / "newswcl50" / "data.csv", dtype=str, keep_default_na=False)
    found = []
    for doc, own in sentences.groupby("doc", sort=True):
        text = "\n\n".join(own.sort_values("sent", key=pd.to_numeric)["text"])
        found.append((_text_alone(f"newswcl50 {doc}", text), own["story"].iloc[0]))
    others = pd.read_csv(
        data / "polnear" / "articles.csv", usecols=["doc", "text"], keep_default_na=False
    )
    rows = sorted(others.itertuples(index=False), key=lambda row: row.doc)
    for row in random.Random(0).sample(rows, HIDDEN_AMONG):
        found.append((_text_alone(f"polnear {row.doc}", row.text), ""))
    return _labelled(found)


def _text_alone(source: str, text: str) -> Article:
    return article_from_text(text, source_file=source, any_language=True)


def _labelled(found: list[tuple[Article, str]]) -> Labelled:
    articles, events = zip(*found, strict=True)
    return Labelled(tuple(articles), tuple(events))
