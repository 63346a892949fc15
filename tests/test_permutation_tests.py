"""Permutation tests by hand, against scipy, and by the laws that they must obey."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.compare.permutation_tests import (
    permutation_interval,
    permutation_p,
    sign_flip_interval,
    sign_flip_p,
)
from analysis.compare.permutations import dealt, smallest_p, smallest_paired_p, turned

# Sums and differences of these are exact, so that ties are ties.
numbers = st.integers(-64, 64).map(lambda whole: whole / 64)
samples = st.lists(numbers, min_size=2, max_size=5)


@pytest.mark.parametrize(
    ("first", "second", "p"),
    [
        # Of 20 ways to deal out, this one and its mirror image are the clearest.
        ([1, 2, 3], [4, 5, 6], 2 / 20),
        # Sums of the first: 6 and 7 at this end, 14 and 15 at the other.
        ([1, 2, 4], [3, 5, 6], 4 / 20),
        # One against its mirror: of 6 ways all have a difference at least as large as none.
        ([1, 4], [2, 3], 1.0),
        # Nothing varies: every way is as good.
        ([0.3, 0.3, 0.3], [0.3, 0.3], 1.0),
        # No mirror image where sizes differ: this way alone of 21.
        ([0, 1], [7, 8, 9, 10, 11], 1 / 21),
    ],
)
def test_p_counted_by_hand(first: list[float], second: list[float], p: float) -> None:
    """The share of ways whose |t| is at least as large."""
    assert permutation_p(first, second) == pytest.approx(p)
    assert p >= smallest_p(len(first), len(second))


def test_with_unequal_sizes_t_counts_and_not_the_difference() -> None:
    """As scipy has it, which is told the same statistic, where all ways are gone through."""
    chance = np.random.default_rng(3)
    for _ in range(20):
        first, second = chance.exponential(size=4), 2 * chance.exponential(size=7)

        def t(one: np.ndarray, other: np.ndarray, axis: int) -> np.ndarray:
            return np.abs(stats.ttest_ind(one, other, axis=axis, equal_var=False).statistic)

        theirs = stats.permutation_test(
            (first, second), t, alternative="greater", n_resamples=20_000, vectorized=True
        )
        assert permutation_p(first, second) == pytest.approx(theirs.pvalue)


def test_where_ways_are_drawn_p_is_near_that_of_all() -> None:
    """9 against 9 has 48,620 ways: drawn. All of them say 0.0102 (scipy)."""
    first, second = np.arange(9) / 10, np.arange(9) / 10 + [0.3, 0.2, 0.5] * 3
    theirs = stats.permutation_test(
        (first, second),
        lambda one, other, axis: one.mean(axis) - other.mean(axis),
        n_resamples=50_000,
        vectorized=True,
    )
    # Four standard errors of 9,999 draws.
    error = 4 * np.sqrt(theirs.pvalue * (1 - theirs.pvalue) / 9_999)
    assert permutation_p(first, second) == pytest.approx(theirs.pvalue, abs=error)


def test_drawn_p_is_never_zero() -> None:
    """(0 + 1) / (9,999 + 1), for the way at hand is one of them."""
    assert permutation_p(np.arange(15), np.arange(15) + 100) == pytest.approx(1 / 10_000)
    assert sign_flip_p(np.arange(1, 30)) == pytest.approx(1 / 10_000)


def test_rows_are_tested_one_by_one() -> None:
    """As the simulation needs it."""
    chance = np.random.default_rng(5)
    first, second = chance.random((4, 10)), chance.random((4, 11))
    singly = [float(permutation_p(*pair)) for pair in zip(first, second, strict=True)]
    assert permutation_p(first, second).tolist() == singly


def test_the_interval_found_by_hand() -> None:
    """With 4 against 4, p is above 0.05 as soon as one other way is as clear as the one at hand.

    That is when moving the second sample down makes its least touch the first's greatest, 7 below,
    and when its greatest touches the first's least, 13 below.
    """
    low, high = permutation_interval([0, 1, 2, 3], [10, 11, 12, 13])
    assert (low, high) == pytest.approx((7, 13), abs=1e-5)


def test_the_paired_interval_found_by_hand() -> None:
    """With 6 pairs, p is above 0.05 as soon as one difference that is taken away turns its sign."""
    assert sign_flip_interval([1, 2, 3, 4, 5, 6]) == pytest.approx((1, 6), abs=1e-5)
    # Of 64 ways, all positive and all negative.
    assert sign_flip_p([1, 2, 3, 4, 5, 6]) == 2 / 64 == smallest_paired_p(6)


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        ([1, 2, 3], 2 / 8),
        # |sum| is 4; those of all ways are 6, 4, 2, 0 and again.
        ([3, -1, 2], 4 / 8),
        ([0, 0, 0], 1.0),
    ],
)
def test_paired_p_counted_by_hand(differences: list[float], p: float) -> None:
    """The share of ways to set signs whose mean is at least as far from 0."""
    assert sign_flip_p(differences) == p


@given(first=samples, second=samples)
def test_swapping_changes_the_sign_of_the_interval_alone(
    first: list[float], second: list[float]
) -> None:
    """Nobody knows which outlet comes first."""
    assert permutation_p(first, second) == permutation_p(second, first)
    low, high = permutation_interval(first, second)
    assert np.allclose(permutation_interval(second, first), (-high, -low), equal_nan=True)


@given(first=samples, second=samples, constant=st.integers(-8, 8))
def test_a_constant_changes_nothing(first: list[float], second: list[float], constant: int) -> None:
    """Only differences count."""
    moved = [[value + constant for value in each] for each in (first, second)]
    assert permutation_p(*moved) == permutation_p(first, second)


@given(same=samples)
def test_equal_outlets_do_not_differ(same: list[float]) -> None:
    """No way to deal out differs less."""
    assert permutation_p(same, same) == 1
    assert sign_flip_p([0.0] * len(same)) == 1


@given(first=samples, second=samples)
def test_interval_and_p_agree(first: list[float], second: list[float]) -> None:
    """Zero is outside exactly where p is at most 0.05, ends apart."""
    low, high = permutation_interval(first, second)
    if np.isfinite([low, high]).all() and min(abs(low), abs(high)) > 1e-6:
        assert (low > 0 or high < 0) == (permutation_p(first, second) <= 0.05)


@given(data=st.data(), first=samples, second=samples)
def test_order_changes_no_bit(data: st.DataObject, first: list[float], second: list[float]) -> None:
    """Articles come in the order of files."""
    shuffled = data.draw(st.permutations(second))
    assert permutation_p(first, shuffled) == permutation_p(first, second)
    again = permutation_interval(first, shuffled)
    assert str(again) == str(permutation_interval(first, second))


def test_small_samples_have_no_end() -> None:
    """3 against 3 cannot tell any difference from chance, however large."""
    assert permutation_interval([1, 2, 3], [4, 5, 6]) == (-np.inf, np.inf)
    assert sign_flip_interval([1, 2, 4]) == (-np.inf, np.inf)


def test_without_variance_there_is_no_interval() -> None:
    """Nothing is known of chance then."""
    assert np.isnan(permutation_interval([1, 1, 1], [2, 2])).all()
    assert np.isnan(sign_flip_interval([0.5, 0.5, 0.5])).all()


@pytest.mark.parametrize("test", [permutation_p, permutation_interval])
def test_one_value_is_refused(test: object) -> None:
    """A single article has no variance."""
    with pytest.raises(ValueError, match="at least two"):
        test([1], [2, 3])


def test_blocks_hold_all_draws_once() -> None:
    """Large samples are drawn in parts, for memory."""
    ways = list(dealt(200, 400))
    assert len(ways) > 1
    assert sum(len(each) for each in ways) == 9_999
    assert all((each.sum(axis=1) == 200).all() for each in ways)
    assert not np.array_equal(ways[0][:5], ways[1][:5])
    assert sum(len(each) for each in turned(200)) == 9_999
