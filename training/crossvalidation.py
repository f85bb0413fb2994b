"""Out-of-fold predictions, split by document."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd
from joblib import Parallel, delayed
from sklearn.base import clone
from sklearn.model_selection import GroupKFold

from ..corpus.label import LABELS
from ..model.classifier import SentenceClassifier
from ..model.sentence_rows import check_folds

FloatArray = npt.NDArray[np.float64]


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
    """Predict every document with a classifier that was fitted without it.

    Parameters
    ----------
    held_out
        Rows that take part in the folds; the others are trained on in every fold and not predicted. All by
        default. An array [n_rows], whole documents alike.
    progress
        Called with a line after each fold.

    Returns
    -------
    FloatArray
        An array [n_rows, 3]; rows not held out are NaN.

    Raises
    ------
    FittingError
        If fewer documents than folds are held out, or a fold leaves too little to fit on.
    """
    rows = np.arange(len(frame)) if held_out is None else np.flatnonzero(held_out)
    always = np.setdiff1d(np.arange(len(frame)), rows)
    weight = np.ones(len(frame)) if weights is None else weights
    groups = frame["document"].to_numpy()[rows]
    check_folds(folds, len(set(groups.tolist())))

    def one(train: npt.NDArray[np.int64], test: npt.NDArray[np.int64]) -> FloatArray:
        chosen = np.sort(np.concatenate([rows[train], always]))
        part = frame.iloc[chosen]
        model = clone(classifier).fit(part, part["label"], sample_weight=weight[chosen])
        return np.asarray(model.predict_proba(frame.iloc[rows[test]]))

    splits = list(GroupKFold(folds, shuffle=True, random_state=seed).split(rows, groups=groups))
    found = Parallel(jobs, return_as="generator")(delayed(one)(train, test) for train, test in splits)
    out = np.full((len(frame), len(LABELS)), np.nan)
    for number, ((_, test), probabilities) in enumerate(zip(splits, found, strict=True), 1):
        out[rows[test]] = probabilities
        progress(f"fold {number} of {folds} done")
    return out
