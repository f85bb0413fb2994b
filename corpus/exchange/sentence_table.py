"""A row a sentence, as CSV: for spreadsheets, and for whoever labels in one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO, Any

from ..cells import spreadsheet_cell
from ..document import Document
from ..labelled import FRAME_COLUMNS
from ..labelled_document import LabelledDocument
from .proposal import Exportable, Proposal, document_of, extras_of

_DOCUMENT_KEYS = ("title", "genre")
_SENTENCE_KEYS = ("kind", "contested")
_ATTRIBUTION_KEYS = ("speaker", "verb", "quoted")
_PROPOSED = ("predicted", "confidence")

COLUMNS: tuple[str, ...] = (*FRAME_COLUMNS, *_SENTENCE_KEYS, *_ATTRIBUTION_KEYS, *_DOCUMENT_KEYS, *_PROPOSED)
"""The columns. Labels by people stand in `label`, those by a model in `predicted`; other notes are left out."""


def write_sentence_table(items: Iterable[Exportable], stream: IO[bytes]) -> None:
    """Write UTF-8 CSV with a header, a document in memory at a time.

    A text that a spreadsheet would run as a formula gets an apostrophe in front
    (`newsgrain.corpus.cells.text_of_cell` takes it off); lone surrogates become U+FFFD.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for item in items:
            for row in _rows(item):
                writer.writerow([_cell(row.get(column)) for column in COLUMNS])
    finally:
        text.detach()


def _rows(item: Exportable) -> Iterator[dict[str, Any]]:
    document = document_of(item)
    common = {"document": document.id, "source": document.metadata.get("source"), **_described(document)}
    for index, (unit, extras) in enumerate(zip(document.sentences, extras_of(item), strict=True)):
        row = {"index": index, "text": unit.text, "role": unit.role, "paragraph": unit.paragraph}
        row |= {key: extras.get(key) for key in _SENTENCE_KEYS}
        attribution = extras.get("attribution") or {}
        row |= {key: attribution.get(key) for key in _ATTRIBUTION_KEYS}
        if isinstance(item, LabelledDocument):
            row["label"] = item.labels[index]
        elif isinstance(item, Proposal):
            row |= {"predicted": item.labels[index], "confidence": item.confidences[index]}
        yield common | row


def _described(document: Document) -> dict[str, Any]:
    return {"title": document.title, "genre": document.metadata.get("genre")}


def _cell(value: object) -> object:
    """A cell; what is true or false as JSON has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return spreadsheet_cell(value) if isinstance(value, str) else value
