"""The errors that a model was surest of, with what moved it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus.annotations import PASSES
from ..corpus.document import Document
from ..corpus.label import LABELS
from ..model.annotated import AnnotatedDocument
from ..model.model import Model
from ..model.sentence_rows import label_indices

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

WORST_ERRORS = 20
"""Errors listed in a report: those of the highest confidence."""


@dataclass(frozen=True, slots=True)
class ErrorReason:
    """A cue that moved the verdict, its contribution to the log-odds in nats, and the words that it rests on
    (empty where it rests on the whole sentence)."""

    cue: str
    weight: float
    words: str = ""


@dataclass(frozen=True)
class WorstError:
    """A sentence whose wrong label the model was surest of.

    `index` counts from 0 in the document; `disputed` is true where an annotator had given it the label that the
    model gives.
    """

    document: str
    index: int
    text: str
    truth: str
    predicted: str
    confidence: float
    reasons: tuple[ErrorReason, ...] = ()
    disputed: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "document": self.document,
            "index": self.index,
            "text": self.text,
            "truth": self.truth,
            "predicted": self.predicted,
            "confidence": self.confidence,
            "disputed": self.disputed,
            "reasons": [{"cue": r.cue, "weight": r.weight, "words": r.words} for r in self.reasons],
        }


def surest_errors(truth: IntArray, probabilities: FloatArray) -> IntArray:
    """Row numbers of at most `WORST_ERRORS` wrong verdicts, those of the highest confidence first."""
    confidence = probabilities.max(axis=1)
    wrong = np.flatnonzero(truth != probabilities.argmax(axis=1))
    return wrong[np.argsort(-confidence[wrong], kind="stable")][:WORST_ERRORS]


def worst_errors(
    frame: pd.DataFrame, probabilities: FloatArray, reasons: Mapping[int, tuple[ErrorReason, ...]] | None = None
) -> tuple[WorstError, ...]:
    """The errors that the model was surest of, surest first.

    Parameters
    ----------
    frame
        As `TrainingData.frame`, a row a sentence.
    probabilities
        An array [n_rows, 3].
    reasons
        By row number, as `sentence_reasons` gives them.
    """
    truth, predicted = label_indices(frame["label"], len(frame)), probabilities.argmax(axis=1)
    passes = [frame[name].to_numpy() for name in PASSES if name in frame.columns]
    return tuple(
        WorstError(
            str(frame["document"].iloc[row]),
            int(frame["index"].iloc[row]),
            frame["text"].iloc[row],
            LABELS[truth[row]],
            LABELS[predicted[row]],
            float(probabilities[row].max()),
            (reasons or {}).get(row, ()),
            any(labels[row] == LABELS[predicted[row]] for labels in passes),
        )
        for row in surest_errors(truth, probabilities).tolist()
    )


def sentence_reasons(model: Model, documents: Sequence[Document], rows: IntArray) -> dict[int, tuple[ErrorReason, ...]]:
    """Why a model gives some sentences their labels.

    Parameters
    ----------
    documents
        Whole documents; their sentences, one after the other, are the rows.
    rows
        Numbers of the rows to explain; only their documents are annotated.
    """
    starts = np.cumsum([0, *(len(document.sentences) for document in documents)])
    places = np.searchsorted(starts, rows, side="right") - 1
    annotated = {place: model.annotate(documents[place]) for place in sorted(set(places.tolist()))}
    return {
        row: _reasons(annotated[place], row - int(starts[place]))
        for row, place in zip(rows.tolist(), places.tolist(), strict=True)
    }


def _reasons(document: AnnotatedDocument, index: int) -> tuple[ErrorReason, ...]:
    sentence = document.sentences[index]
    return tuple(
        ErrorReason(
            reason.cue,
            reason.weight,
            ""
            if (reason.start, reason.end) == (sentence.start, sentence.end)
            else document.text[reason.start : reason.end],
        )
        for reason in sentence.reasons
    )
