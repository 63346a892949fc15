"""The percentile bootstrap over sentences (Efron 1979), alone and paired."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

DRAWS = 1_000

Array = np.ndarray
Interval = tuple[float, float]
# From the numbers of the rows that enter to a figure.
Statistic = Callable[[Array], float]


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure, another's figure on the same rows, and ours minus theirs.

    Intervals hold 95 %. What concerns the other is None where there is no other.
    """

    ours: float
    interval: Interval
    theirs: float | None = None
    difference: float | None = None
    difference_interval: Interval | None = None


def compared(ours: Statistic, theirs: Statistic | None, groups: Sequence[Array]) -> Compared:
    """Return `ours` with its interval, and its paired difference to `theirs` if there is one.

    `groups` are row numbers. Each group is drawn from by itself, with replacement, so that it
    keeps its size. Both figures are worked out on the same resamples; those on which a figure
    has no value do not enter.
    """
    rows = np.concatenate(groups)
    given = [ours] if theirs is None else [ours, theirs]
    found = np.array([[statistic(drawn) for statistic in given] for drawn in _draws(groups)])
    value, interval = ours(rows), _limits(found[:, 0])
    if theirs is None:
        return Compared(value, interval)
    other = theirs(rows)
    return Compared(value, interval, other, value - other, _limits(found[:, 0] - found[:, 1]))


def _draws(groups: Sequence[Array]) -> Iterator[Array]:
    """Yield `DRAWS` resamples of row numbers, the same for groups of the same sizes."""
    chance = np.random.default_rng(0)
    for _ in range(DRAWS):
        parts = [group[chance.integers(0, len(group), len(group))] for group in groups]
        yield np.concatenate(parts)


def _limits(found: Array) -> Interval:
    low, high = np.nanquantile(found, [0.025, 0.975])
    return float(low), float(high)
