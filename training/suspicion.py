"""Labels that a classifier which has not seen their document would not have given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..corpus.errors import NewsgrainError
from ..corpus.finding import Finding, SentencePlace
from ..corpus.label import LABELS, Label
from ..corpus.labelled import LabelledDocument, corpus_lines
from ..model.classifier import SentenceClassifier
from ..model.sentence_rows import check_folds, check_labels, label_indices
from .crossvalidation import out_of_fold_probabilities
from .data import document_frame
from .fitting import documents_needed


@dataclass(frozen=True, slots=True)
class SuspiciousLabel:
    """A sentence, its label, and the more probable one that out-of-fold prediction gives it.

    `probability` is that of `predicted`, `label_probability` that of `label`, both in [0, 1].
    """

    place: SentencePlace
    text: str
    label: Label
    predicted: Label
    probability: float
    label_probability: float

    def finding(self) -> Finding:
        """The same as a finding of a check."""
        message = (
            f"sentence {self.place.sentence} is labelled {self.label} ({self.label_probability:.2f}), "
            f"predicted {self.predicted} ({self.probability:.2f}): {self.text}"
        )
        details = {
            "document": self.place.document,
            "sentence": self.place.sentence,
            "text": self.text,
            "label": self.label,
            "predicted": self.predicted,
            "probability": round(self.probability, 4),
            "label_probability": round(self.label_probability, 4),
        }
        return Finding("warning", self.place.source, self.place.line, message, "suspicious-label", details)


def suspicious_labels(
    inputs: str | Path | Sequence[str | Path],
    classifier: SentenceClassifier | None = None,
    *,
    folds: int = 5,
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> list[SuspiciousLabel]:
    """Find the labels that out-of-fold predictions disagree with, most suspicious first.

    The less probable a given label is to a classifier fitted without its document, the more suspicious it is
    ("self-confidence" in Northcutt, Jiang and Chuang, 2021, "Confident learning"). Many of them are right all the same.

    Parameters
    ----------
    inputs
        Files or folders in the labelled format; lines that break it are passed over.
    classifier
        What to fit in each fold; the default is a `SentenceClassifier` with these folds and seed.
    folds
        Folds by document, at least 2.
    seed
        Seed of folds and fitting.
    jobs
        Processes, at least 1.
    progress
        Called with a line before the first and after each fold.

    Raises
    ------
    NewsgrainError
        If there is no sound document, or (a `FittingError`) too few for the folds, or a label is missing.
    """
    documents, places = _sound_documents(inputs)
    frame = document_frame(documents)
    # Ids may stand twice in a corpus that is being checked: documents are told apart by their number.
    frame["document"] = np.repeat(np.arange(len(documents)), [len(document.labels) for document in documents])
    check_folds(folds, len(documents), documents_needed(folds))
    truth = label_indices(frame["label"], len(frame))
    check_labels(truth, "in the data")
    progress(f"predicting {len(frame):,} labels out of fold: {folds} folds by document")
    estimator = classifier or SentenceClassifier(folds=folds, random_state=seed)
    probabilities = out_of_fold_probabilities(estimator, frame, folds=folds, seed=seed, jobs=jobs, progress=progress)
    texts = frame["text"].tolist()
    predicted = probabilities.argmax(axis=1)
    given = probabilities[np.arange(len(truth)), truth]
    disagreeing = np.flatnonzero(predicted != truth)
    return [
        SuspiciousLabel(
            places[row],
            texts[row],
            LABELS[truth[row]],
            LABELS[predicted[row]],
            float(probabilities[row].max()),
            float(given[row]),
        )
        for row in disagreeing[np.argsort(given[disagreeing], kind="stable")]
    ]


def _sound_documents(
    inputs: str | Path | Sequence[str | Path],
) -> tuple[list[LabelledDocument], list[SentencePlace]]:
    """The documents of all lines that keep the format, and the place of each of their sentences."""
    documents: list[LabelledDocument] = []
    places: list[SentencePlace] = []
    for line in corpus_lines(inputs):
        if line.document is None:
            continue
        documents.append(line.document)
        places += (
            SentencePlace(line.source, line.line, line.document.id, number)
            for number in range(1, len(line.document.labels) + 1)
        )
    if not documents:
        raise NewsgrainError("no sound document to learn from; mend the errors first")
    return documents, places
