"""Articles of one outlet dealt out as if they were two outlets', many times over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import stdtrit
from scipy.stats import bootstrap

from analysis.compare.effects import t_interval
from analysis.compare.permutation_tests import permutation_interval, permutation_p

Array = np.ndarray
# Means, their squared standard errors and degrees of freedom.
Moments = tuple[Array, Array, Array]

RESAMPLES = 999
# Trials that are worked on at once, for memory.
_CHUNK = 100


@dataclass(frozen=True, slots=True)
class Trials:
    """Trials in rows: the article means of two samples, and what is known of their sentences.

    `sentences` are, for each article, the number, mean and variance of its sentences' scores.
    `everybody` are the means of all the outlet's articles.
    """

    first: Array
    second: Array
    first_sentences: Array
    second_sentences: Array
    everybody: Array

    @property
    def sizes(self) -> tuple[int, int]:
        """The number of articles in each sample."""
        return self.first.shape[1], self.second.shape[1]

    def shifted(self, deviations: float) -> "Trials":
        """Return the trials with the second sample's means moved up."""
        return replace(self, second=self.second + deviations * self.everybody.std(ddof=1))

    def permutation(self) -> Array:
        """Return p of each trial."""
        return np.concatenate(
            [
                permutation_p(self.first[at : at + _CHUNK], self.second[at : at + _CHUNK])
                for at in range(0, len(self.first), _CHUNK)
            ]
        )


def dealt_out(articles: pd.DataFrame, sizes: tuple[int, int], draws: int) -> Trials:
    """Return `draws` trials, each of different articles of one outlet drawn at random."""
    chance = np.random.default_rng((*sizes, draws))
    rows = np.argsort(chance.random((draws, len(articles))), axis=1)
    return _trials(articles, articles, rows[:, : sizes[0]], rows[:, sizes[0] : sum(sizes)])


def of_two(first: pd.DataFrame, second: pd.DataFrame, sizes: tuple[int, int], draws: int) -> Trials:
    """Return trials of articles of two outlets, the second moved to the mean of the first.

    Articles are drawn with replacement, as if the outlets had published without end.
    """
    chance = np.random.default_rng((*sizes, draws, 2))
    rows = [
        chance.integers(0, len(each), (draws, size))
        for each, size in zip((first, second), sizes, strict=True)
    ]
    moved = second.assign(mean=second["mean"] - second["mean"].mean() + first["mean"].mean())
    return _trials(first, moved, *rows)


def _trials(first: pd.DataFrame, second: pd.DataFrame, one: Array, other: Array) -> Trials:
    known = ["sentences", "sentence_mean", "sentence_variance"]
    return Trials(
        first["mean"].to_numpy()[one],
        second["mean"].to_numpy()[other],
        first[known].to_numpy()[one],
        second[known].to_numpy()[other],
        first["mean"].to_numpy(),
    )


def permutation(trials: Trials) -> Array:
    """Tell for each trial whether the permutation test finds a difference at 0.05."""
    return trials.permutation() <= 0.05


def welch(trials: Trials) -> Array:
    """Tell for each trial whether Welch's t interval of article means leaves zero out."""
    parts = [_of_means(each) for each in (trials.first, trials.second)]
    return _beyond_t(*parts)


def percentile(trials: Trials) -> Array:
    """Tell whether the percentile bootstrap over articles leaves zero out."""
    return _bootstrap(trials, "percentile")


def bca(trials: Trials) -> Array:
    """Tell whether the BCa bootstrap over articles (Efron 1987) leaves zero out."""
    return _bootstrap(trials, "BCa")


def naive(trials: Trials) -> Array:
    """Tell whether Welch's t-test on sentences, as if they were independent, finds a difference."""
    parts = [_pooled(each) for each in (trials.first_sentences, trials.second_sentences)]
    return _beyond_t(*parts)


def _of_means(means: Array) -> Moments:
    count = means.shape[1]
    return means.mean(axis=1), means.var(axis=1, ddof=1) / count, np.full(len(means), count - 1)


def _beyond_t(one: Moments, other: Moments) -> Array:
    """Tell where two means differ after Welch (1947)."""
    return np.abs(other[0] - one[0]) > _t_reach(one, other)


def _t_reach(one: Moments, other: Moments) -> Array:
    """Return half the width of Welch's interval."""
    (_, error, degrees), (_, other_error, other_degrees) = one, other
    with np.errstate(invalid="ignore", divide="ignore"):
        freedom = (error + other_error) ** 2 / (error**2 / degrees + other_error**2 / other_degrees)
        return stdtrit(freedom, 0.975) * np.sqrt(error + other_error)


METHODS: Mapping[str, Callable[[Trials], Array]] = {
    "permutation": permutation,
    "welch": welch,
    "bca": bca,
    "percentile": percentile,
    "naive": naive,
}


def found_by(trials: Trials, methods: Mapping[str, Callable[[Trials], Array]]) -> dict[str, float]:
    """Return the share of trials in which each method finds a difference."""
    return {name: float(method(trials).mean()) for name, method in methods.items()}


def disagreement(trials: Trials, count: int) -> dict[str, Any]:
    """Return in how many of the first `count` trials the interval and p do not agree.

    `width` is the median ratio of the interval's width to that of Welch's, missing where the
    interval is infinite.
    """
    first, second = trials.first[:count], trials.second[:count]
    low, high = np.array(
        [permutation_interval(*pair) for pair in zip(first, second, strict=True)]
    ).T
    differing = _without_zero(low, high) != (permutation_p(first, second) <= 0.05)
    reach = _t_reach(_of_means(first), _of_means(second))
    width = float(np.median((high - low) / (2 * reach)))
    return {
        "intervals": count,
        "disagreeing": int(differing.sum()),
        "width": width if np.isfinite(width) else None,
    }


def uncovered(articles: pd.DataFrame, size: int, draws: int) -> float:
    """Return how often the interval of one outlet's mean misses the mean of all its articles.

    Articles are drawn with replacement here, as if the outlet had published without end.
    """
    means = articles["mean"].to_numpy()
    drawn = np.random.default_rng((size, draws, 1)).choice(means, (draws, size))
    return float(_without_zero(*t_interval(drawn - means.mean())).mean())


def _without_zero(low: Array, high: Array) -> Array:
    return (low > 0) | (high < 0)


def _bootstrap(trials: Trials, method: str) -> Array:
    found = []
    for at in range(0, len(trials.first), _CHUNK):
        samples = (trials.first[at : at + _CHUNK], trials.second[at : at + _CHUNK])
        with np.errstate(invalid="ignore", divide="ignore"):
            interval = bootstrap(
                samples,
                lambda one, other, axis: other.mean(axis=axis) - one.mean(axis=axis),
                axis=1,
                n_resamples=RESAMPLES,
                method=method,
                vectorized=True,
                rng=np.random.default_rng(at),
            ).confidence_interval
        found.append(_without_zero(interval.low, interval.high))
    return np.concatenate(found)


def _pooled(articles: Array) -> Moments:
    """Return mean, squared standard error and degrees of freedom of all sentences of each trial."""
    number, mean, variance = np.moveaxis(articles, -1, 0)
    total = number.sum(axis=1)
    overall = (number * mean).sum(axis=1) / total
    squares = (np.nan_to_num(variance) * (number - 1)).sum(axis=1)
    squares += (number * (mean - overall[:, None]) ** 2).sum(axis=1)
    return overall, squares / (total - 1) / total, total - 1
