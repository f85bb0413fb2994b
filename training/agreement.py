"""How far annotators agree: kappa, alpha, label by label, document by document.

Cohen's kappa (1960) for every pair of annotators, Fleiss' kappa (1971) over the sentences that all of them labelled,
Krippendorff's alpha (nominal; Hayes and Krippendorff 2007), which bears missing labels, and for each label the
specific agreement (Cicchetti and Feinstein 1990): how often, where one annotator gave the label, another gave it
too. For two annotators it is the F1 of one against the other. Intervals come from resampling documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ..corpus.errors import NewsgrainError
from ..corpus.label import LABELS, Label
from ..corpus.labelled import LabelledDocument
from .agreement_statistics import (
    MISSING,
    cohen_kappa,
    coincidences,
    fleiss_kappa,
    nominal_alpha,
    observed_agreement,
    specific_agreement,
)
from .metrics import Interval, interval, resampled_sums

IntArray = npt.NDArray[np.int64]

DOCUMENTS_SHOWN = 10
"""Documents that the report for people lists; `to_dict` has all."""


@dataclass(frozen=True)
class Ratings:
    """What annotators said of the same sentences.

    Attributes
    ----------
    annotators
        Their names, at least two.
    labels
        Indices into `LABELS`, or `MISSING`: an array [n_sentences, n_annotators].
    documents
        The document of each sentence: a list of n_sentences ids.
    unshared
        By annotator, how many of their sentences nobody else labelled; these are left out.
    """

    annotators: tuple[str, ...]
    labels: IntArray
    documents: list[str]
    unshared: dict[str, int]


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two annotators: Cohen's kappa, and how many sentences `a` called `i` and `b` called `j`."""

    a: str
    b: str
    sentences: int
    cohen_kappa: Interval
    confusion: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Agreement:
    """Agreement of two or more annotators.

    `observed` is the share of pairs of labels on one sentence that are alike, in [0, 1]. `fleiss_kappa` is `None`
    where no sentence was labelled by all. `documents` gives each document's sentences and observed agreement,
    the lowest first.
    """

    annotators: tuple[str, ...]
    sentences: int
    unshared: dict[str, int]
    observed: Interval
    krippendorff_alpha: Interval
    fleiss_kappa: float | None
    labels: dict[str, Interval]
    pairs: tuple[PairAgreement, ...]
    documents: tuple[tuple[str, int, float], ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""

        def plain(value: Interval) -> dict[str, float]:
            return {"value": round(value.value, 4), "low": round(value.low, 4), "high": round(value.high, 4)}

        return {
            "annotators": list(self.annotators),
            "sentences": self.sentences,
            "unshared": self.unshared,
            "observed_agreement": plain(self.observed),
            "krippendorff_alpha": plain(self.krippendorff_alpha),
            "fleiss_kappa": None if self.fleiss_kappa is None else round(self.fleiss_kappa, 4),
            "labels": {label: plain(value) for label, value in self.labels.items()},
            "pairs": [
                {
                    "a": pair.a,
                    "b": pair.b,
                    "sentences": pair.sentences,
                    "cohen_kappa": plain(pair.cohen_kappa),
                    "confusion": [list(row) for row in pair.confusion],
                }
                for pair in self.pairs
            ],
            "documents": [{"id": i, "sentences": n, "agreement": round(share, 4)} for i, n, share in self.documents],
        }

    def to_properties(self) -> dict[str, Any]:
        """The same for people: figures with their intervals, and the documents that agree least."""
        rows = {label: f"{label} as {', '.join(LABELS)}" for label in LABELS}
        return {
            "annotators": self.annotators,
            "sentences": self.sentences,
            "labelled by one alone": {name: count for name, count in self.unshared.items() if count},
            "observed agreement": str(self.observed),
            "Krippendorff's alpha": str(self.krippendorff_alpha),
            "Fleiss' kappa": self.fleiss_kappa,
            "agreement by label": {label: str(value) for label, value in self.labels.items()},
            "pairs": {
                f"{pair.a} (rows), {pair.b} (columns)": {
                    "sentences": pair.sentences,
                    "Cohen's kappa": str(pair.cohen_kappa),
                    **{rows[label]: pair.confusion[i] for i, label in enumerate(LABELS)},
                }
                for pair in self.pairs
            },
            "documents that agree least": {
                i: f"{share:.3f} of {n} sentences" for i, n, share in self.documents[:DOCUMENTS_SHOWN]
            },
        }


def match_annotators(corpora: Mapping[str, Iterable[LabelledDocument]]) -> Ratings:
    """Match the same documents as several annotators labelled them, by id and by the sentences' texts.

    Raises
    ------
    NewsgrainError
        If there are fewer than two annotators, an id stands twice with one of them, or none share a sentence.
    """
    names = tuple(corpora)
    if len(names) < 2:
        raise NewsgrainError(f"expected the labels of at least two annotators; received {len(names)}")
    found: dict[tuple[str, int, str], IntArray] = {}
    for column, (name, documents) in enumerate(corpora.items()):
        seen: set[str] = set()
        for document in documents:
            if document.id in seen:
                raise NewsgrainError(f"{name}: document id {document.id!r} stands twice; remove one")
            seen.add(document.id)
            for index, (unit, label) in enumerate(zip(document.sentences, document.labels, strict=True)):
                row = found.setdefault((document.id, index, unit.text), np.full(len(names), MISSING))
                row[column] = LABELS.index(label)
    table = np.array(list(found.values())).reshape(-1, len(names))
    shared = (table != MISSING).sum(axis=1) >= 2
    if not shared.any():
        raise NewsgrainError(
            "the annotators share no sentence; expected the same document ids and the same sentences in each corpus"
        )
    alone = (table[~shared] != MISSING).sum(axis=0)
    documents_of = [key[0] for key, kept in zip(found, shared, strict=True) if kept]
    return Ratings(names, table[shared], documents_of, dict(zip(names, map(int, alone), strict=True)))


def annotator_names(paths: Sequence[str]) -> tuple[str, ...]:
    """Short names for the files of annotators: their stems, or the paths where stems repeat."""
    stems = [Path(path).stem for path in paths]
    return tuple(stems) if len(set(stems)) == len(stems) else tuple(paths)


def two_passes(documents: Iterable[LabelledDocument]) -> Ratings:
    """Take both passes out of one corpus: documents with `second_pass`, contested sentences with both labels.

    A contested sentence carries `author_label` and `second_label`; of all others of such a document both passes
    said the same.

    Raises
    ------
    NewsgrainError
        If no document was labelled twice.
    """
    rows: list[tuple[int, int]] = []
    ids: list[str] = []
    unshared = 0
    for document in documents:
        if not document.document.metadata.get("second_pass"):
            unshared += len(document.labels)
            continue
        for label, extras in zip(document.labels, document.extras, strict=True):
            rows.append((_index(extras, "author_label", label), _index(extras, "second_label", label)))
            ids.append(document.id)
    if not rows:
        raise NewsgrainError(
            "no document in the corpus is marked `second_pass`; give one corpus per annotator, or mark both passes"
        )
    return Ratings(("author", "second pass"), np.array(rows), ids, {"author": unshared, "second pass": 0})


def agreement(ratings: Ratings) -> Agreement:
    """Measure how far annotators agree."""
    import krippendorff

    names, groups = np.unique(ratings.documents, return_inverse=True)
    by_document = coincidences(ratings.labels, groups)
    resampled = resampled_sums(by_document)
    total = by_document.sum(axis=0)
    shares = observed_agreement(by_document)
    sizes = np.bincount(groups)
    order = np.lexsort((names, shares))
    data = np.where(ratings.labels == MISSING, np.nan, ratings.labels).T
    alpha = (
        krippendorff.alpha(reliability_data=data, level_of_measurement="nominal", value_domain=list(range(len(LABELS))))
        if np.count_nonzero(total.sum(axis=0)) > 1
        else 1.0  # one label alone: nothing to disagree on, where the package raises
    )
    specific, spread = specific_agreement(total[None])[0], specific_agreement(resampled)
    return Agreement(
        annotators=ratings.annotators,
        sentences=len(ratings.labels),
        unshared=ratings.unshared,
        observed=interval(observed_agreement(total[None])[0], observed_agreement(resampled)),
        krippendorff_alpha=interval(float(alpha), nominal_alpha(resampled)),
        fleiss_kappa=fleiss_kappa(ratings.labels),
        labels={label: interval(specific[i], spread[:, i]) for i, label in enumerate(LABELS)},
        pairs=tuple(_pair(ratings, groups, a, b) for a, b in combinations(range(len(ratings.annotators)), 2)),
        documents=tuple((str(names[i]), int(sizes[i]), float(shares[i])) for i in order),
    )


def _pair(ratings: Ratings, groups: IntArray, a: int, b: int) -> PairAgreement:
    n = len(LABELS)
    first, second = ratings.labels[:, a], ratings.labels[:, b]
    both = (first != MISSING) & (second != MISSING)
    flat = (groups[both] * n + first[both]) * n + second[both]
    tables = np.bincount(flat, minlength=(int(groups.max()) + 1) * n * n).reshape(-1, n, n)
    total = tables.sum(axis=0)
    return PairAgreement(
        ratings.annotators[a],
        ratings.annotators[b],
        int(both.sum()),
        interval(cohen_kappa(total[None].astype(np.float64))[0], cohen_kappa(resampled_sums(tables))),
        tuple(tuple(int(v) for v in row) for row in total),
    )


def _index(extras: Mapping[str, Any], key: str, label: Label) -> int:
    named = extras.get(key) or label
    if named not in LABELS:
        raise NewsgrainError(f"unknown {key} {named!r}; expected one of: {', '.join(LABELS)}")
    return LABELS.index(named)
