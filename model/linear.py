"""The first stage at run time: a linear model over the features, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .features import Batch

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class LinearStage:
    """Weights of the first stage.

    `idf`: weight of each n-gram column, [n_columns]; `ngram_weights`: [n_columns, 3]; `dense_weights` for the
    cues and the pooled vectors, standardisation folded in: [n_cues + 2 × dimensions, 3]; `intercept`: [3].
    """

    idf: FloatArray
    ngram_weights: FloatArray
    dense_weights: FloatArray
    intercept: FloatArray

    def logits(self, batch: Batch) -> FloatArray:
        """Unnormalised log-odds of the three labels: an array [n_sentences, 3]."""
        starts = batch.tokens.offsets[:-1]
        if not len(starts):
            return np.zeros((0, len(self.intercept)))
        contributions = self.token_contributions(batch)
        ngrams = np.add.reduceat(contributions, starts, axis=0)
        return ngrams + dense(batch) @ self.dense_weights + self.intercept

    def token_contributions(self, batch: Batch) -> FloatArray:
        """What each token (its word, and the pair that it opens) adds: an array [n_tokens, 3]."""
        weights = self._weighted
        contributions = weights.take(batch.words, axis=0)
        contributions += weights.take(batch.pairs, axis=0, mode="wrap")  # no pair, -1: the zeros at the end
        contributions *= ngram_scale(batch, self.idf).take(batch.sentence_of_token)[:, None]
        return contributions

    @cached_property
    def _weighted(self) -> FloatArray:
        """Weights times inverse document frequency, and a row of zeros: an array [n_columns + 1, 3]."""
        return np.vstack([self.idf[:, None] * self.ngram_weights, np.zeros((1, self.ngram_weights.shape[1]))])


def dense(batch: Batch) -> FloatArray:
    """Cues and pooled vectors side by side: an array [n_sentences, n_cues + 2 × dimensions]."""
    return np.hstack([batch.cues, batch.pooled])


def ngram_scale(batch: Batch, idf: FloatArray) -> FloatArray:
    """One over the Euclidean norm of each sentence's n-gram weights: an array [n_sentences]."""
    squares = idf[batch.words] ** 2 + np.where(batch.pairs >= 0, idf[batch.pairs] ** 2, 0.0)
    return 1 / np.sqrt(np.maximum(np.add.reduceat(squares, batch.tokens.offsets[:-1]), 1e-12))


def log_softmax(logits: FloatArray) -> FloatArray:
    """Natural logarithm of the softmax over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True, initial=-np.inf)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))


def apply_calibration(raw: FloatArray, calibration: FloatArray) -> FloatArray:
    """Calibrated log-odds [n, 3], not normalised; `calibration` [n, 4] holds a scale and three shifts a row."""
    return raw * calibration[:, :1] + calibration[:, 1:]
