"""The validity benchmark's arithmetic, on invented numbers whose answer is known."""

import numpy as np
import pytest

# Benchmarks are scripts beside each other, not a package.
from bootstrap import compared
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from validity_length import LEAST, calibration_slope, length_bins
from validity_metrics import best_cut, figure
from validity_outlets import by_outlet, called_elsewhere, name_only


@pytest.fixture
def chance() -> np.random.Generator:
    """Return a source of numbers that is the same in every run."""
    return np.random.default_rng(3)


def test_figures_are_those_of_scikit_learn(chance: np.random.Generator) -> None:
    """They were written out for speed alone; rounding makes ties, which AUC must count half."""
    labels = chance.integers(0, 2, 200)
    score = (chance.normal(size=200) + labels).round(1)
    three = chance.integers(0, 3, 200)
    called, classes = score >= 0.4, np.digitize(score, [0.1, 0.9])
    correlation = np.corrcoef(labels, score)[0, 1]
    assert figure("AUC", labels, score, ()) == pytest.approx(roc_auc_score(labels, score))
    assert figure("Pearson", labels, score, ()) == pytest.approx(correlation)
    assert figure("F1", labels, score, [0.4]) == pytest.approx(f1_score(labels, called))
    for metric, average in (("macro-F1", "macro"), ("weighted F1", "weighted")):
        expected = f1_score(three, classes, average=average)
        assert figure(metric, three, score, [0.1, 0.9]) == pytest.approx(expected)


def test_a_class_that_is_nowhere_does_not_lower_macro_f1() -> None:
    """A resample may lack a class; scikit-learn leaves it out of the mean as well."""
    labels, score = np.array([0, 0, 2]), np.array([0.0, 0.0, 1.0])
    assert figure("macro-F1", labels, score, [0.3, 0.6]) == 1.0
    assert figure("F1", np.array([0, 0]), np.array([0.1, 0.2]), [0.5]) == 0.0


@pytest.mark.parametrize("metric", ["F1", "macro-F1"])
def test_the_best_cut_is_better_than_any_other(metric: str, chance: np.random.Generator) -> None:
    """Against trying every score as the cut, ties included."""
    labels = chance.integers(0, 2, 120)
    score = (chance.normal(size=120) + labels).round(1)
    found = figure(metric, labels, score, [best_cut(metric, labels, score)])
    assert found == pytest.approx(max(figure(metric, labels, score, [cut]) for cut in score))


def test_a_paired_difference_is_surer_than_its_parts() -> None:
    """Two scores that err on the same sentences: their own intervals overlap, the difference's
    does not reach 0.
    """  # noqa: D205
    right = np.arange(100) < 60
    better = right.copy()
    better[60:75] = True
    found = compared(
        lambda rows: float(better[rows].mean()),
        lambda rows: float(right[rows].mean()),
        [np.arange(100)],
    )
    assert (found.ours, found.theirs) == (0.75, 0.6)
    assert found.difference == pytest.approx(0.15)
    low, high = found.difference_interval
    # 15 of 100 sentences differ: the standard error is the root of 0.15 * 0.85 / 100, 0.036.
    assert low == pytest.approx(0.15 - 1.96 * 0.036, abs=0.02)
    assert high == pytest.approx(0.15 + 1.96 * 0.036, abs=0.02)
    assert found.interval[0] < 0.7


def test_a_score_does_not_differ_from_itself() -> None:
    """The resamples are the same for both."""
    values = np.arange(50) % 7
    found = compared(
        lambda rows: float(values[rows].mean()),
        lambda rows: float(values[rows].mean()),
        [np.arange(50)],
    )
    assert found.difference_interval == (0.0, 0.0)
    assert found.interval[0] < found.ours < found.interval[1]


def test_each_group_keeps_its_size_in_a_resample() -> None:
    """Rows of a small outlet are neither lost nor multiplied."""
    seen = []
    groups = [np.arange(3), np.arange(3, 10)]
    compared(lambda rows: seen.append(sorted(rows < 3)) or 0.0, None, groups)
    assert all(sum(of_first) == 3 for of_first in seen)


def test_the_threshold_comes_from_the_other_outlets() -> None:
    """An outlet whose scores lie elsewhere is called by the others' threshold, not its own."""
    outlet = np.array(["Gazette"] * 4 + ["Herald"] * 4)
    labels = np.array([0, 0, 1, 1] * 2)
    score = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
    # The Herald parts at 0.65, above all of the Gazette; the Gazette at 0.25, below the Herald.
    assert called_elsewhere(outlet, labels, score).tolist() == [0, 0, 0, 0, 1, 1, 1, 1]


def test_an_outlets_name_is_read_off_the_other_folds() -> None:
    """A fold's own labels say nothing; an outlet unknown elsewhere gets the majority's label."""
    outlet = ["Gazette", "Gazette", "Gazette", "Herald", "Courier"]
    labels = np.array([0, 0, 1, 1, 1])
    folds = ["0", "0", "1", "1", "2"]
    # Gazette in fold 0 knows its 1 in fold 1 alone, in fold 1 its two 0s; Herald is known to no
    # other fold, and those have two 0s and one 1; of all but fold 2, 0 and 1 are as frequent.
    assert name_only(outlet, labels, folds)[:4].tolist() == [1, 1, 0, 0]


def test_small_and_one_sided_outlets_have_no_area() -> None:
    """Of three outlets one is too small and one has biased sentences alone."""
    outlet = np.array(["A"] * 60 + ["B"] * 49 + ["C"] * 60)
    labels = np.array(([0, 1] * 55)[:109] + [1] * 60)
    found = by_outlet(outlet, labels, labels.astype(float))
    assert [(record["outlet"], record["n"], record["auc"]) for record in found] == [
        ("A", 60, 1.0),
        ("B", 49, None),
        ("C", 60, None),
    ]
    assert found[2]["biased"] == 1.0


def test_the_slope_is_that_of_a_logistic_regression(chance: np.random.Generator) -> None:
    """Scores that are twice as extreme as the truth have half its slope."""
    truth = chance.normal(size=4_000)
    labels = chance.random(4_000) < 1 / (1 + np.exp(-truth))
    score = 1 / (1 + np.exp(-2 * truth))
    reference = LogisticRegression(C=np.inf, tol=1e-8).fit(2 * truth[:, None], labels)
    found = calibration_slope(labels, score)
    assert found == pytest.approx(reference.coef_[0, 0], rel=0.01)
    assert found == pytest.approx(0.5, abs=0.05)


def test_a_slope_needs_scores_that_differ_and_err() -> None:
    """Equal scores have no slope, and a perfect one would be infinitely steep."""
    labels = np.arange(80) % 2 == 1
    assert calibration_slope(labels, np.full(80, 0.3)) is None
    assert calibration_slope(labels, np.where(labels, 0.9, 0.2)) is None
    # The ends themselves have no logit.
    mostly = np.where(np.arange(80) < 60, labels, ~labels).astype(float)
    assert 0 < calibration_slope(labels, mostly) < 1


def test_bins_hold_their_upper_end() -> None:
    """15 words are short, 16 and 30 in the middle, 31 long; too few of a class give nothing."""
    words = [15] * 2 * LEAST + [16] * LEAST + [30] * (LEAST - 1) + [31] * 5
    labels = np.arange(len(words)) % 2 == 1
    short, middle, long = length_bins(words, labels, np.where(labels, 0.6, 0.4))
    assert (short["n"], middle["n"], long["n"]) == (2 * LEAST, 2 * LEAST - 1, 5)
    assert short["auc"] == 1.0
    # One of the two classes has 29.
    assert middle["auc"] is None
    assert middle["slope"] is None
    assert long["auc"] is None
