"""A row a sentence: CSV for spreadsheets, Parquet for engines, and the rows that frames are made of."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

from ...corpus.cells import encodable, spreadsheet_cell
from ...corpus.document import ROLES
from ...corpus.label import LABELS
from .legend import SHOWN_LABELS, shown_sentences

if TYPE_CHECKING:
    import pyarrow as pa

    from ..annotated import AnnotatedDocument, Reason

COLUMNS: tuple[str, ...] = (
    "document",
    "index",
    "start",
    "end",
    "role",
    "label",
    "confidence",
    *(f"p_{label}" for label in LABELS),
    "speaker",
    "verb",
    "quoted",
    "reasons",
    "text",
)
"""The columns of every table of sentences, in order."""

ROWS_PER_GROUP = 20_000
"""Sentences held in memory before a Parquet row group is written: some tens of megabytes."""


def sentence_rows(
    documents: Iterable[AnnotatedDocument], *, keep: Collection[str] | None = None
) -> Iterator[dict[str, Any]]:
    """One row a sentence, lazily, with the keys of `COLUMNS`.

    `document` is the id, or the document's place in the order (from 0) where it has none; `index` counts the
    sentences of the whole document, so that rows left out by `keep` leave a gap.
    """
    for position, document in enumerate(documents):
        name = position if document.id is None else document.id
        for index, sentence in shown_sentences(document, keep):
            attribution = sentence.attribution
            values = (
                name,
                index,
                sentence.start,
                sentence.end,
                sentence.role,
                sentence.label,
                sentence.confidence,
                *sentence.probability_triple,
                attribution.speaker if attribution else None,
                attribution.verb if attribution else None,
                attribution.quoted if attribution else None,
                join_reasons(sentence.reasons),
                sentence.text,
            )
            yield dict(zip(COLUMNS, values, strict=True))


def join_reasons(reasons: Iterable[Reason]) -> str:
    """Reasons in one cell: each cue with its weight, separated by semicolons."""
    return "; ".join(f"{reason.cue} ({reason.weight:+.2f})" for reason in reasons)


def write_csv(
    documents: Iterable[AnnotatedDocument], stream: IO[bytes], *, keep: Collection[str] | None = None
) -> None:
    """Write UTF-8 CSV with a header.

    A text cell that a spreadsheet would read as a formula (it starts with `=`, `+`, `-`, `@`, also as wide as
    Chinese signs, a tab or a line end) gets an apostrophe in front. Lone surrogates become U+FFFD.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)  # CRLF (RFC 4180), without which Python leaves a lone CR unquoted
        writer.writerow(COLUMNS)
        for row in sentence_rows(documents, keep=keep):
            writer.writerow([_cell(value) for value in row.values()])
    finally:
        text.detach()


def write_parquet(
    documents: Iterable[AnnotatedDocument], stream: IO[bytes], *, keep: Collection[str] | None = None
) -> None:
    """Write Parquet by row groups of `ROWS_PER_GROUP`, so that memory stays bounded.

    Text is kept as it is, but for lone surrogates, which become U+FFFD; `label` and `role` are dictionaries.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = parquet_schema()
    with pq.ParquetWriter(_Sink(stream), schema) as writer:
        rows: list[dict[str, Any]] = []
        for row in sentence_rows(documents, keep=keep):
            row["document"] = str(row["document"])
            rows.append({k: encodable(v) if isinstance(v, str) else v for k, v in row.items()})
            if len(rows) == ROWS_PER_GROUP:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                rows.clear()
        if rows:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def parquet_schema() -> pa.Schema:
    """The types of `COLUMNS` in Parquet."""
    import pyarrow as pa

    category = pa.dictionary(pa.int8(), pa.string())
    types = {"index": pa.int64(), "start": pa.int64(), "end": pa.int64(), "role": category, "label": category}
    floats = {"confidence", *(f"p_{label}" for label in LABELS)}
    return pa.schema([(name, pa.float64() if name in floats else types.get(name, pa.string())) for name in COLUMNS])


def categories() -> dict[str, tuple[str, ...]]:
    """The columns with a closed set of values, and their values in order."""
    return {"role": ROLES, "label": SHOWN_LABELS}


def _cell(value: object) -> object:
    return spreadsheet_cell(value) if isinstance(value, str) else value


class _Sink:
    """What pyarrow needs of an output stream, for pipes too, which cannot tell where they are."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._written = 0
        self.closed = False

    def write(self, data: bytes) -> int:
        self._stream.write(data)
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        self.closed = True
