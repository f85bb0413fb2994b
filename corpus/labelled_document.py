"""A document whose sentences carry labels given by people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .document import Document, Sentence, default_paragraphs
from .label import LABELS, Label


@dataclass(frozen=True)
class LabelledDocument:
    """A document with a label for each sentence, and whatever else was noted (`kind`, `attribution`, …).

    Raises
    ------
    ValueError
        If there is not one label, and one mapping of extras, for each sentence, or a label is unknown.
    """

    document: Document
    labels: tuple[Label, ...]
    extras: tuple[Mapping[str, Any], ...]

    def __post_init__(self) -> None:
        """Check that labels and extras fit the sentences."""
        expected = len(self.document.sentences)
        if not expected == len(self.labels) == len(self.extras):
            raise ValueError(
                f"expected a label and extras for each of {expected} sentences; "
                f"received {len(self.labels)} labels and {len(self.extras)} extras"
            )
        for label in self.labels:
            if label not in LABELS:
                raise ValueError(f"unknown label {label!r}; expected one of: {', '.join(LABELS)}")

    @property
    def id(self) -> str:
        """The document's id (empty if it has none)."""
        return self.document.id or ""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The document's sentences, in order."""
        return self.document.sentences

    @property
    def source(self) -> str | None:
        """Where the document comes from, as noted in the corpus."""
        return self.document.metadata.get("source")

    @property
    def genre(self) -> str | None:
        """What kind of text it is, as noted in the corpus."""
        return self.document.metadata.get("genre")

    def to_dict(self) -> dict[str, Any]:
        """The document as one line of the labelled format; roles and paragraphs only where they matter."""
        document = self.document
        result: dict[str, Any] = {"id": document.id}
        if document.title is not None:
            result["title"] = document.title
        result.update(document.metadata)
        units = document.sentences
        paragraphs = [unit.paragraph for unit in units]
        told = paragraphs != default_paragraphs([unit.role for unit in units])
        result["sentences"] = [
            {
                "text": unit.text,
                "label": label,
                **({"role": unit.role} if unit.role != "text" else {}),
                **({"paragraph": unit.paragraph} if told else {}),
                **extras,
            }
            for unit, label, extras in zip(units, self.labels, self.extras, strict=True)
        ]
        return result
