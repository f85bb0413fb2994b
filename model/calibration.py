"""Calibration of log-odds by a shared scale and a shift for each label."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from .linear import log_softmax
from .tokens import IntArray

FloatArray = npt.NDArray[np.float64]


def vector_scaling(raw: FloatArray, target: IntArray, weight: FloatArray) -> FloatArray:
    """One scale > 0 and a shift for each label that minimise the log loss (Guo et al. 2017, scale shared).

    Parameters
    ----------
    raw
        Out-of-fold log-odds: an array [n, 3].
    target, weight
        Label index and weight of each row.

    Returns
    -------
    FloatArray
        The scale and the shifts: an array [4].
    """

    def loss(parameters: FloatArray) -> float:
        scaled = raw * np.exp(parameters[0]) + np.append(parameters[1:], 0.0)
        return float(-(log_softmax(scaled)[np.arange(len(target)), target] * weight).sum() / weight.sum())

    best = minimize(loss, np.zeros(raw.shape[1]), method="L-BFGS-B").x
    return np.array([np.exp(best[0]), *best[1:], 0.0])
