"""The division of whole documents into those that are learned from and those that are judged."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import GroupKFold

IntArray = npt.NDArray[np.int64]

FOLDS = 5
"""Of the shipped models, and of all that is set beside them."""


def held_out_folds(
    documents: npt.ArrayLike, held_out: IntArray, *, folds: int = FOLDS, seed: int = 0
) -> Iterator[tuple[IntArray, IntArray]]:
    """Divide rows that are held out, whole documents at a time; all other rows are learned from in every fold.

    Parameters
    ----------
    documents
        The document of each row: an array [n_rows].
    held_out
        Numbers of the rows that take part in the folds, rising: an array [n_held_out].

    Yields
    ------
    Numbers of the rows to learn from, rising, and places in `held_out` of those to judge.
    """
    names = np.asarray(documents)
    always = np.setdiff1d(np.arange(len(names)), held_out)
    for train, test in GroupKFold(folds, shuffle=True, random_state=seed).split(held_out, groups=names[held_out]):
        yield np.sort(np.concatenate([held_out[train], always])), test
