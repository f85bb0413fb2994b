"""How far annotators agree: coefficients, pairs of annotators, documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from .agreement_coefficients import (
    agreeing_pairs,
    cohen_kappa,
    coincidences,
    fleiss_kappa,
    krippendorff_alpha,
    label_f1,
)
from .annotations import MISSING, Annotations
from .bootstrap import FloatArray, Interval, interval, resample_documents, rounded
from .label import LABELS

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class PairAgreement:
    """Two annotators against each other, on the sentences that both labelled.

    `f1` is the F1 of one against the other for each label, the same either way; `confusion[i][j]` counts the
    sentences that the first labelled `i` and the second `j`.
    """

    annotators: tuple[str, str]
    sentences: int
    agreement: Interval
    cohen_kappa: Interval
    f1: dict[str, Interval]
    confusion: tuple[tuple[int, ...], ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "annotators": list(self.annotators),
            "sentences": self.sentences,
            "agreement": self.agreement.to_dict(),
            "cohen_kappa": self.cohen_kappa.to_dict(),
            "f1": {label: f1.to_dict() for label, f1 in self.f1.items()},
            "confusion": [list(row) for row in self.confusion],
        }


@dataclass(frozen=True, slots=True)
class DocumentAgreement:
    """One document: the sentences that at least two annotators labelled, on how many of these they differ, the
    share of agreeing pairs of labels in [0, 1], and Krippendorff's alpha (NaN where all labels are the same)."""

    document: str
    sentences: int
    differing: int
    agreement: float
    krippendorff_alpha: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "document": self.document,
            "sentences": self.sentences,
            "differing": self.differing,
            "agreement": rounded(self.agreement),
            "krippendorff_alpha": rounded(self.krippendorff_alpha),
        }


@dataclass(frozen=True)
class Agreement:
    """How far annotators agree.

    `sentences` counts those that any annotator labelled, `compared` those that at least two did, `complete` those
    that all did; `missing` those that each annotator left out. `left_out` counts documents not labelled twice.
    Fleiss' kappa rests on the complete sentences, Krippendorff's alpha on the compared ones. `documents` lists
    those with something to compare, the one of the lowest agreement first.
    """

    annotators: tuple[str, ...]
    sentences: int
    compared: int
    complete: int
    missing: dict[str, int]
    left_out: int
    fleiss_kappa: Interval
    krippendorff_alpha: Interval
    pairs: tuple[PairAgreement, ...]
    documents: tuple[DocumentAgreement, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; a figure that is undefined is null."""
        return {
            "annotators": list(self.annotators),
            "labels": list(LABELS),
            "sentences": self.sentences,
            "compared": self.compared,
            "complete": self.complete,
            "missing": self.missing,
            "documents_left_out": self.left_out,
            "fleiss_kappa": self.fleiss_kappa.to_dict(),
            "krippendorff_alpha": self.krippendorff_alpha.to_dict(),
            "pairs": [pair.to_dict() for pair in self.pairs],
            "documents": [document.to_dict() for document in self.documents],
        }


def measure_agreement(annotations: Annotations, *, seed: int = 0) -> Agreement:
    """Measure the agreement of annotators.

    Intervals at level 0.95 come from resampling documents, `seed` decides which. Between two annotators without
    a sentence in common nothing is measured.
    """
    labels, groups = annotations.labels, annotations.document_of
    votes = _votes(labels)
    compared = votes.sum(axis=1) > 1
    complete = (labels != MISSING).all(axis=0)
    return Agreement(
        annotators=annotations.annotators,
        sentences=labels.shape[1],
        compared=int(compared.sum()),
        complete=int(complete.sum()),
        missing={name: int((row == MISSING).sum()) for name, row in zip(annotations.annotators, labels, strict=True)},
        left_out=annotations.left_out,
        fleiss_kappa=_fleiss(votes[complete], groups[complete], len(labels), seed),
        krippendorff_alpha=_krippendorff(votes[compared], groups[compared], seed),
        pairs=tuple(
            _pair(labels[[a, b]], groups, (annotations.annotators[a], annotations.annotators[b]), seed)
            for a, b in combinations(range(len(labels)), 2)
            if (labels[[a, b]] != MISSING).all(axis=0).any()
        ),
        documents=_documents(votes[compared], groups[compared], annotations.documents),
    )


def _votes(labels: IntArray) -> IntArray:
    """How many annotators gave each sentence each label: [n_annotators, n_sentences] → [n_sentences, 3]."""
    return np.asarray((labels[:, :, None] == np.arange(len(LABELS))).sum(axis=0))


def _by_document(values: npt.NDArray[Any], groups: IntArray) -> npt.NDArray[Any]:
    """Sums over the sentences of each document: [n_sentences, …] → [n_documents, …]."""
    found, place = np.unique(groups, return_inverse=True)
    sums = np.zeros((len(found), *values.shape[1:]), dtype=values.dtype)
    np.add.at(sums, place, values)
    return sums


def _with_interval(
    statistic: Callable[[npt.NDArray[Any]], FloatArray], tables: npt.NDArray[Any], seed: int
) -> Interval:
    """A statistic of summed tables, and its interval over resampled documents: tables [n_documents, …]."""
    return interval(float(statistic(tables.sum(axis=0))), statistic(resample_documents(tables, seed)))


def _fleiss(votes: IntArray, groups: IntArray, annotators: int, seed: int) -> Interval:
    if not len(votes):
        return Interval(float("nan"), float("nan"), float("nan"))
    tables = _by_document(np.column_stack([votes, agreeing_pairs(votes)]), groups)
    return _with_interval(lambda sums: fleiss_kappa(sums[..., :-1], sums[..., -1], annotators), tables, seed)


def _krippendorff(votes: IntArray, groups: IntArray, seed: int) -> Interval:
    import krippendorff

    several = (votes.sum(axis=0) > 0).sum() > 1  # the package refuses data with a single label
    value = krippendorff.alpha(value_counts=votes, level_of_measurement="nominal") if several else float("nan")
    return interval(value, krippendorff_alpha(resample_documents(_by_document(coincidences(votes), groups), seed)))


def _pair(labels: IntArray, groups: IntArray, names: tuple[str, str], seed: int) -> PairAgreement:
    both = (labels != MISSING).all(axis=0)
    tables = _by_document(_confusions(labels[:, both]), groups[both])
    total = tables.sum(axis=0)
    f1, spread = label_f1(total), label_f1(resample_documents(tables, seed))
    return PairAgreement(
        annotators=names,
        sentences=int(both.sum()),
        agreement=_with_interval(_observed, tables, seed),
        cohen_kappa=_cohen(labels[:, both], tables, seed),
        f1={label: interval(f1[index], spread[:, index]) for index, label in enumerate(LABELS)},
        confusion=tuple(tuple(row) for row in total.tolist()),
    )


def _cohen(labels: IntArray, tables: IntArray, seed: int) -> Interval:
    from sklearn.metrics import cohen_kappa_score

    several = len(np.unique(labels)) > 1  # with a single label scikit-learn warns, and gives NaN as well
    value = cohen_kappa_score(labels[0], labels[1]) if several else float("nan")
    return interval(value, cohen_kappa(resample_documents(tables, seed)))


def _confusions(labels: IntArray) -> IntArray:
    """The confusion table of each sentence: [2, n_sentences] → [n_sentences, 3, 3]."""
    known = np.eye(len(LABELS), dtype=np.int64)[labels]
    return np.asarray(known[0][:, :, None] * known[1][:, None, :])


def _observed(tables: npt.NDArray[Any]) -> FloatArray:
    return np.asarray(np.trace(tables, axis1=-2, axis2=-1) / np.maximum(tables.sum(axis=(-2, -1)), 1))


def _documents(votes: IntArray, groups: IntArray, names: tuple[str, ...]) -> tuple[DocumentAgreement, ...]:
    given = votes.sum(axis=1)
    differing = votes.max(axis=1) < given
    counts = _by_document(
        np.column_stack([np.ones_like(given), differing, agreeing_pairs(votes), given * (given - 1)]), groups
    )
    alphas = krippendorff_alpha(_by_document(coincidences(votes), groups))
    found = [
        DocumentAgreement(names[number], sentences, differ, agreeing / pairs, alpha)
        for number, (sentences, differ, agreeing, pairs), alpha in zip(
            np.unique(groups).tolist(), counts.tolist(), alphas.tolist(), strict=True
        )
    ]
    return tuple(sorted(found, key=lambda d: (d.agreement, -d.differing)))
