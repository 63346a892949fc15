"""The probability that two sentences state the same fact."""

import numpy as np
from numpy.typing import NDArray

from analysis.alignment.features import FEATURES

Numbers = NDArray[np.float64]

# Fitted by benchmarks/alignment_fit.py on five events of NewsWCL50 that a model annotated; see
# docs/alignment.md. None is below 0: more likeness never makes a match less probable.
BIAS = -15.620
COEFFICIENTS = {
    "late": 19.274,
    "words": 7.981,
    "substance": 0.797,
    "near": 2.092,
}


def probabilities(features: Numbers) -> Numbers:
    """Return the probability for features along the last axis, in the order of `FEATURES`."""
    weights = np.array([COEFFICIENTS[name] for name in FEATURES])
    # Element by element: the sum is then the same for any number of pairs.
    logits = BIAS + (features * weights).sum(axis=-1)
    found: Numbers = 1 / (1 + np.exp(-logits))
    return found
