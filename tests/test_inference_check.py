"""The benchmark of what is concluded draws its trials as it says."""

import inference_check
import numpy as np
import pandas as pd
import pytest
from inference_page import page
from inference_trials import (
    METHODS,
    dealt_out,
    disagreement,
    found_by,
    naive,
    of_two,
    uncovered,
    welch,
)
from scipy import stats


def articles(count: int, *, seed: int = 0, **fields: str) -> pd.DataFrame:
    """Return article means as the cache has them."""
    chance = np.random.default_rng(seed)
    means = chance.exponential(0.1, count)
    return pd.DataFrame(
        {
            "doc": [f"{seed}-{at}" for at in range(count)],
            "mean": means,
            "sentences": chance.integers(5, 40, count),
            "sentence_mean": means,
            "sentence_variance": 0.04,
            **fields,
        }
    )


def test_no_article_is_on_both_sides() -> None:
    """Else the samples would depend on each other."""
    own = articles(12)
    trials = dealt_out(own, (3, 5), 50)
    for first, second in zip(trials.first, trials.second, strict=True):
        assert len({*first, *second}) == 8
    assert np.array_equal(trials.first, dealt_out(own, (3, 5), 50).first)


def test_two_outlets_are_moved_to_one_mean() -> None:
    """Drawn often enough, both samples have it; the second keeps its own spread."""
    first, second = articles(6), articles(8, seed=1)
    trials = of_two(first, second, (6, 8), 4_000)
    assert trials.second.mean() == pytest.approx(first["mean"].mean(), abs=0.005)
    assert trials.second.std() == pytest.approx(second["mean"].std(ddof=0), rel=0.05)


def test_a_shift_is_in_deviations_of_the_outlet() -> None:
    """Of all its articles."""
    own = articles(20)
    trials = dealt_out(own, (3, 3), 4)
    moved = trials.shifted(2).second - trials.second
    assert np.allclose(moved, 2 * own["mean"].std())


def test_the_other_methods_are_those_of_scipy() -> None:
    """Welch's t-test on article means; and on sentences, rebuilt from their moments."""
    trials = dealt_out(articles(30), (5, 7), 40)
    theirs = stats.ttest_ind(trials.first, trials.second, axis=1, equal_var=False).pvalue
    assert np.array_equal(welch(trials), theirs < 0.05)
    first, second = [0.1, 0.2, 0.4, 0.5, 0.9], [0.3, 0.8, 0.9, 0.7]
    parts = [np.array([[[len(x), np.mean(x), np.var(x, ddof=1)]]]) for x in (first, second)]
    made = type(trials)(np.zeros((1, 1)), np.zeros((1, 1)), *parts, np.zeros(2))
    assert naive(made) == (stats.ttest_ind(first, second, equal_var=False).pvalue < 0.05)


def test_naive_sentences_find_what_is_not_there() -> None:
    """Which is why we do not count sentences."""
    trials = dealt_out(articles(100), (10, 10), 60)
    found = found_by(trials, METHODS)
    assert found["permutation"] <= 0.15
    assert found["naive"] > found["permutation"]
    assert disagreement(trials, 5)["disagreeing"] == 0
    assert 0 <= uncovered(articles(100), 10, 50) <= 0.3


def test_the_page_has_every_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """From few trials of two invented outlets."""
    monkeypatch.setattr(inference_check, "SIZES", ((3, 3), (5, 5)))
    monkeypatch.setattr(inference_check, "UNLIKE_SIZES", ((5, 5),))
    means = pd.concat(
        articles(20, seed=seed, view=view, measure="hedging", outlet=f"outlet {seed}")
        for seed in (1, 2)
        for view in inference_check.VIEWS
    )
    content = inference_check.measured(means, 100)
    text = page({**content, "model": "m@1", "model_hash": "m1"})
    assert "| hedging | 3 against 3 | 0.0 % |" in text
    assert "not tested" in text
    assert all(section in text for section in ("nothing differs", "not on average", "One outlet's"))
