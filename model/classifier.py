"""The classifier as a scikit-learn estimator over a frame of sentences.

Two stages. A linear model reads each sentence by itself: words, word pairs, cues, and word vectors where the
vocabulary has them. Its out-of-fold verdicts (folds by document) then describe each sentence's surroundings to
boosted trees, which decide. A last vector scaling, fitted on out-of-fold log-odds, calibrates the probabilities.
"""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy.sparse as sp
from joblib import Memory, Parallel, delayed
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.utils.validation import check_is_fitted, check_memory
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from ..corpus.label import LABELS
from .calibration import TAKEN, log_likelihood, lone_log_likelihood, vector_scaling
from .context import context_frame
from .features import Batch, Vocabulary
from .learned_rows import LearnedRows, with_single_sentences
from .linear import apply_calibration, dense, log_softmax
from .ngrams import inverse_document_frequency, ngram_matrix
from .repeating import shifted
from .sentence_rows import (
    alone_label_indices,
    check_folds,
    check_labels,
    checked_frame,
    checked_weights,
    document_numbers,
    frame_batch,
    label_indices,
)
from .tokens import IntArray
from .vocabulary import background_vocabulary

FloatArray = npt.NDArray[np.float64]

MIN_ALONE = 30
"""Lone sentences of each label needed to calibrate them by themselves."""


class SentenceClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Reporting, opinion or padding for every row of a frame of sentences.

    Parameters
    ----------
    vocabulary
        Known words with their background rarity and, if any, their vectors; `None` takes the background
        vocabulary that ships with newsgrain.
    C
        Inverse regularisation of the linear stage, > 0.
    cue_scale, vector_scale
        Weight of the standardised cues and of the pooled vectors beside the n-grams, > 0: larger means less
        regularised.
    iterations, learning_rate, max_depth, l2, min_samples_leaf
        Of the boosted trees.
    folds
        Folds by document for the out-of-fold verdicts, at least 2.
    calibrate
        Whether to fit the vector scaling of the probabilities.
    memory
        Folder, or a `joblib.Memory`, that keeps the features of each frame: for searches over parameters, whose
        candidates all see the same frames. `None` keeps nothing.
    n_jobs
        Processes for the folds.
    random_state
        Seed of folds, trees and of the choice of single sentences.

    Attributes
    ----------
    classes_
        The labels, in the order of `LABELS`.
    """

    def __init__(
        self,
        vocabulary: Vocabulary | None = None,
        *,
        C: float = 3.0,
        cue_scale: float = 0.05,
        vector_scale: float = 0.06,
        iterations: int = 100,
        learning_rate: float = 0.08,
        max_depth: int = 3,
        l2: float = 5.0,
        min_samples_leaf: int = 30,
        folds: int = 5,
        calibrate: bool = True,
        memory: str | Memory | None = None,
        n_jobs: int = 1,
        random_state: int = 0,
    ) -> None:
        self.vocabulary = vocabulary
        self.C = C
        self.cue_scale = cue_scale
        self.vector_scale = vector_scale
        self.iterations = iterations
        self.learning_rate = learning_rate
        self.max_depth = max_depth
        self.l2 = l2
        self.min_samples_leaf = min_samples_leaf
        self.folds = folds
        self.calibrate = calibrate
        self.memory = memory
        self.n_jobs = n_jobs
        self.random_state = random_state

    def fit(self, X: pd.DataFrame, y: npt.ArrayLike, sample_weight: npt.ArrayLike | None = None) -> Self:
        """Fit both stages and the calibration.

        Parameters
        ----------
        X
            Columns `text` and `document` (an id; rows of one document stand together, in reading order) and
            optionally `role` and `alone_label`: how a sentence of a document was labelled by itself, missing where it
            was not. Without `document` every row is a document of its own.
        y
            A label for each row.
        sample_weight
            A weight ≥ 0 for each row, 1 by default.

        Raises
        ------
        FittingError
            A `ValueError`: for a missing column, a text or role that is none, a document whose rows do not stand
            together, an unknown label, too few documents for the folds, a label in too few of them, or a length
            mismatch.
        """
        # Threads wait for each other in a loop: where the cores are busy with something else, two of them took 30
        # times as long as one over a few hundred sentences. Folds are what runs in parallel.
        with threadpool_limits(1):
            return self._fit(X, y, sample_weight)

    def _fit(self, X: pd.DataFrame, y: npt.ArrayLike, sample_weight: npt.ArrayLike | None) -> Self:
        frame = checked_frame(X)
        target = label_indices(y, len(frame))
        weight = checked_weights(sample_weight, len(frame))
        groups = document_numbers(frame)
        check_folds(self.folds, len(np.unique(groups)))
        check_labels(target, "in the data")
        rows = with_single_sentences(groups, target, alone_label_indices(frame), seed=self.random_state)
        frame, target, weight, groups = (
            frame.iloc[rows.chosen].assign(document=rows.documents),
            rows.target,
            weight[rows.chosen],
            groups[rows.chosen],
        )
        self.classes_ = np.array(LABELS)
        self.vocabulary_ = self.vocabulary or background_vocabulary()
        batch = self._batch(frame)
        self.idf_ = inverse_document_frequency(batch, self.vocabulary_.n_columns)
        features = self._scaled_features(batch, fit=True)

        first = self._out_of_fold(features, target, weight, groups)
        self.sentence_model_ = self._fit_linear(features, target, weight)
        self.prior_ = np.bincount(target, weight, len(LABELS)) / weight.sum()
        self._fit_context(batch, first, weight, groups, rows)
        return self

    def predict_proba(self, X: pd.DataFrame) -> FloatArray:
        """Calibrated probabilities: an array [n_rows, 3] in the order of `LABELS`, rows summing to 1."""
        return np.exp(log_softmax(self.decision_function(X)))

    def predict(self, X: pd.DataFrame) -> npt.NDArray[np.str_]:
        """The most probable label of each row: an array [n_rows] of strings."""
        best = self.decision_function(X).argmax(axis=1)
        return np.asarray(self.classes_[best])

    def decision_function(self, X: pd.DataFrame) -> FloatArray:
        """Calibrated log-odds: an array [n_rows, 3]."""
        check_is_fitted(self, "context_model_")
        frame = checked_frame(X)
        batch = self._batch(frame)
        first = self._linear_log_probabilities(self.sentence_model_, self._scaled_features(batch))
        with threadpool_limits(1):  # as in `fit`
            raw = self.context_model_.decision_function(self._surroundings(first, batch))
        return shifted(apply_calibration(raw, self.calibration_[batch.alone.astype(np.int64)]), batch.repeating)

    def _batch(self, frame: pd.DataFrame) -> Batch:
        """The features of a frame's sentences."""
        extracted: Batch = check_memory(self.memory).cache(frame_batch)(frame, self.vocabulary_)
        return extracted

    def _surroundings(self, first: FloatArray, batch: Batch) -> FloatArray:
        """What the second stage sees: an array [n, n_features]."""
        return context_frame(first, batch, self.prior_)

    def _scaled_features(self, batch: Batch, *, fit: bool = False) -> sp.csr_matrix:
        """N-grams of unit length beside standardised cues and vectors: a sparse matrix [n, columns]."""
        plain = dense(batch)
        if fit:
            self.dense_mean_ = plain.mean(axis=0)
            spread = plain.std(axis=0)
            scale = np.full(plain.shape[1], self.vector_scale)
            scale[: batch.cues.shape[1]] = self.cue_scale
            self.dense_unit_ = np.where(spread > 1e-9, spread, 1.0) / scale
        standard = (plain - self.dense_mean_) / self.dense_unit_
        return sp.csr_matrix(sp.hstack([ngram_matrix(batch, self.idf_), sp.csr_matrix(standard)]))

    def _fit_linear(self, features: sp.csr_matrix, target: IntArray, weight: FloatArray) -> LogisticRegression:
        model = LogisticRegression(C=self.C, class_weight="balanced", max_iter=200, tol=1e-3)
        # a word that does not occur keeps weight 0: without those columns a small corpus is fitted 10 times as fast
        occurring = np.flatnonzero(features.getnnz(axis=0))
        model.fit(features[:, occurring], target, sample_weight=weight)
        coefficients = np.zeros((len(model.coef_), features.shape[1]))
        # model files keep single precision; rounding here keeps the fitted and the compiled model equal
        coefficients[:, occurring] = model.coef_.astype(np.float32)
        model.coef_, model.n_features_in_ = coefficients, features.shape[1]
        model.intercept_ = model.intercept_.astype(np.float32).astype(np.float64)
        return model

    @staticmethod
    def _linear_log_probabilities(model: LogisticRegression, features: sp.csr_matrix) -> FloatArray:
        return log_softmax(model.decision_function(features))

    def _out_of_fold(
        self, features: sp.csr_matrix, target: IntArray, weight: FloatArray, groups: IntArray
    ) -> FloatArray:
        """First-stage log-probabilities of each row from a model that never saw its document: [n_rows, 3]."""

        def one(train: IntArray, test: IntArray) -> FloatArray:
            model = self._fit_linear(features[train], target[train], weight[train])
            return self._linear_log_probabilities(model, features[test])

        splits = list(self._splits(groups))
        for train, _ in splits:
            check_labels(target[train], "in a fold")
        found = Parallel(self.n_jobs)(delayed(one)(train, test) for train, test in splits)
        out = np.zeros((len(target), len(LABELS)))
        for (_, test), values in zip(splits, found, strict=True):
            out[test] = values
        return out

    def _splits(self, groups: IntArray) -> Any:
        folds = GroupKFold(self.folds, shuffle=True, random_state=self.random_state)
        return folds.split(groups, groups=groups)

    def _fit_context(
        self,
        batch: Batch,
        first: FloatArray,
        weight: FloatArray,
        groups: IntArray,
        rows: LearnedRows,
    ) -> None:
        """Fit the trees and, on their out-of-fold log-odds, the calibration in documents and alone.

        What teaches the trees is also what calibrates in documents, but for labels that were given to lone sentences.
        """
        target = rows.target
        X = self._surroundings(first, batch)
        even = np.array([1.0, *([0.0] * len(LABELS))])
        self.calibration_ = np.stack([even, even])
        teaching = np.where(rows.taught, weight, 0.0)
        if self.calibrate:
            raw = np.zeros((len(target), len(LABELS)))
            for train, test in self._splits(groups):
                raw[test] = self._fit_trees(X[train], target[train], teaching[train]).decision_function(X[test])
            in_documents = np.where(rows.kind == TAKEN, teaching, 0.0)
            lone = whole = vector_scaling(raw, log_likelihood(target, in_documents))
            alone = batch.alone & (weight > 0)
            if np.bincount(target[alone], minlength=len(LABELS)).min() >= MIN_ALONE:
                lone = vector_scaling(raw[alone], lone_log_likelihood(target[alone], weight[alone], rows.kind[alone]))
            self.calibration_ = np.stack([whole, lone])
        self.context_model_ = self._fit_trees(X, target, teaching)

    def _fit_trees(self, X: FloatArray, y: IntArray, w: FloatArray) -> HistGradientBoostingClassifier:
        model = HistGradientBoostingClassifier(
            max_iter=self.iterations,
            learning_rate=self.learning_rate,
            max_depth=self.max_depth,
            max_leaf_nodes=None,
            l2_regularization=self.l2,
            min_samples_leaf=self.min_samples_leaf,
            max_features=0.3,
            early_stopping=False,
            random_state=self.random_state,
        )
        # with weights scikit-learn 1.9 finds its bins several times as slowly: equal ones say nothing
        return model.fit(X, y, sample_weight=None if (w == w[0]).all() else w)
