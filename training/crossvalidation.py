"""Out-of-fold predictions, split by document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from joblib import Parallel, delayed
from sklearn.base import clone

from ..corpus.document import Document
from ..corpus.label import LABELS
from ..model.classifier import SentenceClassifier
from ..model.compiled import compile_classifier
from ..model.manifest import Manifest
from ..model.model import Model
from ..model.sentence_rows import check_folds, label_indices
from .folds import held_out_folds
from .worst_errors import ErrorReason, sentence_reasons, surest_errors

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class OutOfFold:
    """Predictions of classifiers that had not seen the document.

    `probabilities` [n_rows, 3] are NaN in rows that were not held out; `reasons` explains, by row number, the surest
    errors of every fold, each by its fold's classifier.
    """

    probabilities: FloatArray
    reasons: dict[int, tuple[ErrorReason, ...]] = field(default_factory=dict)


def out_of_fold_probabilities(
    classifier: SentenceClassifier,
    frame: pd.DataFrame,
    weights: FloatArray | None = None,
    *,
    held_out: npt.NDArray[np.bool_] | None = None,
    folds: int = 5,
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> FloatArray:
    """The probabilities of `out_of_fold` alone: an array [n_rows, 3]."""
    return out_of_fold(
        classifier, frame, weights, held_out=held_out, folds=folds, seed=seed, jobs=jobs, progress=progress
    ).probabilities


def out_of_fold(
    classifier: SentenceClassifier,
    frame: pd.DataFrame,
    weights: FloatArray | None = None,
    *,
    documents: Sequence[Document] = (),
    held_out: npt.NDArray[np.bool_] | None = None,
    folds: int = 5,
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> OutOfFold:
    """Predict every document with a classifier that was fitted without it.

    Parameters
    ----------
    documents
        What the rows were taken from, in the same order: then the surest errors are explained.
    held_out
        Rows that take part in the folds; the others are trained on in every fold and not predicted. All by
        default. An array [n_rows], whole documents alike.
    progress
        Called with a line after each fold.

    Raises
    ------
    FittingError
        If fewer documents than folds are held out, or a fold leaves too little to fit on.
    """
    rows = np.arange(len(frame)) if held_out is None else np.flatnonzero(held_out)
    weight = np.ones(len(frame)) if weights is None else weights
    documents_of = frame["document"].to_numpy()
    check_folds(folds, len(set(documents_of[rows].tolist())))

    def one(chosen: IntArray, test: IntArray) -> OutOfFold:
        part, held = frame.iloc[chosen], frame.iloc[rows[test]]
        fitted = clone(classifier).fit(part, part["label"], sample_weight=weight[chosen])
        probabilities = np.asarray(fitted.predict_proba(held))
        if not documents:
            return OutOfFold(probabilities)
        errors = surest_errors(label_indices(held["label"], len(held)), probabilities)
        model = Model(compile_classifier(fitted), Manifest("fold", "", ""))
        return OutOfFold(probabilities, sentence_reasons(model, documents, rows[test][errors]))

    splits = list(held_out_folds(documents_of, rows, folds=folds, seed=seed))
    found = Parallel(jobs, return_as="generator")(delayed(one)(chosen, test) for chosen, test in splits)
    everything = OutOfFold(np.full((len(frame), len(LABELS)), np.nan))
    for number, ((_, test), fold) in enumerate(zip(splits, found, strict=True), 1):
        everything.probabilities[rows[test]] = fold.probabilities
        everything.reasons.update(fold.reasons)
        progress(f"fold {number} of {folds} done")
    return everything
