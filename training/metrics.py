"""Scores of labelled predictions, with intervals that respect documents (see `corpus.bootstrap`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import log_loss, precision_recall_fscore_support

from ..corpus.bootstrap import Interval, interval, resample_documents
from ..corpus.label import LABELS
from .confusion import confusion_by_document, matthews_correlation, rates
from .reliability import CALIBRATION_BINS, expected_calibration_error

__all__ = [
    "CALIBRATION_BINS",
    "Interval",
    "LabelScore",
    "Scores",
    "expected_calibration_error",
    "paired_differences",
    "score",
]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LabelScore:
    """One label's precision, recall and F1, all in [0, 1]; `support` is its number of sentences."""

    precision: Interval
    recall: Interval
    f1: Interval
    support: int


@dataclass(frozen=True)
class Scores:
    """How well probabilities fit true labels.

    `confusion[i][j]` counts sentences of label `i` predicted as `j`. `expected_calibration_error` is the
    mean gap between confidence and accuracy over equal-width bins, in [0, 1]; `log_loss` in nats; `matthews`,
    the correlation of Matthews for three labels, in [-1, 1].
    """

    documents: int
    sentences: int
    labels: dict[str, LabelScore]
    macro_f1: Interval
    accuracy: Interval
    matthews: Interval
    expected_calibration_error: float
    log_loss: float
    confusion: tuple[tuple[int, ...], ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "documents": self.documents,
            "sentences": self.sentences,
            "macro_f1": self.macro_f1.to_dict(),
            "accuracy": self.accuracy.to_dict(),
            "matthews": self.matthews.to_dict(),
            "expected_calibration_error": round(self.expected_calibration_error, 4),
            "log_loss": round(self.log_loss, 4),
            "labels": {
                name: {
                    "precision": s.precision.to_dict(),
                    "recall": s.recall.to_dict(),
                    "f1": s.f1.to_dict(),
                    "support": s.support,
                }
                for name, s in self.labels.items()
            },
            "confusion": [list(row) for row in self.confusion],
        }


def score(truth: IntArray, probabilities: FloatArray, documents: npt.ArrayLike, *, seed: int = 0) -> Scores:
    """Score predictions.

    Parameters
    ----------
    truth
        Indices into `LABELS`: an array [n].
    probabilities
        An array [n, 3], rows summing to 1.
    documents
        The document of each row: an array [n].

    Raises
    ------
    ValueError
        If there is nothing to score, or the lengths differ.
    """
    groups = np.unique(np.asarray(documents), return_inverse=True)[1]
    if not len(truth) or not len(truth) == len(probabilities) == len(groups):
        raise ValueError(
            f"expected as many probabilities and documents as labels, and at least one; received "
            f"{len(truth)}, {len(probabilities)} and {len(groups)}"
        )
    predicted = probabilities.argmax(axis=1)
    probabilities = probabilities / probabilities.sum(axis=1, keepdims=True)  # annotated ones are rounded
    tables = confusion_by_document(truth, predicted, groups)
    total = tables.sum(axis=0)
    resampled = resample_documents(tables, seed)
    precision, recall, f1, support = precision_recall_fscore_support(
        truth, predicted, labels=range(len(LABELS)), zero_division=0.0
    )
    p, r, f = rates(resampled)
    return Scores(
        documents=int(groups.max()) + 1,
        sentences=len(truth),
        labels={
            name: LabelScore(
                interval(precision[i], p[:, i]),
                interval(recall[i], r[:, i]),
                interval(f1[i], f[:, i]),
                int(support[i]),
            )
            for i, name in enumerate(LABELS)
        },
        macro_f1=interval(float(f1.mean()), f.mean(axis=1)),
        accuracy=interval(
            float((truth == predicted).mean()),
            resampled.trace(axis1=1, axis2=2) / np.maximum(resampled.sum(axis=(1, 2)), 1),
        ),
        matthews=interval(float(matthews_correlation(total)), matthews_correlation(resampled)),
        expected_calibration_error=expected_calibration_error(truth, probabilities),
        log_loss=float(log_loss(truth, np.clip(probabilities, 1e-9, 1), labels=range(len(LABELS)))),
        confusion=tuple(tuple(int(v) for v in row) for row in total),
    )


def paired_differences(
    truth: IntArray, a: FloatArray, b: FloatArray, documents: npt.ArrayLike, *, seed: int = 0
) -> dict[str, Interval]:
    """F1 of `a` minus that of `b` on the same rows, by label and as `macro_f1`, with intervals over documents."""
    groups = np.unique(np.asarray(documents), return_inverse=True)[1]
    tables = np.stack([confusion_by_document(truth, p.argmax(axis=1), groups) for p in (a, b)], axis=1)
    point = _f1_difference(tables.sum(axis=0)[None])[0]
    spread = _f1_difference(resample_documents(tables, seed))
    by_label = {label: interval(point[i], spread[:, i]) for i, label in enumerate(LABELS)}
    return by_label | {"macro_f1": interval(point.mean(), spread.mean(axis=1))}


def _f1_difference(tables: npt.NDArray[Any]) -> FloatArray:
    """F1 of the first table of each pair minus that of the second: [n, 2, 3, 3] → [n, 3]."""
    return np.asarray(rates(tables[:, 0])[2] - rates(tables[:, 1])[2])
