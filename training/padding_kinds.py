"""How much of each kind of padding a model finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus.bootstrap import Interval, interval, resample_documents
from ..corpus.label import LABELS, PADDING_KINDS
from .confusion import confusion_by_document

FloatArray = npt.NDArray[np.float64]

_PADDING = LABELS.index("padding")


@dataclass(frozen=True)
class KindRecall:
    """The padding of one kind: the share of its sentences that is found (`recall`, in [0, 1]), and how many are
    given each label."""

    kind: str
    documents: int
    sentences: int
    recall: Interval
    given: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "kind": self.kind,
            "documents": self.documents,
            "sentences": self.sentences,
            "recall": self.recall.to_dict(),
            "given": self.given,
        }


def recall_by_kind(frame: pd.DataFrame, probabilities: FloatArray, *, seed: int = 0) -> tuple[KindRecall, ...]:
    """Recall of each kind of padding, in the order of `PADDING_KINDS`; empty where the corpus names no kind.

    Parameters
    ----------
    frame
        As `TrainingData.frame`, a row a sentence; without a column `kind` nothing is measured.
    probabilities
        An array [n_rows, 3].
    """
    if "kind" not in frame.columns:
        return ()
    predicted = probabilities.argmax(axis=1)
    found = []
    for kind in PADDING_KINDS:
        here = ((frame["kind"] == kind) & (frame["label"] == LABELS[_PADDING])).to_numpy()
        if here.any():
            numbers = pd.factorize(frame["document"][here])[0].astype(np.int64)
            truth = np.full(len(numbers), _PADDING)
            tables = confusion_by_document(truth, predicted[here], numbers)[:, _PADDING]
            total, resampled = tables.sum(axis=0), resample_documents(tables, seed)
            shares = resampled[:, _PADDING] / np.maximum(resampled.sum(axis=1), 1)
            recall = interval(float(total[_PADDING] / total.sum()), shares)
            given = dict(zip(LABELS, total.tolist(), strict=True))
            found.append(KindRecall(kind, len(tables), int(total.sum()), recall, given))
    return tuple(found)
