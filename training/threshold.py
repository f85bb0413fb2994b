"""Which sentences the encoder is asked about: quality against the share that it reads, over thresholds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import f1_score

from ..model.calibration import log_likelihood, lone_log_likelihood
from ..model.cascade import pooled
from ..model.linear import log_softmax
from .opinion_pool import fit_pool

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

THRESHOLDS = (0.0, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
"""Of the cascade, tried out of fold: 0 never asks the encoder, 1 always does."""

THRESHOLD = 0.95
"""Of the default model: half of the sentences are asked about, and asking about more gains less than 0.002."""


@dataclass(frozen=True)
class LoneVerdicts:
    """Log-odds of sentences by themselves, each by a fit without them.

    `classifier` and `encoder` [n, 3]; `truth` the label indices [n]; `kind` where those come from (see
    `model.calibration`).
    """

    classifier: FloatArray
    encoder: FloatArray
    truth: IntArray
    kind: int

    @classmethod
    def joined(cls, parts: Sequence[LoneVerdicts], order: IntArray) -> LoneVerdicts:
        """Those of several folds in one; the order says which of their rows comes first, second, …"""
        return cls(
            np.concatenate([part.classifier for part in parts])[order],
            np.concatenate([part.encoder for part in parts])[order],
            np.concatenate([part.truth for part in parts])[order],
            parts[0].kind,
        )


@dataclass(frozen=True)
class OutOfFold:
    """Verdicts on held-out rows, as log-odds, each by a fit without its fold's documents.

    `fold` [n]; `classifier` and `encoder` [n, 3]; `at` for each threshold which sentences the encoder was asked about
    [n] and what it said [n, 3]: it then reads only what stands near those. `alone` are verdicts on the same sentences
    by themselves, `isolated` those on isolated ones.
    """

    fold: IntArray
    classifier: FloatArray
    encoder: FloatArray
    at: dict[float, tuple[BoolArray, FloatArray]]
    alone: LoneVerdicts
    isolated: LoneVerdicts

    @classmethod
    def joined(cls, parts: Sequence[OutOfFold], order: IntArray, isolated_order: IntArray) -> OutOfFold:
        """The verdicts of several folds in one; the orders say which of their rows comes first, second, …"""

        def rows(of: Callable[[OutOfFold], npt.NDArray[Any]]) -> npt.NDArray[Any]:
            return np.concatenate([of(part) for part in parts])[order]

        def at(threshold: float) -> tuple[BoolArray, FloatArray]:
            return rows(lambda part: part.at[threshold][0]), rows(lambda part: part.at[threshold][1])

        return cls(
            rows(lambda part: part.fold),
            rows(lambda part: part.classifier),
            rows(lambda part: part.encoder),
            {threshold: at(threshold) for threshold in parts[0].at},
            LoneVerdicts.joined([part.alone for part in parts], order),
            LoneVerdicts.joined([part.isolated for part in parts], isolated_order),
        )

    @property
    def classifier_probabilities(self) -> FloatArray:
        """The fast classifier's probabilities: [n, 3]."""
        return np.exp(log_softmax(self.classifier))


@dataclass(frozen=True)
class ThresholdPoint:
    """A threshold of the cascade, the share of sentences that the encoder was asked about, and F1 by label."""

    threshold: float
    asked: float
    f1: tuple[float, ...]

    @property
    def macro_f1(self) -> float:
        """Mean of the labels' F1."""
        return sum(self.f1) / len(self.f1)

    def __str__(self) -> str:
        """One line."""
        labels = " ".join(f"{value:.3f}" for value in self.f1)
        return f"threshold {self.threshold:.2f}: asked {self.asked:.0%}, macro-F1 {self.macro_f1:.3f} ({labels})"


def threshold_curve(found: OutOfFold, truth: IntArray) -> list[ThresholdPoint]:
    """Quality at each of `THRESHOLDS`; the opinion pool is fitted without the fold it is applied to."""
    points = []
    for threshold in THRESHOLDS:
        labels = cascaded(found, truth, threshold).argmax(axis=1)
        f1 = f1_score(truth, labels, average=None, labels=range(3))
        points.append(ThresholdPoint(threshold, float(found.at[threshold][0].mean()), tuple(f1.tolist())))
    return points


def cascaded(found: OutOfFold, truth: IntArray, threshold: float) -> FloatArray:
    """Out-of-fold probabilities [n, 3] of the cascade at a threshold."""
    asked, said = found.at[threshold]
    classifier = log_softmax(found.classifier)
    joint = classifier.copy()
    for fold in np.unique(found.fold):
        learn, apply = asked & (found.fold != fold), asked & (found.fold == fold)
        if learn.any():
            pool = _pool(said[learn], classifier[learn], truth[learn])
            joint[apply] = pooled(pool[None], said[apply], classifier[apply])
    return np.exp(log_softmax(joint))


def opinion_pools(found: OutOfFold, truth: IntArray, threshold: float, labelled: LoneVerdicts) -> FloatArray:
    """The pools for sentences in documents and for lone ones: [2, 5].

    Parameters
    ----------
    found, truth
        Verdicts and label indices of the held-out rows.
    labelled
        Verdicts on sentences that were labelled by themselves.
    """
    asked, said = found.at[threshold]
    among = _pool(said[asked], log_softmax(found.classifier)[asked], truth[asked])
    return np.stack([among, lone_pool((found.alone, found.isolated, labelled), threshold)])


def lone_pool(verdicts: Sequence[LoneVerdicts], threshold: float) -> FloatArray:
    """The pool for lone sentences, fitted on those that the classifier is not sure of: [5]."""
    classifier = log_softmax(np.concatenate([of.classifier for of in verdicts]))
    encoder = np.concatenate([of.encoder for of in verdicts])
    truth = np.concatenate([of.truth for of in verdicts])
    kind = np.repeat([of.kind for of in verdicts], [len(of.truth) for of in verdicts])
    unsure = np.exp(classifier).max(axis=1) < threshold
    likelihood = lone_log_likelihood(truth[unsure], np.ones(unsure.sum()), kind[unsure])
    return fit_pool(encoder[unsure], classifier[unsure], likelihood)


def _pool(encoder: FloatArray, classifier: FloatArray, truth: IntArray) -> FloatArray:
    return fit_pool(encoder, classifier, log_likelihood(truth, np.ones(len(truth))))
