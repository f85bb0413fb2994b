"""The records of files of another format, and what is refused of them."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import CorpusError, InputError
from ..json_records import Record, read_json, read_json_lines
from ..labelled_document import LabelledDocument
from ..labelled_schema import parse_record
from ..sources import Source, format_of, open_source
from .import_log import ImportLog


def json_records(paths: Sequence[Path], log: ImportLog, usual: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Give file, number (from 1) and content of each object in files of JSON or JSON Lines.

    Parameters
    ----------
    usual
        The format (`json` or `jsonl`) of a file whose name does not tell; of a folder, the files that are read.

    Raises
    ------
    CorpusError
        If a file is missing, cannot be read or is not JSON, unless bad rows are skipped.
    """
    for path in paths:
        files = sorted(file for file in path.rglob("*") if format_of(file) == usual) if path.is_dir() else [path]
        if not files:
            log.refuse(CorpusError(str(path), 1, f"folder holds no *.{usual} file"))
        for file in files:
            yield from _file_records(file, log, usual)


def checked(
    source: str, number: int, log: ImportLog, make: Callable[[], LabelledDocument]
) -> Iterator[LabelledDocument]:
    """Give the document that `make` makes, or refuse it if that fails or the labelled format cannot hold it."""
    try:
        document = make()
    except ValueError as error:
        log.refuse(CorpusError(source, number, str(error)))
        return
    _, problems = parse_record(document.to_dict())
    if problems:
        log.refuse(CorpusError(source, number, "; ".join(problems)))
    else:
        yield document


def identity_of(record: Mapping[str, Any], fallback: str) -> str:
    """The id that a record bears, or the fallback."""
    value = record.get("id")
    usable = isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip()
    return str(value) if usable else fallback


def _file_records(path: Path, log: ImportLog, usual: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
    name = str(path)
    kind = {"json": "json", "jsonl": "jsonl"}.get(format_of(path) or "", usual)
    read: Callable[..., Iterator[Record | InputError]] = read_json if kind == "json" else read_json_lines
    try:
        with open_source(Source(name, path, kind)) as stream:
            for position, record in enumerate(read(stream, name), 1):
                if isinstance(record, InputError):
                    log.refuse(CorpusError(name, position, record.problem))
                else:
                    yield name, record[0], record[1]
    except InputError as error:
        log.refuse(CorpusError(name, 1, error.problem))
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        log.refuse(CorpusError(name, 1, f"file cannot be read ({reason})"))
