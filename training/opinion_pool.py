"""Fitting the opinion pool that weighs the encoder's verdict against the fast classifier's."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from ..corpus.label import LABELS
from ..model.cascade import POOL_COLUMNS, pooled
from ..model.linear import log_softmax

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

RIDGE = 1e-3
"""Pull towards an even pool without shifts, so that few rows cannot tear it apart."""


def fit_pool(
    encoder: FloatArray, classifier: FloatArray, truth: IntArray, weights: FloatArray | None = None
) -> FloatArray:
    """Weights ≥ 0 and shifts that minimise the log loss on out-of-fold verdicts.

    Parameters
    ----------
    encoder, classifier
        Log-odds of the labels: arrays [n, 3].
    truth, weights
        Label index and weight ≥ 0 (1 by default) of each row: arrays [n].

    Returns
    -------
    FloatArray
        Weight of the encoder, weight of the classifier, a shift for each label that sum to 0: an array [5].
    """
    rows, weight = np.arange(len(truth)), np.ones(len(truth)) if weights is None else weights
    even = np.array([0.5, 0.5, *([0.0] * len(LABELS))])

    def loss(pool: FloatArray) -> float:
        found = log_softmax(pooled(pool[None], encoder, classifier))
        return float(-np.average(found[rows, truth], weights=weight) + RIDGE * ((pool - even) ** 2).sum())

    bounds = [(0.0, None)] * (POOL_COLUMNS - len(LABELS)) + [(None, None)] * len(LABELS)
    best = np.asarray(minimize(loss, even, method="L-BFGS-B", bounds=bounds).x)
    best[-len(LABELS) :] -= best[-len(LABELS) :].mean()
    return best
