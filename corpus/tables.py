"""Records in CSV, TSV and Parquet, streamed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import Any, cast

from .csv_rows import BrokenRow, CsvRow, csv_rows
from .decoding import decoded_lines
from .errors import InputError
from .json_records import Record
from .records import Fields
from .sources import read_whole
from .unpacking import refuse_ratio

PARQUET_BATCH_ROWS = 256
"""Rows of a Parquet file in memory at once: articles of 5 kB make it about a megabyte."""

PARQUET_BUFFER = 2**20
"""Bytes of a column that are read ahead."""


def read_csv(
    stream: io.BufferedReader, source: str, fields: Fields, *, delimiter: str | None = None
) -> Iterator[Record | InputError]:
    """Give the rows of a table with a header, numbered from 1 after it; an error for one that is none.

    Without `delimiter` it is the comma, or the semicolon or tab if the header has one of these and no comma.

    Raises
    ------
    InputError
        If there is no header, or no column of text.
    """
    lines = _physical_lines(decoded_lines(stream, source))
    first = next(lines, None)
    if first is None:
        raise InputError(source, "is empty; expected a header and rows", kind="empty")
    rows = csv_rows(chain([first], lines), delimiter or _delimiter(first))
    try:
        yield from _records(rows, source, fields)
    except csv.Error as error:
        raise InputError(source, f"is not CSV ({error}); check its quotation marks", kind="quotation") from error


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
        size = _size(content)
        # or all that was read stays in memory, or a whole column of a row group, which may be the file's only one
        table = parquet.ParquetFile(content, pre_buffer=False, buffer_size=PARQUET_BUFFER)
        fields.text_in(table.schema_arrow.names, source)
        _refuse_bomb(table.metadata, size, source)
        number = 0
        for batch in table.iter_batches(batch_size=PARQUET_BATCH_ROWS):
            for record in _rows(batch):
                number += 1
                yield number, record
    except (pa.ArrowException, UnicodeDecodeError) as error:
        raise InputError(source, f"is not a readable Parquet file ({error})", kind="format") from error


_NO_VALUES = (ValueError, OverflowError, LookupError)
"""What pyarrow raises where Python has no such value: the year 9,000,000, a time zone that nobody knows."""


def _rows(batch: Any) -> list[dict[str, Any]]:
    """The rows of a batch."""
    try:
        return cast(list[dict[str, Any]], batch.to_pylist())
    except _NO_VALUES:
        columns = [_values(column) for column in batch.columns]
    return [dict(zip(batch.schema.names, row, strict=True)) for row in zip(*columns, strict=True)]


def _values(column: Any) -> list[Any]:
    """A column's values; where Python has none for them, as they are written, or as missing."""
    import pyarrow as pa

    try:
        return cast(list[Any], column.to_pylist())
    except _NO_VALUES:
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            raise
    try:
        return cast(list[Any], column.cast(pa.string()).to_pylist())
    except pa.ArrowException:
        return [None] * len(column)


def _refuse_bomb(metadata: Any, packed: int, source: str) -> None:
    """Raise `InputError` if a file of so many bytes says that it unpacks to far more."""
    # not the columns' sizes: to ask for those ends the process where a column's statistics are damaged
    unpacked = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    refuse_ratio(unpacked, packed, source)


def _size(content: Any) -> int:
    size: int = content.seek(0, io.SEEK_END)
    content.seek(0)
    return size


def _records(rows: Iterator[CsvRow | BrokenRow], source: str, fields: Fields) -> Iterator[Record | InputError]:
    header = next(rows)
    if isinstance(header, BrokenRow):
        raise InputError(source, f"header {header.problem}", kind=header.kind, line=header.first)
    fields.text_in(header.cells, source)
    for number, row in enumerate(rows, 1):
        if isinstance(row, BrokenRow):
            yield InputError(source, row.problem, kind=row.kind, record=number, line=row.first)
        else:
            yield number, dict(zip(header.cells, row.cells, strict=True))


def _physical_lines(lines: Iterator[str]) -> Iterator[str]:
    """Lines, also of files whose lines end with a carriage return alone."""
    for line in lines:
        if "\r" in line[:-2]:
            yield from map(type(line), io.StringIO(line, newline=""))
        else:
            yield line


def _delimiter(header: str) -> str:
    if "," in header:
        return ","
    return next((sign for sign in ";\t" if sign in header), ",")
