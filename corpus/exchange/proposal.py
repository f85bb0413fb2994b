"""What can be exported: labelled documents, documents with a model's verdicts, and documents with neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..document import Document, Sentence
from ..label import Label
from ..labelled_document import LabelledDocument


@dataclass(frozen=True)
class Proposal:
    """A document that nobody has labelled, with what a model proposes for each sentence, for people to correct.

    `confidences` are the probabilities of the labels proposed, in [0, 1]; `model` names the model and its version.
    """

    document: Document
    labels: tuple[Label, ...]
    confidences: tuple[float, ...]
    model: str
    extras: tuple[Mapping[str, Any], ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The document's sentences, in order."""
        return self.document.sentences


Exportable = LabelledDocument | Proposal | Document
"""Labels by people, labels by a model, or none."""


def document_of(item: Exportable) -> Document:
    """The document itself, whatever is known of its labels."""
    return item if isinstance(item, Document) else item.document


def extras_of(item: Exportable) -> tuple[Mapping[str, Any], ...]:
    """What else is noted of each sentence."""
    return tuple({} for _ in item.sentences) if isinstance(item, Document) else item.extras


def labels_of(item: Exportable) -> tuple[Label, ...]:
    """The label of each sentence, whoever gave it; empty for a document without labels."""
    return () if isinstance(item, Document) else item.labels
