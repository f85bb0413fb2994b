"""Records in CSV, TSV and Parquet, streamed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from .decoding import MAX_BYTES, decoded_lines
from .errors import InputError
from .json_records import Record
from .records import Fields
from .sources import read_whole

PARQUET_BATCH_ROWS = 256
"""Rows of a Parquet file in memory at once: articles of 5 kB make it about a megabyte."""


def read_csv(
    stream: io.BufferedReader, source: str, fields: Fields, *, delimiter: str | None = None
) -> Iterator[Record | InputError]:
    """Give the rows of a table with a header, numbered from 1 after it; an error for a ragged one.

    Without `delimiter` it is the comma, or the semicolon or tab if the header has one of these and no comma.

    Raises
    ------
    InputError
        If there is no header, no column of text, or an unclosed quotation mark.
    """
    # The default limit of 131,072 characters a cell is less than a long article.
    csv.field_size_limit(MAX_BYTES)
    lines = _physical_lines(decoded_lines(stream, source))
    first = next(lines, None)
    if first is None:
        raise InputError(source, "is empty; expected a header and rows")
    rows = csv.reader(_chained(first, lines), delimiter=delimiter or _delimiter(first))
    try:
        yield from _records(rows, source, fields)
    except csv.Error as error:
        raise InputError(source, f"line {rows.line_num} is not CSV ({error}); check its quotation marks") from error


def read_tsv(stream: io.BufferedReader, source: str, fields: Fields) -> Iterator[Record | InputError]:
    """Give the rows of a tab-separated table, as `read_csv` does."""
    return read_csv(stream, source, fields, delimiter="\t")


def read_parquet(stream: io.BufferedReader, source: str, fields: Fields) -> Iterator[Record | InputError]:
    """Give the rows of a Parquet file, numbered from 1.

    Raises
    ------
    InputError
        If it is no Parquet file or has no column of text.
    """
    import pyarrow as pa
    from pyarrow import parquet

    # Parquet is read from its end: a file will do as it is, stdin and gzip have to be read whole.
    seekable = stream.seekable() and isinstance(stream.raw, io.FileIO)
    content: Any = stream if seekable else io.BytesIO(read_whole(stream, source))
    try:
        table = parquet.ParquetFile(content)
        fields.text_in(table.schema_arrow.names, source)
        number = 0
        for batch in table.iter_batches(batch_size=PARQUET_BATCH_ROWS):
            for record in batch.to_pylist():
                number += 1
                yield number, record
    except pa.ArrowException as error:
        raise InputError(source, f"is not a readable Parquet file ({error})") from error


def _records(rows: Iterator[list[str]], source: str, fields: Fields) -> Iterator[Record | InputError]:
    header = next(rows)
    fields.text_in(header, source)
    number = 0
    for row in rows:
        if not row:
            continue
        number += 1
        if len(row) == len(header):
            yield number, dict(zip(header, row, strict=True))
        else:
            yield InputError(
                f"{source}#{number}",
                f"row has {len(row)} cells; expected {len(header)} as in the header: "
                "quote cells that hold a delimiter or a line break",
            )


def _physical_lines(lines: Iterator[str]) -> Iterator[str]:
    """Lines, also of files whose lines end with a carriage return alone."""
    for line in lines:
        if "\r" in line[:-2]:
            yield from io.StringIO(line, newline="")
        else:
            yield line


def _chained(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _delimiter(header: str) -> str:
    if "," in header:
        return ","
    return next((sign for sign in ";\t" if sign in header), ",")
