"""Fitting the opinion pool that weighs the encoder's verdict against the fast classifier's."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from ..corpus.label import LABELS
from ..model.calibration import LogLikelihood
from ..model.cascade import POOL_COLUMNS, pooled
from ..model.linear import log_softmax

FloatArray = npt.NDArray[np.float64]

RIDGE = 1e-3
"""Pull towards an even pool without shifts, so that few rows cannot tear it apart."""


def fit_pool(encoder: FloatArray, classifier: FloatArray, likelihood: LogLikelihood) -> FloatArray:
    """Weights ≥ 0 and shifts that are likeliest on out-of-fold verdicts.

    Parameters
    ----------
    encoder, classifier
        Log-odds of the labels: arrays [n, 3].
    likelihood
        Of the labels of these rows.

    Returns
    -------
    FloatArray
        Weight of the encoder, weight of the classifier, a shift for each label that sum to 0: an array [5].
    """
    even = np.array([0.5, 0.5, *([0.0] * len(LABELS))])

    def loss(pool: FloatArray) -> float:
        found = log_softmax(pooled(pool[None], encoder, classifier))
        return float(-likelihood(found) + RIDGE * ((pool - even) ** 2).sum())

    bounds = [(0.0, None)] * (POOL_COLUMNS - len(LABELS)) + [(None, None)] * len(LABELS)
    best = np.asarray(minimize(loss, even, method="L-BFGS-B", bounds=bounds).x)
    best[-len(LABELS) :] -= best[-len(LABELS) :].mean()
    return best
