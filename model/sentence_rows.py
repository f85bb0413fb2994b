"""What the classifier takes in: a frame with a row a sentence, checked and turned into features."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus.document import ROLES
from ..corpus.errors import FittingError
from ..corpus.label import LABELS
from .features import Batch, Vocabulary, extract
from .tokens import IntArray

FloatArray = npt.NDArray[np.float64]


def checked_frame(X: pd.DataFrame) -> pd.DataFrame:
    """Refuse what is no frame of sentences; a column `text` of strings is needed."""
    if not isinstance(X, pd.DataFrame) or "text" not in X.columns:
        received = f"columns {list(X.columns)}" if isinstance(X, pd.DataFrame) else type(X).__name__
        raise FittingError(f"expected a frame with a column 'text' (and 'document'); received {received}")
    unreadable = [text for text in X["text"] if not isinstance(text, str)]
    if unreadable:
        raise FittingError(f"expected a string in every row of 'text'; received {unreadable[0]!r}")
    return X


def check_folds(folds: int, documents: int, needed: int | None = None) -> None:
    """Refuse fewer than two folds, or fewer documents than are `needed` for them (one a fold by default)."""
    if folds < 2:
        raise FittingError(f"expected at least 2 folds; received {folds}")
    needed = folds if needed is None else needed
    if documents < needed:
        raise FittingError(
            f"expected at least {needed} documents for {folds} folds; received {documents}; "
            "add documents or set folds lower"
        )


def check_labels(target: IntArray, where: str) -> None:
    """Refuse to learn two labels of three, which would look like three."""
    missing = [label for index, label in enumerate(LABELS) if not (target == index).any()]
    if missing:
        raise FittingError(
            f"expected sentences of all three labels; {where} none bears {', '.join(missing)}: "
            "label more documents that hold some"
        )


def checked_weights(sample_weight: npt.ArrayLike | None, n_rows: int) -> FloatArray:
    """A weight ≥ 0 for each row, 1 where none is given: an array [n_rows]."""
    if sample_weight is None:
        return np.ones(n_rows)
    weight = np.asarray(sample_weight, dtype=np.float64)
    if weight.shape != (n_rows,):
        raise FittingError(f"expected {n_rows} weights, one a row; received an array of shape {weight.shape}")
    if not (np.isfinite(weight) & (weight >= 0)).all():
        raise FittingError("expected weights that are finite and not negative")
    return weight


def label_indices(y: npt.ArrayLike, n_rows: int) -> IntArray:
    """Index into `LABELS` of each label: an array [n_rows]."""
    labels = np.asarray(y)
    if labels.shape != (n_rows,):
        raise FittingError(f"expected {n_rows} labels, one a row; received an array of shape {labels.shape}")
    unknown = sorted(set(labels.tolist()) - set(LABELS))
    if unknown:
        raise FittingError(f"unknown label {unknown[0]!r}; expected one of: {', '.join(LABELS)}")
    index = {label: i for i, label in enumerate(LABELS)}
    return np.array([index[label] for label in labels.tolist()], dtype=np.int64)


def alone_label_indices(frame: pd.DataFrame) -> IntArray:
    """Index into `LABELS` of the label that each sentence got by itself, -1 where it got none: an array [n_rows]."""
    out = np.full(len(frame), -1)
    if "alone_label" in frame.columns:
        known = frame["alone_label"].notna().to_numpy()
        out[known] = label_indices(frame["alone_label"][known], int(known.sum()))
    return out


def document_numbers(frame: pd.DataFrame) -> IntArray:
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


def frame_batch(frame: pd.DataFrame, vocabulary: Vocabulary) -> Batch:
    """The features of a frame's sentences."""
    return extract(frame["text"].tolist(), offsets_of(document_numbers(frame)), _roles(frame), vocabulary)


def offsets_of(numbers: IntArray) -> IntArray:
    """Where each document starts, and the end, from the number ≥ 0 of each row's document: [n_documents + 1]."""
    return np.append(np.flatnonzero(np.diff(numbers, prepend=-1)), len(numbers))


def _roles(frame: pd.DataFrame) -> IntArray:
    """Index into `ROLES` of each row, running text without a column `role`: an array [n_rows]."""
    if "role" not in frame.columns:
        return np.zeros(len(frame), dtype=np.int64)
    unknown = [role for role in frame["role"].unique() if role not in ROLES]
    if unknown:
        raise FittingError(f"unknown role {unknown[0]!r}; expected one of: {', '.join(ROLES)}")
    return np.array([ROLES.index(role) for role in frame["role"]], dtype=np.int64)
