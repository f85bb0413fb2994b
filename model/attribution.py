"""Who speaks in each sentence."""

from __future__ import annotations

from ..corpus.document import Document
from .annotated import Attribution


def attribute(document: Document) -> list[Attribution | None]:
    """Attribution of each sentence of a document, `None` where nobody but the writer speaks."""
    return [None] * len(document.sentences)
