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
from joblib import Parallel, delayed
from scipy.optimize import minimize
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.utils.validation import check_is_fitted

from ..corpus.document import ROLES
from ..corpus.errors import FittingError
from ..corpus.label import LABELS
from .context import context_features
from .features import Batch, Vocabulary, extract
from .linear import dense, log_softmax, ngram_scale
from .tokens import IntArray
from .vocabulary import background_vocabulary

FloatArray = npt.NDArray[np.float64]

SINGLE_SHARE = 0.15
"""Share of training sentences that the second stage also sees alone, so that it works without surroundings."""


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
        self.n_jobs = n_jobs
        self.random_state = random_state

    def fit(self, X: pd.DataFrame, y: npt.ArrayLike, sample_weight: npt.ArrayLike | None = None) -> Self:
        """Fit both stages and the calibration.

        Parameters
        ----------
        X
            Columns `text` and `document` (an id; rows of one document stand together, in reading order) and
            optionally `role`. Without `document` every row is a document of its own.
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
        frame = _checked(X)
        target = _label_indices(y, len(frame))
        weight = _weights(sample_weight, len(frame))
        groups = _documents(frame)
        n_documents = len(np.unique(groups))
        if self.folds < 2:
            raise FittingError(f"expected at least 2 folds; received {self.folds}")
        if n_documents < self.folds:
            raise FittingError(
                f"expected at least {self.folds} documents for {self.folds} folds; received {n_documents}; "
                "add documents or set folds lower"
            )
        _check_labels(target, "in the data")
        chosen, documents, taught = self._with_single_sentences(groups)
        frame, target, weight, groups = (
            frame.iloc[chosen].assign(document=documents),
            target[chosen],
            weight[chosen],
            groups[chosen],
        )
        self.classes_ = np.array(LABELS)
        self.vocabulary_ = self.vocabulary or background_vocabulary()
        batch = _batch(frame, self.vocabulary_)
        self.idf_ = _inverse_document_frequency(batch, self.vocabulary_.n_columns)
        features = self._scaled_features(batch, fit=True)

        first = self._out_of_fold(features, target, weight, groups)
        self.sentence_model_ = self._fit_linear(features, target, weight)
        self.prior_ = np.bincount(target, weight, len(LABELS)) / weight.sum()
        self._fit_context(batch, first, target, np.where(taught, weight, 0.0), groups)
        return self

    def _with_single_sentences(self, groups: IntArray) -> tuple[IntArray, IntArray, npt.NDArray[np.bool_]]:
        """Add a share of the sentences once more, each as a document of its own.

        Corpora of isolated sentences often lack a label (NewsSD knows no padding): trees that saw them would
        learn that a sentence alone never bears it. So their sentences teach the first stage only, and
        sentences taken out of whole documents stand for sentences alone, unless there are no others.

        Returns
        -------
        Row numbers [n], document numbers [n], and which of these rows teach the second stage [n].
        """
        size = np.bincount(groups)[groups]
        random = np.random.default_rng(self.random_state)
        whole = size > 1
        alone = np.flatnonzero(whole & (random.random(len(groups)) < SINGLE_SHARE))
        chosen = np.concatenate([np.arange(len(groups)), alone])
        documents = np.concatenate([groups, groups.max() + 1 + np.arange(len(alone))])
        taught = np.concatenate(
            [whole if whole.any() else np.ones(len(groups), dtype=bool), np.ones(len(alone), dtype=bool)]
        )
        return chosen, documents, taught

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
        frame = _checked(X)
        batch = _batch(frame, self.vocabulary_)
        first = self._linear_log_probabilities(self.sentence_model_, self._scaled_features(batch))
        raw = self.context_model_.decision_function(self._context_frame(batch, first, batch.document_offsets))
        return np.asarray(raw * self.scale_ + self.shift_)

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
        model.fit(features, target, sample_weight=weight)
        # model files keep single precision; rounding here keeps the fitted and the compiled model equal
        model.coef_ = model.coef_.astype(np.float32).astype(np.float64)
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
            _check_labels(target[train], "in a fold")
        found = Parallel(self.n_jobs)(delayed(one)(train, test) for train, test in splits)
        out = np.zeros((len(target), len(LABELS)))
        for (_, test), values in zip(splits, found, strict=True):
            out[test] = values
        return out

    def _splits(self, groups: IntArray) -> Any:
        folds = GroupKFold(self.folds, shuffle=True, random_state=self.random_state)
        return folds.split(groups, groups=groups)

    def _context_frame(self, batch: Batch, first: FloatArray, offsets: IntArray) -> FloatArray:
        return np.hstack([context_features(first, offsets, self.prior_), batch.cues])

    def _fit_context(
        self, batch: Batch, first: FloatArray, target: IntArray, weight: FloatArray, groups: IntArray
    ) -> None:
        """Fit the trees and, on their out-of-fold log-odds, the calibration."""
        X, y, w, g = self._context_frame(batch, first, batch.document_offsets), target, weight, groups
        self.scale_, self.shift_ = np.float64(1.0), np.zeros(len(LABELS))
        if self.calibrate:
            raw = np.zeros((len(y), len(LABELS)))
            for train, test in self._splits(g):
                raw[test] = self._fit_trees(X[train], y[train], w[train]).decision_function(X[test])
            self.scale_, self.shift_ = vector_scaling(raw, y, w)
        self.context_model_ = self._fit_trees(X, y, w)

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
        return model.fit(X, y, sample_weight=w)


def ngram_matrix(batch: Batch, idf: FloatArray) -> sp.csr_matrix:
    """Words and pairs weighted by `idf`, each row of unit length: a sparse matrix [n_sentences, n_columns]."""
    scale = ngram_scale(batch, idf)
    sentence = batch.sentence_of_token
    has_pair = batch.pairs >= 0
    rows = np.concatenate([sentence, sentence[has_pair]])
    columns = np.concatenate([batch.words, batch.pairs[has_pair]])
    return sp.csr_matrix((idf[columns] * scale[rows], (rows, columns)), shape=(batch.n_sentences, len(idf)))


def vector_scaling(raw: FloatArray, target: IntArray, weight: FloatArray) -> tuple[np.float64, FloatArray]:
    """One scale > 0 and a shift for each label that minimise the log loss (Guo et al. 2017, scale shared).

    Parameters
    ----------
    raw
        Out-of-fold log-odds: an array [n, 3].
    target, weight
        Label index and weight of each row.
    """

    def loss(parameters: FloatArray) -> float:
        scaled = raw * np.exp(parameters[0]) + np.append(parameters[1:], 0.0)
        return float(-(log_softmax(scaled)[np.arange(len(target)), target] * weight).sum() / weight.sum())

    best = minimize(loss, np.zeros(raw.shape[1]), method="L-BFGS-B").x
    return np.float64(np.exp(best[0])), np.append(best[1:], 0.0)


def _inverse_document_frequency(batch: Batch, n_columns: int) -> FloatArray:
    """log((1 + n) / (1 + df)) + 1 over sentences, as in scikit-learn, rounded to single precision: [n_columns]."""
    sentence = batch.sentence_of_token
    has_pair = batch.pairs >= 0
    rows = np.concatenate([sentence, sentence[has_pair]])
    columns = np.concatenate([batch.words, batch.pairs[has_pair]])
    seen = np.unique(rows * n_columns + columns) % n_columns
    frequency = np.bincount(seen, minlength=n_columns)
    idf = np.log((1 + batch.n_sentences) / (1 + frequency)) + 1
    idf[frequency < 2] = 0.0  # what one sentence alone holds teaches nothing about others
    return np.asarray(idf.astype(np.float32).astype(np.float64))


def _checked(X: pd.DataFrame) -> pd.DataFrame:
    if not isinstance(X, pd.DataFrame) or "text" not in X.columns:
        received = f"columns {list(X.columns)}" if isinstance(X, pd.DataFrame) else type(X).__name__
        raise FittingError(f"expected a frame with a column 'text' (and 'document'); received {received}")
    unreadable = [text for text in X["text"] if not isinstance(text, str)]
    if unreadable:
        raise FittingError(f"expected a string in every row of 'text'; received {unreadable[0]!r}")
    return X


def _check_labels(target: IntArray, where: str) -> None:
    """Refuse to learn two labels of three, which would look like three."""
    missing = [label for index, label in enumerate(LABELS) if not (target == index).any()]
    if missing:
        raise FittingError(
            f"expected sentences of all three labels; {where} none bears {', '.join(missing)}: "
            "label more documents that hold some"
        )


def _weights(sample_weight: npt.ArrayLike | None, n_rows: int) -> FloatArray:
    if sample_weight is None:
        return np.ones(n_rows)
    weight = np.asarray(sample_weight, dtype=np.float64)
    if weight.shape != (n_rows,):
        raise FittingError(f"expected {n_rows} weights, one a row; received an array of shape {weight.shape}")
    if not (np.isfinite(weight) & (weight >= 0)).all():
        raise FittingError("expected weights that are finite and not negative")
    return weight


def _label_indices(y: npt.ArrayLike, n_rows: int) -> IntArray:
    labels = np.asarray(y)
    if labels.shape != (n_rows,):
        raise FittingError(f"expected {n_rows} labels, one a row; received an array of shape {labels.shape}")
    unknown = sorted(set(labels.tolist()) - set(LABELS))
    if unknown:
        raise FittingError(f"unknown label {unknown[0]!r}; expected one of: {', '.join(LABELS)}")
    index = {label: i for i, label in enumerate(LABELS)}
    return np.array([index[label] for label in labels.tolist()], dtype=np.int64)


def _documents(frame: pd.DataFrame) -> IntArray:
    """Number of the document of each row, counting up in row order: an array [n_rows]."""
    if "document" not in frame.columns:
        return np.arange(len(frame))
    ids = frame["document"].to_numpy()
    starts = np.append(True, ids[1:] != ids[:-1])[: len(ids)]
    first = pd.Series(ids[starts])
    if first.duplicated().any():
        raise FittingError(
            f"expected the rows of a document to stand together; those of {first[first.duplicated()].iloc[0]!r} "
            "do not: sort the frame by document"
        )
    return np.cumsum(starts).astype(np.int64) - 1


def _batch(frame: pd.DataFrame, vocabulary: Vocabulary) -> Batch:
    groups = _documents(frame)
    offsets = np.concatenate([[0], np.flatnonzero(np.diff(groups)) + 1, [len(frame)]]).astype(np.int64)
    return extract(frame["text"].tolist(), offsets, _roles(frame), vocabulary)


def _roles(frame: pd.DataFrame) -> IntArray:
    """Index into `ROLES` of each row, running text without a column `role`: an array [n_rows]."""
    if "role" not in frame.columns:
        return np.zeros(len(frame), dtype=np.int64)
    unknown = [role for role in frame["role"].unique() if role not in ROLES]
    if unknown:
        raise FittingError(f"unknown role {unknown[0]!r}; expected one of: {', '.join(ROLES)}")
    return np.array([ROLES.index(role) for role in frame["role"]], dtype=np.int64)
