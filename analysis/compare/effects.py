"""How large a difference is, and how sure a mean."""

from math import sqrt

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

CONFIDENCE = 0.95
# What varies by less has no variance but rounding's.
_NOTHING = 1e-9
# From Romano et al. 2006, after Cohen's d of 0.2, 0.5 and 0.8.
_WORDS = ((0.147, "negligible"), (0.33, "small"), (0.474, "medium"))


def t_interval(values: npt.ArrayLike) -> tuple[Array, Array]:
    """Return the 95 % interval of a mean by Student's t, along the last axis.

    Missing where nothing varies.

    Raises:
        ValueError: There are fewer than two values.
    """
    # Not scipy.stats, which takes a second to load and warns where little varies.
    from scipy.special import stdtrit

    given = np.asarray(values, float)
    count = given.shape[-1]
    if count < 2:
        raise ValueError("an interval needs at least two values")
    middle, deviation = given.mean(axis=-1), given.std(axis=-1, ddof=1)
    reach = stdtrit(count - 1, (1 + CONFIDENCE) / 2) * deviation / sqrt(count)
    reach = np.where(deviation > _NOTHING, reach, np.nan)
    return middle - reach, middle + reach


def cliffs_delta(first: npt.ArrayLike, second: npt.ArrayLike) -> float:
    """Return how much more often a value of `second` is above one of `first` than below it.

    From -1 (all of them below) to 1 (all above); 0 where it is a draw (Cliff 1993).
    """
    one, other = np.asarray(first, float), np.asarray(second, float)
    return float(np.sign(other[:, None] - one[None, :]).mean())


def paired_delta(differences: npt.ArrayLike) -> float:
    """Return the share of differences above 0 minus the share below: Cliff's delta within pairs.

    From -1 to 1 (Cliff 1996 writes it d_w).
    """
    return float(np.sign(np.asarray(differences, float)).mean())


def delta_word(delta: float) -> str:
    """Return `negligible` (below 0.147), `small` (0.33), `medium` (0.474) or `large`."""
    return next((word for limit, word in _WORDS if abs(delta) < limit), "large")
