"""What plots of scores are drawn from: true labels beside probabilities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...corpus.errors import InputError
from ...corpus.label import LABELS
from ...model.sentence_rows import label_indices

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

ROUNDED = 1e-3
"""How far the sum of rounded probabilities may be from 1."""


@dataclass(frozen=True)
class Predictions:
    """`truth`: indices into `LABELS`, [n]; `probabilities`: [n, 3], rows summing to 1."""

    truth: IntArray
    probabilities: FloatArray

    @property
    def predicted(self) -> IntArray:
        """Index of the most probable label of each row: [n]."""
        return np.asarray(self.probabilities.argmax(axis=1))

    @property
    def confidence(self) -> FloatArray:
        """Probability of the most probable label of each row: [n]."""
        return np.asarray(self.probabilities.max(axis=1))

    @property
    def right(self) -> npt.NDArray[np.bool_]:
        """Which rows are predicted as they are labelled: [n]."""
        return np.asarray(self.predicted == self.truth)


def predictions(truth: npt.ArrayLike, probabilities: npt.ArrayLike) -> Predictions:
    """Check labels and probabilities.

    Parameters
    ----------
    truth
        The true labels, as strings: [n].
    probabilities
        Probabilities in the order of `LABELS`: an array or frame [n, 3].

    Raises
    ------
    InputError
        If there are none, their shapes do not fit, or probabilities are missing or do not sum to 1.
    FittingError
        For an unknown label.
    """
    table = np.asarray(probabilities, dtype=np.float64)
    labels = np.asarray(truth)
    if not labels.size or table.shape != (labels.size, len(LABELS)):
        raise InputError(
            "plot",
            f"expected a true label and {len(LABELS)} probabilities ({', '.join(LABELS)}) for each sentence, and at "
            f"least one; received {labels.size} labels and probabilities of shape {table.shape}",
        )
    total = table.sum(axis=1, keepdims=True)
    if not ((table >= 0).all() and (np.abs(total - 1) < ROUNDED).all()):  # false for NaN, too
        problem = "expected probabilities from 0 that sum to 1; received others; leave out rows that were not predicted"
        raise InputError("plot", problem)
    return Predictions(label_indices(labels, labels.size), table / total)
