"""How well articles are grouped into stories, beside plain TF-IDF.

    python benchmarks/stories.py --data FOLDER [--output FOLDER]

hides the 50 articles of NewsWCL50 (10 events, 5 outlets) among 500 of PolNeAR and groups all of
them. Thresholds are those fixed on the stories that we wrote. Writes stories.md and stories.json.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
from stories_articles import HIDDEN_AMONG, Labelled, hidden, written
from stories_methods import METHODS, agreement, best_thresholds, labels_of
from stories_page import page

from analysis.stories import group_stories
from analysis.stories.clusters import COHERENCE, THRESHOLD

DOCS = Path(__file__).parent.parent / "docs"


def main() -> None:
    """Group, write and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="with newswcl50 and polnear")
    parser.add_argument("--output", type=Path, default=DOCS, help="folder for the two files")
    options = parser.parse_args()
    content = measured(written(), hidden(options.data))
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    (options.output / "stories.json").write_text(text, encoding="utf-8")
    (options.output / "stories.md").write_text(page(content), encoding="utf-8")
    print(page(content))


def measured(ours: Labelled, theirs: Labelled) -> dict[str, Any]:
    """Return the figures of all methods on the hidden articles, and how long ours takes."""
    return {
        "written": {"articles": len(ours.articles), "stories": len(set(ours.events))},
        "hidden": {
            "articles": sum(bool(event) for event in theirs.events),
            "events": len(set(theirs.events) - {""}),
            "among": sum(not event for event in theirs.events),
        },
        "threshold": THRESHOLD,
        "coherence": COHERENCE,
        "time": _timed(theirs),
        "methods": [_row(name, ours, theirs) for name in METHODS],
        "matches": _as_the_product_does(theirs),
    }


def _row(name: str, ours: Labelled, theirs: Labelled) -> dict[str, Any]:
    reached, low, high = best_thresholds(METHODS[name](ours.articles), ours)
    threshold = THRESHOLD if name == "tonelens" else round((low + high) / 2, 3)
    grouping = METHODS[name](theirs.articles)
    labels = grouping(threshold)
    found = agreement(labels, theirs.events)
    hindsight, best_low, best_high = best_thresholds(grouping, theirs)
    asked = np.array(theirs.events) != ""
    clusters = set(labels[asked])
    return {
        "method": name,
        "threshold": threshold,
        "written_f1": agreement(METHODS[name](ours.articles)(threshold), ours.events).f1(),
        "written_best_f1": reached,
        "written_range": [low, high],
        "precision": float(found.precisions.mean()),
        "recall": float(found.recalls.mean()),
        "f1": found.f1(),
        "interval": found.interval(),
        "clusters": len(clusters),
        "strangers": int(sum(label in clusters for label in labels[~asked])),
        "hindsight_f1": hindsight,
        "hindsight_range": [best_low, best_high],
    }


def _timed(theirs: Labelled) -> dict[str, Any]:
    """Return seconds for 500 articles, the first time and again, and for half as many."""
    articles = theirs.articles[-HIDDEN_AMONG:]
    seconds = {}
    for what, own in (("first", articles), ("again", articles), ("half", articles[::2])):
        start = time.perf_counter()
        group_stories(own)
        seconds[what] = round(time.perf_counter() - start, 1)
    return {"articles": len(articles), **seconds}


def _as_the_product_does(theirs: Labelled) -> bool:
    """Return whether `group_stories` makes the groups that are measured here."""
    labels = METHODS["tonelens"](theirs.articles)(THRESHOLD)
    found = labels_of(group_stories(theirs.articles), theirs.articles)
    return bool(((labels[:, None] == labels) == (found[:, None] == found)).all())


if __name__ == "__main__":
    main()
