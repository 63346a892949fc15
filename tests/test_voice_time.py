"""The benchmark of what voices cost: both ways in every round, on the same articles."""

import numpy as np
import pytest

# Benchmarks are scripts beside each other, not a package.
import voice_time
from voice_time import Timed, cost_table, timed

from analysis.articles import Article
from analysis.config import Configuration
from analysis.voice import find


def test_the_ratio_is_of_all_articles_together() -> None:
    """Of the medians over rounds; a round in which the machine was slow leaves it."""
    alone = np.array([[1.0, 3.0], [1.0, 3.0], [9.0, 27.0]])
    text = cost_table({"Samples": Timed(alone * [[1.5, 1.1]], alone, 40, 10)})
    # (1.5 + 3.3) / 4, between 1.1 of the one and 1.5 of the other.
    assert "| Samples | 40 | 25% | 1.20 | 1.10 to 1.50 | 1.20 (1.20 to 1.20) |" in text
    assert "at most 1.25" in text


def test_both_ways_read_every_article_in_every_round(
    configuration: Configuration, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each goes first as often as the other; the parser's sentences are counted once."""
    lists = configuration.with_models({m.name: "lexicon" for m in configuration.measures})
    asked = []

    def noted(way):
        return lambda article, given: asked.append(way.__name__) or way(article, given)

    for name in ("_voiced", "_alone"):
        monkeypatch.setattr(voice_time, name, noted(getattr(voice_time, name)))
    parse = find.parse
    text = "It rained.\n\nMaria Lopez said the bridge was safe. It rained again."
    found = timed([Article("a", text, "")], lists, rounds=2)
    assert asked == ["_voiced", "_voiced", "_alone", "_alone", "_voiced"]
    assert (found.sentences, found.parsed) == (3, 1)
    assert found.voiced.shape == found.alone.shape == (2, 1)
    assert (found.voiced > 0).all()
    assert find.parse is parse
