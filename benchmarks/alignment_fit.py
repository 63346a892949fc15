"""Fits the model that matches sentences, on five of the ten events.

    python benchmarks/alignment_fit.py --data DATA

prints the numbers for analysis/alignment/model.py. They are a logistic regression with a small
penalty on the squares of the (scaled) coefficients, which may not fall below 0: more likeness never
makes a match less probable.
"""

import argparse
from pathlib import Path

import numpy as np
from alignment_rows import FIT, Rows, rows
from scipy.optimize import minimize

from analysis.alignment.features import FEATURES

PENALTY = 1.0


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    found = rows(parser.parse_args().data)
    bias, coefficients = fitted(found.of(np.isin(found.events, FIT)))
    print(f"BIAS = {bias:.3f}")
    for name, coefficient in zip(FEATURES, coefficients, strict=True):
        print(f'    "{name}": {coefficient:.3f},')


def fitted(given: Rows) -> tuple[float, np.ndarray]:
    """Return the bias and the coefficients."""
    scale = given.features.std(axis=0)
    return _fitted(given.features / scale, given.labels, given.weights, scale)


def _fitted(
    values: np.ndarray, labels: np.ndarray, weights: np.ndarray, scale: np.ndarray
) -> tuple[float, np.ndarray]:
    def loss(numbers: np.ndarray) -> tuple[float, np.ndarray]:
        logits = values @ numbers[:-1] + numbers[-1]
        error = weights * (1 / (1 + np.exp(-logits)) - labels)
        # ln (1 + e^x) − y x, without overflow
        losses = weights * (np.logaddexp(0, logits) - labels * logits)
        total = losses.sum() + PENALTY / 2 * (numbers[:-1] ** 2).sum()
        return total, np.append(values.T @ error + PENALTY * numbers[:-1], error.sum())

    bounds = [(0, None)] * values.shape[1] + [(None, None)]
    start = np.zeros(values.shape[1] + 1)
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B").x
    return float(found[-1]), found[:-1] / scale


if __name__ == "__main__":
    main()
