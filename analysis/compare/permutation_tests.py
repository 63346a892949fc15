"""Permutation tests of a difference in means, with the intervals that belong to them.

They hold whatever the distribution, because they compare the outlets' articles as they are with
the same articles dealt out anew (Fisher 1935; Pitman 1937). An interval holds every difference
that the test, taking it away from the second sample, would not tell from chance (test inversion;
Tritchler 1984, Garthwaite 1996), so that interval and p agree. Same values, same result, to the
bit and in any order.
"""

from collections.abc import Callable
from math import comb, inf, nan

import numpy as np
import numpy.typing as npt

from analysis.compare.permutations import DRAWS, dealt, share, turned

Array = npt.NDArray[np.float64]
Interval = tuple[float, float]

LEVEL = 0.05
# What differs by less is a tie, what varies by less does not vary: rounding alone does as much.
_TIE = 1e-9
_STEPS = 25


def permutation_p(first: npt.ArrayLike, second: npt.ArrayLike, draws: int = DRAWS) -> Array:
    """Return the two-sided p of a permutation test of the difference of two means.

    The statistic is |t| with the variances of both samples (Welch), which makes the test exact
    where both come from one distribution, and asymptotically right for means where articles vary
    more in one outlet than in the other (Janssen 1997; Chung and Romano 2013). With equally many
    articles it orders permutations exactly as the difference in means does. Where there are at
    most 20,000 ways to deal the values out, p is the share of those with a statistic at least as
    large; else it is from `draws` drawn ones.

    Args:
        first: At least two values, in the last axis; rows of samples are tested one by one.
        second: At least two values, and as many rows.
        draws: How many ways are drawn where not all can be gone through.

    Returns:
        p in (0, 1]; 1 where no value differs from another.

    Raises:
        ValueError: A sample has fewer than two values.
    """
    one, other = np.asarray(first, float), np.asarray(second, float)
    if one.shape[-1] > other.shape[-1]:
        one, other = other, one
    size, count = one.shape[-1], one.shape[-1] + other.shape[-1]
    _check(size)
    pooled = np.concatenate([one, other], axis=-1)
    pooled = pooled - pooled.mean(axis=-1, keepdims=True)
    scale = np.sqrt((pooled**2).mean(axis=-1, keepdims=True))
    pooled = pooled / np.where(scale <= _TIE, inf, scale)
    # In the order of the values, so that p does not hang on the order of the articles.
    values, total = np.sort(pooled, axis=-1), (pooled**2).sum(axis=-1)
    mine = pooled[..., :size]
    observed = _studentised(mine.sum(axis=-1), (mine**2).sum(axis=-1), total, size, count)
    reached = np.zeros(observed.shape)
    for ways in dealt(size, count, draws):
        chosen = ways.T.astype(float)
        found = _studentised(values @ chosen, values**2 @ chosen, total[..., None], size, count)
        reached += (found >= observed[..., None] - _TIE).sum(axis=-1)
    return np.where(scale[..., 0] <= _TIE, 1.0, share(reached, comb(count, size), draws))


def permutation_interval(first: npt.ArrayLike, second: npt.ArrayLike) -> Interval:
    """Return the 95 % interval of the second mean minus the first that `permutation_p` implies.

    It holds the differences d for which `second - d` would not be told from `first` at 0.05. An
    end is infinite where samples are so small that nothing could be, and both are missing where
    neither sample varies.

    Raises:
        ValueError: A sample has fewer than two values.
    """
    one, other = (np.sort(np.asarray(each, float)) for each in (first, second))
    # One way round alone, so that whichever comes first changes nothing but the sign.
    if (len(one), *one) > (len(other), *other):
        low, high = permutation_interval(other, one)
        return -high, -low
    size, count = len(one), len(one) + len(other)
    _check(size)
    scale = max(np.ptp(one), np.ptp(other))
    if scale <= _TIE:
        return nan, nan
    middle = other.mean() - one.mean()
    # With the difference taken away, so that the search begins in the middle.
    values = np.concatenate([one - one.mean(), other - other.mean()]) / scale
    moved = np.repeat([0.0, 1.0], [size, count - size])
    order = np.lexsort((moved, values + moved * middle / scale))
    sorted_values, sorted_moved = values[order], moved[order]
    columns = (sorted_values, sorted_values**2, sorted_moved, sorted_values * sorted_moved)
    sums = np.hstack([np.vstack(columns) @ ways.T.astype(float) for ways in dealt(size, count)])
    own = np.array([values[:size].sum(), (values[:size] ** 2).sum(), 0.0, 0.0])
    everything = np.array([column.sum() for column in columns])

    def p(shift: float) -> float:
        observed, found = (
            _studentised(*_centred(part, everything, shift, size, count), size, count)
            for part in (own[:, None], sums)
        )
        reached = (found >= observed - _TIE).sum(keepdims=True).astype(float)
        return float(share(reached, comb(count, size), DRAWS)[0])

    return _inverted(p, float(middle), float(scale))


def sign_flip_p(differences: npt.ArrayLike, draws: int = DRAWS) -> float:
    """Return the two-sided p of a sign-flip test of the mean of paired differences.

    The statistic is the size of the mean; exact up to 20,000 ways to set the signs (14 pairs). It
    holds where, were there no difference, each one would be as likely with the other sign.

    Raises:
        ValueError: There are fewer than two differences.
    """
    given = np.asarray(differences, float)
    _check(len(given))
    sizes = np.sort(np.abs(given))
    total, observed = sizes.sum(), abs(given.sum()) - _TIE
    reached = np.zeros(1)
    for ways in turned(len(given), draws):
        reached += (np.abs(2 * (ways.astype(float) @ sizes) - total) >= observed).sum()
    return float(share(reached, 2 ** len(given), draws)[0])


def sign_flip_interval(differences: npt.ArrayLike) -> Interval:
    """Return the 95 % interval of the mean of paired differences that `sign_flip_p` implies.

    An end is infinite where there are so few that nothing could be told from chance; both are
    missing where the differences do not vary.

    Raises:
        ValueError: There are fewer than two differences.
    """
    given = np.asarray(differences, float)
    count = len(given)
    _check(count)
    scale = float(np.ptp(given))
    if scale <= _TIE:
        return nan, nan
    middle = float(given.mean())
    values = (given - middle)[np.argsort(np.abs(given), kind="stable")] / scale
    signs = np.concatenate([np.where(ways, 1.0, -1.0) for ways in turned(count)])
    sums, balance = signs @ values, signs.sum(axis=1)

    def p(shift: float) -> float:
        reached = np.abs(sums - shift * balance) >= abs(shift) * count - _TIE
        return float(share(reached.sum(keepdims=True).astype(float), 2**count, DRAWS)[0])

    return _inverted(p, middle, scale)


def _check(size: int) -> None:
    if size < 2:
        raise ValueError("a permutation test needs at least two values of each")


def _studentised(total: Array, squares: Array, everything: Array, size: int, count: int) -> Array:
    """Return t² / (1 + t²), which orders as |t| and stays finite where nothing varies.

    `total` and `squares` are sums over the `size` members of samples of `count` values that sum
    to 0, `everything` is the sum of all squares.
    """
    rest = count - size
    centre = total**2
    between = centre * (1 / size + 1 / rest) ** 2
    within = np.maximum(squares - centre / size, 0) / (size * (size - 1))
    within += np.maximum(everything - squares - centre / rest, 0) / (rest * (rest - 1))
    whole = between + within
    return np.asarray(np.where(whole > _TIE**2, between / np.maximum(whole, _TIE**2), 0.0))


def _centred(
    part: Array, everything: Array, shift: float, size: int, count: int
) -> tuple[Array, Array, Array]:
    """Return sums and sums of squares of values from which `shift` is taken where they are moved.

    `part` and `everything` hold sums of the values, their squares, who is moved, and the values of
    those; what is returned is about values that sum to 0.
    """
    total, squares, moved, crossed = part
    mean = (everything[0] - shift * everything[2]) / count
    whole = everything[1] - 2 * shift * everything[3] + shift**2 * everything[2]
    plain = total - shift * moved
    own = squares - 2 * shift * crossed + shift**2 * moved
    return (
        plain - size * mean,
        own - 2 * mean * plain + size * mean**2,
        np.asarray(whole - count * mean**2),
    )


def _inverted(p: Callable[[float], float], middle: float, scale: float) -> Interval:
    """Return the shifts up and down from `middle`, in units of `scale`, where p leaves 0.05."""
    return middle - scale * _end(lambda down: p(-down)), middle + scale * _end(p)


def _end(p: Callable[[float], float]) -> float:
    inside, outside = 0.0, 1.0
    while p(outside) > LEVEL:
        inside, outside = outside, 2 * outside
        if outside > 1e6:
            return inf
    for _ in range(_STEPS):
        half = (inside + outside) / 2
        inside, outside = (half, outside) if p(half) > LEVEL else (inside, half)
    return outside
