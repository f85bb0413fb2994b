"""Which sentences the encoder is asked about: quality against the share that it reads, over thresholds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.metrics import f1_score

from ..corpus.label import LABELS
from ..model.cascade import pooled
from ..model.linear import log_softmax
from .opinion_pool import fit_pool

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

THRESHOLDS = (0.0, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)
"""Of the cascade, tried out of fold: 0 never asks the encoder, 1 always does."""

THRESHOLD = 0.85
"""Of the default model: a third of the sentences is asked about, and asking about more gains less than 0.003."""


@dataclass(frozen=True)
class OutOfFold:
    """Verdicts on held-out rows, as log-odds, each by a fit without its fold's documents.

    `fold` [n]; `classifier` and `encoder` [n, 3]; `alone` the same two for each sentence as a document of its
    own; `at` for each threshold which sentences the encoder was asked about [n] and what it said [n, 3]: it
    then reads only what stands near those.
    """

    fold: IntArray
    classifier: FloatArray
    encoder: FloatArray
    alone: tuple[FloatArray, FloatArray]
    at: dict[float, tuple[BoolArray, FloatArray]]

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
    joint = log_softmax(found.classifier)
    for fold in np.unique(found.fold):
        learn, apply = asked & (found.fold != fold), asked & (found.fold == fold)
        if learn.any():
            pool = fit_pool(said[learn], joint[learn], truth[learn])
            joint[apply] = pooled(pool[None], said[apply], joint[apply])
    return np.exp(log_softmax(joint))


def opinion_pools(found: OutOfFold, truth: IntArray, threshold: float, lone_shares: FloatArray) -> FloatArray:
    """The pools for sentences in documents and for lone ones, fitted on all out-of-fold verdicts: [2, 5].

    `lone_shares` [3] are the label shares to expect among lone sentences: the rows are weighted to have them
    (Saerens et al. 2002), since corpora of isolated sentences hold far more opinion than articles do.
    """
    asked, said = found.at[threshold]
    among = fit_pool(said[asked], log_softmax(found.classifier)[asked], truth[asked])
    classifier, encoder = (log_softmax(found.alone[0]), found.alone[1])
    unsure = np.exp(classifier).max(axis=1) < threshold
    weights = lone_shares[truth] / np.bincount(truth, minlength=len(LABELS))[truth]
    return np.stack([among, fit_pool(encoder[unsure], classifier[unsure], truth[unsure], weights[unsure])])


def lone_label_shares(truth: IntArray, documents: npt.ArrayLike, held_out: IntArray) -> FloatArray:
    """Label shares [3] to expect among lone sentences: half as in documents, half as in isolated sentences.

    Parameters
    ----------
    truth, documents
        Label index and document of each row of the training data: arrays [n]. Documents of one sentence are
        isolated sentences; without any the shares are those of the held-out rows.
    held_out
        Rows that stand for documents.
    """
    _, number, size = np.unique(np.asarray(documents), return_inverse=True, return_counts=True)
    isolated = size[number] == 1
    kinds = [truth[held_out], truth[isolated]] if isolated.any() else [truth[held_out]]
    shares = [np.bincount(kind, minlength=len(LABELS)) / len(kind) for kind in kinds]
    return np.asarray(np.mean(shares, axis=0))
