"""Scores of parts of a corpus: by source, genre, position, length, and by groups in which errors would be unfair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus.bootstrap import Interval, interval, resample_documents, rounded
from ..corpus.label import LABELS
from ..corpus.word import count_words
from ..model.sentence_rows import label_indices
from .confusion import confusion_by_document, rates
from .subgroups import COUNTRIES, PARTIES, Grouping, by_name, by_outlet, by_size

FloatArray = npt.NDArray[np.float64]

MIN_BREAKDOWN = 30
"""Groups with fewer sentences are left out of a breakdown: their figures would be noise."""

BREAKDOWNS = ("source", "outlet", "genre", "variety of English", "party named", "country named", "position", "length")
"""What scores are broken down by, in this order."""

UNNAMED = "not given"
"""The source, genre or variety of English of documents that name none."""

POSITIONS = {"first quarter": 0.0, "second quarter": 0.25, "third quarter": 0.5, "last quarter": 0.75}
"""Parts of a document, and the share of its sentences after which each begins."""

LENGTHS: dict[str, float] = {"to 8 words": 0, "9–16 words": 9, "17–28 words": 17, "over 28 words": 29}
"""Classes of sentence length, and the fewest words of each."""


@dataclass(frozen=True)
class GroupScore:
    """Scores of a part of the corpus, in [0, 1].

    `f1` is that of each label, NaN for a label that no sentence of the group bears; `macro_f1` their mean.
    """

    group: str
    documents: int
    sentences: int
    accuracy: Interval
    macro_f1: Interval
    f1: dict[str, float]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "group": self.group,
            "documents": self.documents,
            "sentences": self.sentences,
            "accuracy": self.accuracy.to_dict(),
            "macro_f1": self.macro_f1.to_dict(),
            "f1": {label: rounded(value) for label, value in self.f1.items()},
        }


def breakdowns(frame: pd.DataFrame, probabilities: FloatArray, *, seed: int = 0) -> dict[str, tuple[GroupScore, ...]]:
    """Scores by each of `BREAKDOWNS`.

    Groups of fewer than `MIN_BREAKDOWN` sentences, and breakdowns that are left with one group, are left out.
    Groups without an order of their own come by size, the largest first.

    Parameters
    ----------
    frame
        As `TrainingData.frame`, a row a sentence.
    probabilities
        An array [n_rows, 3].
    """
    size = frame.groupby("document", sort=False)["index"].transform("size")
    words = frame["text"].map(count_words)
    groupings = (
        by_size(_or_unnamed(frame["source"])),
        by_outlet(frame["document"]),
        by_size(_or_unnamed(frame["genre"])),
        by_size(_or_unnamed(frame["english"])),
        by_name(frame["text"], PARTIES),
        by_name(frame["text"], COUNTRIES),
        _classes((frame["index"] / size).to_numpy(), POSITIONS),
        _classes(words.to_numpy(), LENGTHS),
    )
    keys = dict(zip(BREAKDOWNS, groupings, strict=True))
    truth, predicted = label_indices(frame["label"], len(frame)), probabilities.argmax(axis=1)
    found = {name: _group_scores(frame["document"], key, truth, predicted, seed) for name, key in keys.items()}
    return {name: groups for name, groups in found.items() if len(groups) > 1}


def _or_unnamed(names: pd.Series[Any]) -> list[str]:
    return names.fillna(UNNAMED).astype(str).tolist()


def _classes(values: npt.NDArray[Any], classes: Mapping[str, float]) -> Grouping:
    """The class of each value: the last that begins at or below it."""
    return list(classes), np.searchsorted(list(classes.values()), values, side="right") - 1


def _group_scores(
    documents: pd.Series[Any],
    grouping: Grouping,
    truth: npt.NDArray[np.int64],
    predicted: npt.NDArray[np.int64],
    seed: int,
) -> tuple[GroupScore, ...]:
    groups, numbers = grouping
    out = []
    for number, group in enumerate(groups):
        here = numbers == number
        if here.sum() >= MIN_BREAKDOWN:
            own = pd.factorize(documents[here])[0].astype(np.int64)
            tables = confusion_by_document(truth[here], predicted[here], own)
            out.append(_group_score(group, tables, seed))
    return tuple(out)


def _group_score(group: str, tables: npt.NDArray[np.int64], seed: int) -> GroupScore:
    total, resampled = tables.sum(axis=0), resample_documents(tables, seed)
    borne = total.sum(axis=1) > 0
    f1 = rates(total[None])[2][0]
    # a rare label that a resample happens to lack does not count in it as one that was missed
    spread = np.where(resampled.sum(axis=2) > 0, rates(resampled)[2], np.nan)
    hits = np.trace(resampled, axis1=1, axis2=2) / np.maximum(resampled.sum(axis=(1, 2)), 1)
    return GroupScore(
        group=group,
        documents=len(tables),
        sentences=int(total.sum()),
        accuracy=interval(float(np.trace(total) / total.sum()), hits),
        macro_f1=interval(float(f1[borne].mean()), np.nanmean(spread, axis=1)),
        f1={label: float(f1[i]) if borne[i] else float("nan") for i, label in enumerate(LABELS)},
    )
