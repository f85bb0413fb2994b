"""The n-gram part of the features as scikit-learn takes it: a sparse matrix, and the weights of its columns."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from .features import Batch
from .linear import ngram_scale
from .tokens import IntArray

FloatArray = npt.NDArray[np.float64]


def ngram_matrix(batch: Batch, idf: FloatArray) -> sp.csr_matrix:
    """Words and pairs weighted by `idf`, each row of unit length: a sparse matrix [n_sentences, n_columns]."""
    scale = ngram_scale(batch, idf)
    rows, columns = _occurrences(batch)
    return sp.csr_matrix((idf[columns] * scale[rows], (rows, columns)), shape=(batch.n_sentences, len(idf)))


def inverse_document_frequency(batch: Batch, n_columns: int) -> FloatArray:
    """log((1 + n) / (1 + df)) + 1 over sentences, as in scikit-learn, rounded to single precision: [n_columns]."""
    rows, columns = _occurrences(batch)
    seen = np.unique(rows * n_columns + columns) % n_columns
    frequency = np.bincount(seen, minlength=n_columns)
    idf = np.log((1 + batch.n_sentences) / (1 + frequency)) + 1
    idf[frequency < 2] = 0.0  # what one sentence alone holds teaches nothing about others
    return np.asarray(idf.astype(np.float32).astype(np.float64))


def _occurrences(batch: Batch) -> tuple[IntArray, IntArray]:
    """Sentence and column of every word and every pair: two arrays [n_occurrences]."""
    has_pair = batch.pairs >= 0
    sentence = batch.sentence_of_token
    rows = np.concatenate([sentence, sentence[has_pair]])
    return rows, np.concatenate([batch.words, batch.pairs[has_pair]])
