"""Totals over documents, by the source that each comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .legend import SHOWN_LABELS

if TYPE_CHECKING:
    from ...corpus.document import Document
    from ..summary import Summary

NO_SOURCE = "(no source)"
"""The source of documents that name none and stand in no folder."""


def source_of(document: Document) -> str:
    """The `source` of a document, else the host of its address, else its folder, else the file it stands in.

    >>> from newsgrain.corpus.document import Document
    >>> source_of(Document("", "north/a.txt")), source_of(Document("", "https://example.org/a"))
    ('north', 'example.org')
    """
    source = document.metadata.get("source")
    if isinstance(source, str) and source.strip():
        return source.strip()
    name = document.id or ""
    if name.startswith(("http://", "https://")):
        return urlsplit(name).netloc or NO_SOURCE
    file, record, _ = name.rpartition("#")
    if record:
        return file
    folder = str(PurePath(name).parent)
    return NO_SOURCE if folder in ("", ".") else folder


@dataclass(slots=True)
class Totals:
    """Documents, and words by label, added up over documents."""

    documents: int = 0
    words: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SHOWN_LABELS, 0))

    def add(self, summary: Summary) -> None:
        """Count one document."""
        self.documents += 1
        for label, total in summary.labels.items():
            self.words[label] += total.words

    @property
    def all_words(self) -> int:
        """Words of all labels."""
        return sum(self.words.values())

    @property
    def shares(self) -> dict[str, float]:
        """Label → share of all words, in [0, 1]; `uncertain` only where some sentence is."""
        whole = self.all_words or 1
        return {label: n / whole for label, n in self.words.items() if n or label != SHOWN_LABELS[-1]}
