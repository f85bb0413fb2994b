"""Tables of true labels by predicted ones, and the rates that are read off them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ..corpus.label import LABELS

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


def confusion_by_document(truth: IntArray, predicted: IntArray, groups: IntArray) -> IntArray:
    """A table [n_documents, 3, 3] of counts: document, true label, predicted label."""
    n = len(LABELS)
    flat = (groups * n + truth) * n + predicted
    return np.bincount(flat, minlength=(int(groups.max()) + 1) * n * n).reshape(-1, n, n)


def rates(tables: npt.NDArray[Any]) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Precision, recall and F1 of each table and label, 0 where undefined: [n, 3, 3] → three arrays [n, 3]."""
    hits = np.diagonal(tables, axis1=1, axis2=2).astype(np.float64)
    predicted, true = tables.sum(axis=1), tables.sum(axis=2)
    precision = hits / np.maximum(predicted, 1)
    recall = hits / np.maximum(true, 1)
    return precision, recall, 2 * hits / np.maximum(predicted + true, 1)


def matthews_correlation(tables: npt.NDArray[Any]) -> FloatArray:
    """Matthews correlation for several labels (Gorodkin 2004), 0 where undefined: […, k, k] → […]."""
    true, predicted = tables.sum(axis=-1).astype(np.float64), tables.sum(axis=-2).astype(np.float64)
    total = true.sum(axis=-1)
    covariance = np.trace(tables, axis1=-2, axis2=-1) * total - (true * predicted).sum(axis=-1)
    spread = (total**2 - (true**2).sum(axis=-1)) * (total**2 - (predicted**2).sum(axis=-1))
    return np.asarray(np.where(spread > 0, covariance / np.sqrt(np.where(spread > 0, spread, 1.0)), 0.0))
