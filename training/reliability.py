"""Whether a model is as often right as it says, confidence by confidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..corpus.bootstrap import Interval, interval, resample_documents

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


CALIBRATION_BINS = 15
"""Bins of equal width for the expected calibration error, as in Guo et al. 2017."""


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """The sentences whose confidence lies in [`low`, `high`).

    `confidence` is their mean confidence, `accuracy` the share of them that is labelled right, both in [0, 1].
    """

    low: float
    high: float
    sentences: int
    confidence: float
    accuracy: Interval

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "sentences": self.sentences,
            "confidence": round(self.confidence, 4),
            "accuracy": self.accuracy.to_dict(),
        }


def reliability_bins(
    truth: IntArray, probabilities: FloatArray, documents: npt.ArrayLike, *, seed: int = 0
) -> tuple[ReliabilityBin, ...]:
    """Accuracy against confidence, over bins of equal width (Guo et al. 2017); empty bins are left out.

    Parameters
    ----------
    truth
        Indices into `LABELS`: an array [n].
    probabilities
        An array [n, 3], rows summing to 1.
    documents
        The document of each row: an array [n]; intervals come from resampling documents.
    """
    groups = np.unique(np.asarray(documents), return_inverse=True)[1]
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    bins = confidence_bins(confidence)
    place = groups * CALIBRATION_BINS + bins
    tables = np.stack(
        [np.bincount(place, weight, (groups.max() + 1) * CALIBRATION_BINS) for weight in (None, right)], axis=1
    ).reshape(-1, CALIBRATION_BINS, 2)
    sums = np.bincount(bins, confidence, CALIBRATION_BINS)
    count, hits = tables.sum(axis=0).T
    resampled = resample_documents(tables, seed)
    shares = resampled[..., 1] / np.where(resampled[..., 0] > 0, resampled[..., 0], np.nan)
    return tuple(
        ReliabilityBin(
            number / CALIBRATION_BINS,
            (number + 1) / CALIBRATION_BINS,
            int(count[number]),
            float(sums[number] / count[number]),
            interval(float(hits[number] / count[number]), shares[:, number]),
        )
        for number in np.flatnonzero(count).tolist()
    )


def expected_calibration_error(truth: IntArray, probabilities: FloatArray) -> float:
    """Mean |accuracy - confidence| over equal-width confidence bins, weighted by their rows, in [0, 1]."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    bins = confidence_bins(confidence)
    gaps = np.bincount(bins, right.astype(float) - confidence, CALIBRATION_BINS)
    return float(np.abs(gaps).sum() / len(truth))


def confidence_bins(confidence: FloatArray) -> IntArray:
    """Which of `CALIBRATION_BINS` bins of equal width each confidence falls into: [n] → [n]."""
    return np.minimum((confidence * CALIBRATION_BINS).astype(np.int64), CALIBRATION_BINS - 1)
