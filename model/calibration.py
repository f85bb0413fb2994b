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

LogLikelihood = Callable[[FloatArray], float]
"""From log-probabilities [n, 3] to the mean log-likelihood of known labels, in nats."""


def log_likelihood(target: IntArray, weight: FloatArray) -> LogLikelihood:
    """The likelihood of label indices [n], each counting by its weight [n]."""
    rows = np.arange(len(target))
    return lambda log_p: float(np.average(log_p[rows, target], weights=weight))


TAKEN, ISOLATED, LABELLED = range(3)
"""Kinds of lone sentences, by where their label comes from: from their document, from a corpus of isolated sentences,
which may lack a label, or from somebody who saw a sentence of a document by itself."""


def lone_log_likelihood(target: IntArray, weight: FloatArray, kind: IntArray) -> LogLikelihood:
    """The likelihood of lone sentences: a sum over their kinds, of which each counts the same.

    Isolated sentences, which somebody chose and labelled one by one, are what is met alone; but corpora of them may
    lack a label (NewsSD knows no padding). So they tell how the labels that they bear compare, and sentences taken out
    of documents how often one of the others is right. Those that were labelled by themselves tell both.

    Parameters
    ----------
    target, weight, kind
        Label index, weight ≥ 0 and kind (`TAKEN`, `ISOLATED` or `LABELLED`) of each row: arrays [n].
    """
    rows = np.arange(len(target))
    of = [kind == each for each in (TAKEN, ISOLATED, LABELLED)]
    borne = np.isin(np.arange(len(LABELS)), target[of[ISOLATED]])

    def mean(values: FloatArray, chosen: int) -> float:
        return float(np.average(values[of[chosen]], weights=weight[of[chosen]]))

    def likelihood(log_p: FloatArray) -> float:
        own = log_p[rows, target]
        found = mean(own, LABELLED) if of[LABELLED].any() else 0.0
        together = np.zeros(len(rows))
        if of[ISOLATED].any():
            together = np.logaddexp.reduce(log_p[:, borne], axis=1)
            found += mean(own - together, ISOLATED)
        if of[TAKEN].any() and not borne.all():
            found += mean(np.where(borne[target], together, own), TAKEN)
        return found

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
