"""Labelled corpora as the frame that the classifier is fitted on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus.annotations import PASSES, both_passes
from ..corpus.cells import encodable
from ..corpus.errors import NewsgrainError
from ..corpus.labelled import LabelledDocument, corpus_hash, read_labelled, to_frame
from ..model.sentence_rows import alone_label_indices, label_indices

DIGEST = 12
"""Hexadecimal digits by which a document is known again: among a million, two share them by a chance of 0.002."""


@dataclass(frozen=True)
class TrainingData:
    """A labelled corpus ready to fit on.

    `frame` has a row a sentence (columns `document`, `source`, `index`, `text`, `role`, `paragraph`, `label`,
    `genre`, `english`, `kind`, and what two passes said: `author_label`, `second_label`); `weights` a weight ≥ 0 for
    each row; `provenance` one entry a corpus: its hash and counts; `documents` what the rows were taken from, in the
    same order (empty where rows are not from documents alone); `general` marks the rows that are learned from in
    every fold, before the others (an array [n_rows]; none by default); `encoder_weights` are the encoder's own weights
    (an array [n_rows]; those of the classifier by default).
    """

    frame: pd.DataFrame
    weights: npt.NDArray[np.float64]
    provenance: dict[str, Any]
    documents: tuple[LabelledDocument, ...] = ()
    general: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))
    encoder_weights: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))

    def __post_init__(self) -> None:
        """Without a mark no row is general; without weights of its own the encoder has the classifier's."""
        if not len(self.encoder_weights):
            object.__setattr__(self, "encoder_weights", self.weights)
        if not len(self.general):
            object.__setattr__(self, "general", np.zeros(len(self.frame), dtype=bool))

    def document_digests(self) -> dict[str, list[str]]:
        """Of every document its first `DIGEST` hexadecimal digits of SHA-256 over the sentences, by corpus."""
        digests = [
            hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST]
            for _, texts in self.frame.groupby("document", sort=False)["text"]
        ]
        found, at = {}, 0
        for name, entry in self.provenance.items():
            if "sentences" in entry and at < len(digests):
                found[name] = digests[at : at + entry["documents"]]
                at += entry["documents"]
        return found

    @property
    def alone_truth(self) -> npt.NDArray[np.int64]:
        """Label index of each sentence by itself, -1 where it was not labelled so: an array [n_rows]."""
        return alone_label_indices(self.frame)

    @property
    def labelled_alone(self) -> npt.NDArray[np.bool_]:
        """Which sentences of documents were also labelled by themselves: an array [n_rows]."""
        return self.alone_truth >= 0

    @property
    def truth(self) -> npt.NDArray[np.int64]:
        """Label indices into `LABELS`: an array [n_rows]."""
        return label_indices(self.frame["label"], len(self.frame))


def load_corpora(corpora: Sequence[str]) -> TrainingData:
    """Read labelled corpora (files or folders) into one frame.

    Raises
    ------
    CorpusError
        If a line breaks the format.
    NewsgrainError
        If there is no document in them, or two documents share an id.
    """
    everything: list[LabelledDocument] = []
    provenance: dict[str, Any] = {}
    for corpus in corpora:
        documents = list(read_labelled(corpus))
        everything += documents
        provenance[_corpus_name(corpus)] = describe(documents)
    frame = document_frame(everything)
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
    return TrainingData(frame, np.ones(len(frame)), provenance, tuple(everything))


def document_frame(documents: Sequence[LabelledDocument]) -> pd.DataFrame:
    """`to_frame` with more columns: the document's genre and variety of English, the kind of padding, and what two
    passes said.

    `author_label` and `second_label` are missing where a document was labelled once, or where what stands in it
    are no labels.
    """
    frame = to_frame(documents)
    for name in ("genre", "english"):
        frame[name] = [value for document in documents for value in [_shown(document, name)] * len(document.labels)]
    frame["kind"] = [extras.get("kind") for document in documents for extras in document.extras]
    passes = [pair for document in documents for pair in _passes(document)]
    for place, name in enumerate(PASSES):
        frame[name] = np.array([pair[place] for pair in passes], dtype=object)
    return frame


def _shown(document: LabelledDocument, name: str) -> str | None:
    value = document.document.metadata.get(name)
    return None if value is None else encodable(str(value))


def _passes(document: LabelledDocument) -> Sequence[tuple[str | None, str | None]]:
    try:
        found = both_passes(document)
    except ValueError:  # the format allows any value there; `newsgrain corpus agreement` names it
        found = None
    return [(None, None)] * len(document.labels) if found is None else found


def describe(documents: Sequence[LabelledDocument]) -> dict[str, Any]:
    """What a manifest says of a corpus: its hash, documents and sentences."""
    return {
        "sha256": corpus_hash(documents),
        "documents": len(documents),
        "sentences": sum(len(document.labels) for document in documents),
    }


def _corpus_name(corpus: str) -> str:
    return str(corpus).rstrip("/").replace("\\", "/")
