"""Any table with a text and a label in each row, by naming its columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from ..cells import text_of_cell
from ..document import ROLES, Document
from ..errors import CorpusError
from ..label import LABELS
from ..labelled_document import LabelledDocument
from .import_log import ImportLog
from .rows import table_rows

SENTENCE_COLUMNS = ("role", "paragraph", "kind", "contested")
"""Columns that mean what they mean in the labelled format, where a table has them; others are left out."""


@dataclass(frozen=True)
class ColumnMapping:
    """Which columns hold what, and what their labels are called here.

    Attributes
    ----------
    text, label
        Columns of the sentence and of its label.
    document
        Column of the document's id; without one every row is a document of its own.
    source
        Column of where the document is from.
    labels
        By label in the table (compared without regard to case), the label here, or nothing to leave the row out. The
        labels' own names stand for themselves.
    """

    text: str = "text"
    label: str = "label"
    document: str | None = None
    source: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check the labels.

        Raises
        ------
        ValueError
            If a label is none of ours.
        """
        for native, label in self.labels.items():
            if label and label not in LABELS:
                raise ValueError(f"unknown label {label!r} for {native!r}; expected one of: {', '.join(LABELS)}")

    @property
    def meanings(self) -> dict[str, str]:
        """Label here by label there, in small letters."""
        return {label: label for label in LABELS} | {native.lower(): label for native, label in self.labels.items()}


@dataclass(frozen=True)
class _Sentence:
    line: int
    document: str
    source: str
    text: str
    label: str
    row: Mapping[str, str]


def read_columns(
    paths: Sequence[Path], log: ImportLog, *, columns: ColumnMapping | None = None
) -> Iterator[LabelledDocument]:
    """Read a CSV, TSV, JSON Lines or Excel file by its columns.

    Rows of one document follow each other, in the order of its sentences; columns called `role`, `paragraph`, `kind`
    and `contested` are taken as in the labelled format.

    Raises
    ------
    CorpusError
        At a row without text or with a label that is not mapped, or where a document's rows do not follow each
        other, unless bad rows are skipped.
    InputError
        If a file cannot be read or lacks a column.
    """
    mapping = columns or ColumnMapping()
    for path in paths:
        done: set[str] = set()
        rows = _sentences(path, mapping, log)
        for id, group in groupby(rows, key=lambda sentence: sentence.document):
            sentences = list(group)
            if id in done:
                problem = f"document {id!r} goes on here after another one; sort the rows by document"
                log.refuse(CorpusError(str(path), sentences[0].line, problem))
                continue
            done.add(id)
            yield _document(id, sentences)


def _sentences(path: Path, mapping: ColumnMapping, log: ImportLog) -> Iterator[_Sentence]:
    needed = [c for c in (mapping.text, mapping.label, mapping.document, mapping.source) if c is not None]
    meanings = mapping.meanings
    for number, (line, row) in enumerate(table_rows(path, log, needed)):
        text, native = text_of_cell(row[mapping.text]), row[mapping.label].strip()
        problem = None
        id = row[mapping.document].strip() if mapping.document else f"{path.name}#{number}"
        if not text.strip():
            problem = f"column {mapping.text!r} is empty; remove the row"
        elif not id:
            problem = f"column {mapping.document!r} is empty; name the document"
        elif native.lower() not in meanings:
            problem = f"unknown label {native!r}; map it with --map '{native}=reporting', or to nothing to leave it out"
        else:
            problem = _column_problem(row)
        if problem:
            log.refuse(CorpusError(str(path), line, problem))
        elif not meanings[native.lower()]:
            log.drop(f"rows labelled {native!r}")
        else:
            source = row[mapping.source] if mapping.source else ""
            yield _Sentence(line, id, source, text, meanings[native.lower()], row)


def _column_problem(row: Mapping[str, str]) -> str | None:
    role, paragraph = row.get("role") or "text", row.get("paragraph") or "0"
    if role not in ROLES:
        return f"unknown role {role!r}; expected one of: {', '.join(ROLES)}"
    return None if paragraph.isdecimal() else f"expected a whole number from 0 as paragraph; received {paragraph!r}"


def _document(id: str, sentences: Iterable[_Sentence]) -> LabelledDocument:
    rows = list(sentences)
    numbered = [row.row.get("paragraph") for row in rows]
    paragraphs = [int(number) for number in numbered if number]
    told = len(paragraphs) == len(rows) and paragraphs == sorted(paragraphs)
    document = Document.from_sentences(
        [row.text for row in rows],
        roles=[row.row.get("role") or "text" for row in rows],  # type: ignore[misc]
        paragraphs=paragraphs if told else None,
        id=id,
        metadata={"source": rows[0].source} if rows[0].source else {},
    )
    labels: Any = tuple(row.label for row in rows)
    return LabelledDocument(document, labels, tuple(_extras(row) for row in rows))


def _extras(sentence: _Sentence) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if sentence.row.get("kind") and sentence.label == "padding":
        found["kind"] = sentence.row["kind"]
    if sentence.row.get("contested", "").lower() == "true":
        found["contested"] = True
    return found
