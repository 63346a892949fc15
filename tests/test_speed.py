"""The benchmark of speed: ratios are taken within a round, and every scorer is asked alike."""

import pytest

pytest.importorskip("onnx", reason="the benchmark needs the extra `train`")

# Benchmarks are scripts beside each other, not a package.
import speed
from bundled_model import bundled_scorer
from speed_rate import share_of_rate

from analysis import load_configuration


def test_ratios_are_of_one_round() -> None:
    """A round in which the machine was slow slows all of them: the ratios stay."""
    rounds = {speed.OURS: [1.0, 2.0], "bundled model, scores alone": [1.0, 1.0]}
    rounds[speed.STOCK] = [4.0, 8.0]
    text = speed.table(rounds, 10)
    assert f"| {speed.OURS} | 7 | 4.0 (4.0 to 4.0) |" in text
    assert "cue words: +50.0% time (+0.0% to +100.0%)" in text


def test_every_scorer_gets_the_same_sentences_in_every_round() -> None:
    """One round more than is counted, in turn."""
    asked: list[tuple[str, list[str]]] = []
    scorers = {
        name: lambda texts, name=name: asked.append((name, list(texts))) for name in ("a", "b")
    }
    times = speed.measured(scorers, ["It rained."], rounds=2)
    assert asked == [("a", ["It rained."]), ("b", ["It rained."])] * 3
    assert {name: len(own) for name, own in times.items()} == {"a": 2, "b": 2}


def test_sentences_mix_all_samples() -> None:
    """The first ones are not from one article alone, and none is lost."""
    found = speed.sample_sentences()
    assert len(found) > 400
    assert len(set(found[:60])) == 60


def test_the_model_uses_a_share_of_the_rate() -> None:
    """More than nothing; how much more depends on the machine."""
    rate = share_of_rate(
        bundled_scorer(load_configuration()), ["The council met on Monday.", "It may rain."]
    )
    assert rate.used > 0
    assert rate.rate > 0
