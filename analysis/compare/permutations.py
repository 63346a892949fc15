"""The ways to deal articles out to two outlets, or to turn the signs of paired differences."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, product
from math import comb

import numpy as np
import numpy.typing as npt

Ways = npt.NDArray[np.bool_]

# Up to this many ways all are gone through; else so many are drawn.
MOST_EXACT = 20_000
DRAWS = 9_999
_CELLS = 1_000_000


def is_exact(ways: int) -> bool:
    """Tell whether all of so many ways are gone through."""
    return ways <= MOST_EXACT


def share(reached: npt.NDArray[np.float64], ways: int, draws: int) -> npt.NDArray[np.float64]:
    """Return p from the number of ways (or drawn ones) that reach what was observed.

    Of drawn ones (b + 1) / (draws + 1), which is a valid p however few are drawn (Phipson and
    Smyth 2010).
    """
    return reached / ways if is_exact(ways) else (reached + 1) / (draws + 1)


def dealt(size: int, count: int, draws: int = DRAWS) -> Iterator[Ways]:
    """Yield blocks of rows that tell which `size` of `count` articles are dealt to one outlet.

    All ways where there are at most 20,000, else `draws` of them, seeded: always the same ones.
    """
    if is_exact(comb(count, size)):
        yield _all_dealt(size, count)
    else:
        for number, rows in _blocks(count, draws):
            yield _drawn(size, count, number, rows)


def turned(count: int, draws: int = DRAWS) -> Iterator[Ways]:
    """Yield blocks of rows that tell which of `count` differences keep their sign, likewise."""
    if is_exact(2**count):
        yield np.array(list(product((False, True), repeat=count)))
    else:
        for number, rows in _blocks(count, draws):
            yield np.random.default_rng((count, number)).random((rows, count)) < 0.5


def smallest_p(first: int, second: int) -> float:
    """Return the smallest p that a permutation test of samples of these sizes can give.

    With 3 against 3 it is 0.1: two of the 20 ways to deal them out have the largest |t|, the one
    at hand and its mirror image. Samples of different sizes have no mirror image.
    """
    return (2 if first == second else 1) / comb(first + second, first)


def smallest_paired_p(pairs: int) -> float:
    """Return the smallest p that a sign-flip test of so many pairs can give."""
    return float(2.0 ** (1 - pairs))


@lru_cache(maxsize=8)
def _all_dealt(size: int, count: int) -> Ways:
    chosen = np.array(list(combinations(range(count), size)))
    ways = np.zeros((len(chosen), count), dtype=bool)
    np.put_along_axis(ways, chosen, True, axis=1)
    return ways


@lru_cache(maxsize=16)
def _drawn(size: int, count: int, number: int, rows: int) -> Ways:
    chance = np.random.default_rng((size, count, number))
    return chance.permuted(np.tile(np.arange(count) < size, (rows, 1)), axis=1)


def _blocks(count: int, draws: int) -> Iterator[tuple[int, int]]:
    """Yield the number and the rows of blocks that together have `draws` rows."""
    most = max(1, min(DRAWS, _CELLS // count))
    for number, start in enumerate(range(0, draws, most)):
        yield number, min(most, draws - start)
