"""How a classifier's scores grow with the documents that it learns from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from sklearn.base import clone

from ..corpus.errors import NewsgrainError
from ..corpus.label import LABELS
from ..model.classifier import SentenceClassifier
from ..model.sentence_rows import label_indices
from .metrics import Interval, score

if TYPE_CHECKING:
    import pandas as pd


def learning_points(
    classifier: SentenceClassifier,
    train: pd.DataFrame,
    test: pd.DataFrame,
    sizes: Sequence[int],
    *,
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> pd.DataFrame:
    """Fit on more and more documents and score each fit on the same others.

    Parameters
    ----------
    classifier
        What to fit; it is cloned.
    train, test
        Frames of labelled sentences (see `TrainingData.frame`), of different documents.
    sizes
        Numbers of documents to fit on: the first so many of one random order, so that each set holds the smaller ones.
    seed
        Of that order.
    progress
        Called with a line after each fit.

    Returns
    -------
    pandas.DataFrame
        For each size a row for each label and for `macro_f1`: `documents`, `sentences` (fitted on), `figure`,
        `value` (F1 in [0, 1]), and the ends `low` and `high` of its 95 % interval over the documents of `test`.

    Raises
    ------
    NewsgrainError
        If a size asks for more documents than there are, or (a `FittingError`) is too small to fit on.
    """
    import pandas as pd

    names = train["document"].unique()
    order = np.random.default_rng(seed).permutation(len(names))
    truth = label_indices(test["label"], len(test))
    rows = []
    for size in sorted(set(sizes)):
        if not 1 <= size <= len(names):
            raise NewsgrainError(f"expected sizes from 1 to {len(names)} documents; received {size}")
        part = train[train["document"].isin(set(names[order[:size]]))]
        fitted = clone(classifier).fit(part, part["label"])
        scores = score(truth, fitted.predict_proba(test), test["document"])
        figures: dict[str, Interval] = {
            "macro_f1": scores.macro_f1,
            **{label: scores.labels[label].f1 for label in LABELS},
        }
        rows += [(size, len(part), name, f.value, f.low, f.high) for name, f in figures.items()]
        progress(f"{size} documents: macro-F1 {scores.macro_f1}")
    return pd.DataFrame(rows, columns=["documents", "sentences", "figure", "value", "low", "high"])
