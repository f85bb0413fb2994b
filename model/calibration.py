"""Calibration of log-odds by a shared scale and a shift for each label, and the likelihoods that it is fitted by."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from ..corpus.label import LABELS
from .linear import log_softmax
from .tokens import IntArray

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

LogLikelihood = Callable[[FloatArray], float]
"""From log-probabilities [n, 3] to the mean log-likelihood of known labels, in nats."""


def log_likelihood(target: IntArray, weight: FloatArray) -> LogLikelihood:
    """The likelihood of label indices [n], each counting by its weight [n]."""
    rows = np.arange(len(target))
    return lambda log_p: float(np.average(log_p[rows, target], weights=weight))


def lone_log_likelihood(target: IntArray, weight: FloatArray, isolated: BoolArray) -> LogLikelihood:
    """The likelihood of lone sentences, which are of two kinds.

    Isolated sentences, which somebody chose and labelled one by one, are what is met alone; but corpora of them may
    lack a label (NewsSD knows no padding). So they tell how the labels that they bear compare, and sentences taken out
    of documents tell how often one of the other labels is right.

    Parameters
    ----------
    target, weight
        Label index and weight ≥ 0 of each row: arrays [n].
    isolated
        Which rows are isolated sentences; the others are taken out of documents: an array [n].
    """
    if not isolated.any():
        return log_likelihood(target, weight)
    borne = np.isin(np.arange(len(LABELS)), target[isolated])
    rows = np.arange(len(target))
    known = borne[target]

    def likelihood(log_p: FloatArray) -> float:
        together = np.logaddexp.reduce(log_p[:, borne], axis=1)
        own = log_p[rows, target]
        among = np.average((own - together)[isolated], weights=weight[isolated])
        taken = ~isolated
        if borne.all() or not taken.any():
            return float(among)
        return float(among + np.average(np.where(known, together, own)[taken], weights=weight[taken]))

    return likelihood


def vector_scaling(raw: FloatArray, likelihood: LogLikelihood) -> FloatArray:
    """One scale > 0 and a shift for each label that are likeliest (Guo et al. 2017, scale shared).

    Parameters
    ----------
    raw
        Out-of-fold log-odds: an array [n, 3].
    likelihood
        Of the labels of these rows.

    Returns
    -------
    FloatArray
        The scale and the shifts: an array [4].
    """

    def loss(parameters: FloatArray) -> float:
        return -likelihood(log_softmax(raw * np.exp(parameters[0]) + np.append(parameters[1:], 0.0)))

    best = minimize(loss, np.zeros(raw.shape[1]), method="L-BFGS-B").x
    return np.array([np.exp(best[0]), *best[1:], 0.0])
