"""Labelled corpora as the frame that the classifier is fitted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus.errors import NewsgrainError
from ..corpus.label import LABELS
from ..corpus.labelled import LabelledDocument, corpus_hash, read_labelled, to_frame


@dataclass(frozen=True)
class TrainingData:
    """A labelled corpus ready to fit on.

    `frame` has a row a sentence (columns `document`, `source`, `index`, `text`, `role`, `paragraph`, `label`,
    `genre`); `weights` a weight ≥ 0 for each row; `provenance` one entry a corpus: its hash and counts.
    """

    frame: pd.DataFrame
    weights: npt.NDArray[np.float64]
    provenance: dict[str, Any]

    @property
    def truth(self) -> npt.NDArray[np.int64]:
        """Label indices into `LABELS`: an array [n_rows]."""
        return label_indices(self.frame["label"])


def label_indices(labels: pd.Series[str]) -> npt.NDArray[np.int64]:
    """Index into `LABELS` of each label: an array [n]."""
    numbers: dict[str, int] = {label: index for index, label in enumerate(LABELS)}
    return np.array([numbers[label] for label in labels], dtype=np.int64)


def load_corpora(corpora: Sequence[str]) -> TrainingData:
    """Read labelled corpora (files or folders) into one frame.

    Raises
    ------
    CorpusError
        If a line breaks the format.
    NewsgrainError
        If there is no document in them, or two documents share an id.
    """
    frames: list[pd.DataFrame] = []
    provenance: dict[str, Any] = {}
    for corpus in corpora:
        documents = list(read_labelled(corpus))
        frames.append(document_frame(documents))
        provenance[_corpus_name(corpus)] = describe(documents)
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
    if frame.empty:
        raise NewsgrainError(
            f"no labelled sentence in {', '.join(map(str, corpora)) or 'no corpus'}; "
            "expected JSON Lines with a document a line (see `newsgrain corpus check`)"
        )
    started = frame["index"] == 0
    ids = frame.loc[started, "document"]
    if ids.duplicated().any():
        twice = ids[ids.duplicated()].iloc[0]
        raise NewsgrainError(f"document id {twice!r} stands twice; give every document an id of its own")
    return TrainingData(frame, np.ones(len(frame)), provenance)


def document_frame(documents: Sequence[LabelledDocument]) -> pd.DataFrame:
    """`to_frame` with the document's genre as one more column."""
    frame = to_frame(documents)
    frame["genre"] = [document.genre for document in documents for _ in document.labels]
    return frame


def describe(documents: Sequence[LabelledDocument]) -> dict[str, Any]:
    """What a manifest says of a corpus: its hash, documents and sentences."""
    return {
        "sha256": corpus_hash(documents),
        "documents": len(documents),
        "sentences": sum(len(document.labels) for document in documents),
    }


def _corpus_name(corpus: str) -> str:
    return str(corpus).rstrip("/").replace("\\", "/")
