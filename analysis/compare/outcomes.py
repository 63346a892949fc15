"""What may be concluded from comparisons that are shown together."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan
from statistics import fmean
from typing import Literal

import numpy as np

from analysis.compare.effects import cliffs_delta, paired_delta
from analysis.compare.multiplicity import ALPHA, decidable, holm, units_needed
from analysis.compare.permutation_tests import (
    permutation_interval,
    permutation_p,
    sign_flip_interval,
    sign_flip_p,
)
from analysis.compare.permutations import DRAWS, smallest_p, smallest_paired_p
from analysis.compare.samples import Comparison

Status = Literal["described", "too few", "tested"]

# A p that draws left below this is drawn again, more finely, where many comparisons are made.
_FINER = 0.005
_MOST_DRAWS = 999_999


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a comparison.

    `difference` is the second mean minus the first (of stories: the mean difference), missing
    where there is nothing to compare. `low` to `high` is its 95 % interval, `p` that of the
    permutation test, `adjusted_p` Holm's, `delta` Cliff's delta: all missing unless `status` is
    `tested`. `described`: either has fewer than two observations. `too few`: no adjusted p of 0.05
    could be reached, and `needed` observations would be enough.
    """

    status: Status
    difference: float = nan
    low: float = nan
    high: float = nan
    p: float = nan
    adjusted_p: float = nan
    delta: float = nan
    needed: int | None = None

    @property
    def significant(self) -> bool:
        """Whether a difference is told from chance at 0.05, all comparisons counted."""
        return self.adjusted_p <= ALPHA


def outcomes(shown: Sequence[Comparison]) -> list[Outcome]:
    """Return what each of the comparisons that are shown together allows to conclude."""
    several = [at for at, each in enumerate(shown) if min(each.sizes) > 1]
    able = decidable([_smallest(shown[at]) for at in several])
    tested = [at for at, can in zip(several, able, strict=True) if can]
    p_values = {at: _p_value(shown[at], len(tested)) for at in tested}
    adjusted = dict(zip(tested, holm(list(p_values.values())), strict=True))
    needed = {unit: _needed(unit, len(shown)) for unit in {each.unit for each in shown}}
    return [
        _tested(each, p_values[at], adjusted[at])
        if at in p_values
        else Outcome("too few", _difference(each), needed=needed[each.unit])
        if min(each.sizes) > 1
        else Outcome("described", _difference(each))
        for at, each in enumerate(shown)
    ]


def _smallest(comparison: Comparison) -> float:
    if comparison.unit == "story":
        return smallest_paired_p(comparison.sizes[0])
    return smallest_p(*comparison.sizes)


def _needed(unit: str, comparisons: int) -> int:
    return units_needed(comparisons, smallest_paired_p if unit == "story" else _balanced)


def _balanced(size: int) -> float:
    return smallest_p(size, size)


def _p_value(comparison: Comparison, tests: int) -> float:
    """Return p from 9,999 draws, or from more where Holm's correction would drown it.

    Drawing again only where p is below 0.005 keeps it valid: it is at most 0.005 then already, so
    that for any level above only the first draws decide, and for any below only the second.
    """
    p = _drawn_p(comparison, DRAWS)
    # With these, the smallest p that can be drawn is a tenth of the level of Holm's first step.
    finer = min(200 * tests - 1, _MOST_DRAWS)
    return _drawn_p(comparison, finer) if p <= _FINER and finer > DRAWS else p


def _drawn_p(comparison: Comparison, draws: int) -> float:
    first, second = comparison.values
    if comparison.unit == "story":
        return sign_flip_p(np.subtract(second, first), draws)
    return float(permutation_p(first, second, draws))


def _difference(comparison: Comparison) -> float:
    first, second = comparison.values
    return fmean(second) - fmean(first) if first and second else nan


def _tested(comparison: Comparison, p: float, adjusted_p: float) -> Outcome:
    first, second = comparison.values
    if comparison.unit == "story":
        differences = np.subtract(second, first)
        interval, delta = sign_flip_interval(differences), paired_delta(differences)
    else:
        interval, delta = permutation_interval(first, second), cliffs_delta(first, second)
    return Outcome("tested", _difference(comparison), *interval, p, adjusted_p, delta)
