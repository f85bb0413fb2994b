"""The rows of tables in other formats: CSV, TSV, JSON Lines and workbooks, with the line each stands on."""

from __future__ import annotations

import csv
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..decoding import MAX_BYTES, DamagedLine, decoded_lines
from ..errors import CorpusError, InputError
from ..json_records import read_json_lines
from ..sources import Source, format_of, open_source
from .import_log import ImportLog

Row = tuple[int, dict[str, str]]
"""The line that a row ends on (from 1), and its cells by the name of their column."""

WORKBOOK = ".xlsx"


def table_rows(path: Path, log: ImportLog, columns: Sequence[str], *, optional: Sequence[str] = ()) -> Iterator[Row]:
    """Give the rows of a table with a header: CSV, or what the ending says of `.tsv`, `.jsonl` and `.xlsx`.

    Parameters
    ----------
    columns
        Columns that must be there.
    optional
        Last columns that a row of CSV or TSV may lack.

    Raises
    ------
    CorpusError
        At a ragged row, unless bad rows are skipped.
    InputError
        If the file is missing, unreadable, or lacks a column.
    """
    name = str(path)
    if path.suffix.lower() == WORKBOOK:
        rows = _workbook_rows(path)
    elif format_of(path) == "jsonl":
        rows = _object_rows(path, log)
    else:
        rows = _text_rows(path, log, optional)
    checked = False
    for line, row in rows:
        if not checked:
            missing = [column for column in columns if column not in row]
            if missing:
                raise InputError(name, f"has no column {', '.join(missing)}; its columns are: {', '.join(row)}")
            checked = True
        if all(column in row for column in columns):
            yield line, row
        else:
            log.refuse(CorpusError(name, line, f"row lacks one of {', '.join(columns)}; add it"))


def _text_rows(path: Path, log: ImportLog, optional: Sequence[str]) -> Iterator[Row]:
    name = str(path)
    csv.field_size_limit(MAX_BYTES)
    try:
        with open_source(Source(name, path, "csv")) as stream:
            rows = csv.reader(
                _sound(decoded_lines(stream, name), name), delimiter="\t" if format_of(path) == "tsv" else ","
            )
            header = next(rows, None)
            if header is None:
                raise InputError(name, "is empty; expected a header and rows")
            for row in rows:
                if row and len(row) < len(header) and set(header[len(row) :]) <= set(optional):
                    row += [""] * (len(header) - len(row))
                if len(row) == len(header):
                    yield rows.line_num, dict(zip(header, row, strict=True))
                elif row:
                    problem = f"row has {len(row)} cells; expected {len(header)} as in the header: {row[0][:40]!r}"
                    log.refuse(CorpusError(name, rows.line_num, problem))
    except csv.Error as error:
        raise InputError(name, f"is not CSV ({error}); check its quotation marks") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(name, f"cannot be read ({getattr(error, 'strerror', None) or error})") from error


def _sound(lines: Iterator[str], name: str) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if isinstance(line, DamagedLine):
            raise InputError(name, f"line {number} {line.problem}", kind="encoding", line=number)
        yield line


def _object_rows(path: Path, log: ImportLog) -> Iterator[Row]:
    name = str(path)
    with open_source(Source(name, path, "jsonl")) as stream:
        for number, record in enumerate(read_json_lines(stream, name), 1):
            if isinstance(record, InputError):
                log.refuse(CorpusError(name, number, record.problem))
            else:
                yield record[0], {key: _cell(value) for key, value in record[1].items()}


def _workbook_rows(path: Path) -> Iterator[Row]:
    import pandas as pd

    try:
        frame = pd.read_excel(path, dtype=str, keep_default_na=False)
    except ImportError as error:
        raise InputError(str(path), "workbooks need openpyxl: pip install 'newsgrain[excel]'") from error
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise InputError(str(path), f"is not a readable workbook ({error})") from error
    header = [str(column) for column in frame.columns]
    for line, cells in enumerate(frame.itertuples(index=False, name=None), 2):
        yield line, dict(zip(header, map(_cell, cells), strict=True))


def _cell(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else str(value)
