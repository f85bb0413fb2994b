"""Reading documents: from any input that users have to `Document`, one at a time."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from .decoding import decode
from .document import Document
from .errors import InputError
from .html import html_document
from .identity import IdWatch
from .json_records import Record, read_json, read_json_lines
from .markdown import markdown_document
from .records import Fields, document_from_record
from .sources import FORMATS, Source, expand_inputs, open_source, read_whole, sniff_format
from .tables import read_csv, read_parquet, read_tsv

T = TypeVar("T")
FromRecord = Callable[[Mapping[str, Any], str, int, Fields], T]


def read_documents(
    inputs: Sequence[str],
    *,
    input_format: str | None = None,
    text_field: str | None = None,
    id_field: str | None = None,
    on_error: Callable[[InputError], None],
    on_duplicate: Callable[[InputError], None] | None = None,
) -> Iterator[Document]:
    """Read documents lazily, in order, in memory for one (for Parquet: one batch of rows).

    Parameters
    ----------
    inputs
        Files, folders, glob patterns, `-` for stdin.
    input_format
        One of `FORMATS` for all inputs; otherwise the name of a file tells, or its content where it does not.
    text_field, id_field
        Which field of a record holds its text and its id; otherwise the usual names are looked for.
    on_error
        Called with each input, or record, that cannot be read; the others are read all the same.
    on_duplicate
        Called once for each id that several records share; they are all given.

    Raises
    ------
    ValueError
        If `input_format` is unknown.
    """
    return read_inputs(
        inputs,
        document_from_record,
        input_format=input_format,
        text_field=text_field,
        id_field=id_field,
        on_error=on_error,
        on_duplicate=on_duplicate,
    )


def read_inputs(
    inputs: Sequence[str],
    from_record: FromRecord[T],
    *,
    input_format: str | None = None,
    text_field: str | None = None,
    id_field: str | None = None,
    on_error: Callable[[InputError], None],
    on_duplicate: Callable[[InputError], None] | None = None,
) -> Iterator[Document | T]:
    """Read inputs as `read_documents` does, but make of a record (a row, a JSON object) what `from_record` makes.

    `from_record` is called with the record, the name of its source, its number there (from 1) and the fields asked
    for; an `InputError` that it raises goes to `on_error`.
    """
    if input_format is not None and input_format not in FORMATS:
        raise ValueError(f"unknown input_format {input_format!r}; expected one of: {', '.join(FORMATS)}")
    if isinstance(inputs, str):
        raise TypeError(f"inputs must be a sequence of names; received {inputs!r}: put it in a list")
    ids = IdWatch(on_duplicate) if on_duplicate else None
    return _read(inputs, input_format, Fields(text_field, id_field), from_record, on_error, ids)


def _read(
    inputs: Sequence[str],
    input_format: str | None,
    fields: Fields,
    from_record: FromRecord[T],
    on_error: Callable[[InputError], None],
    ids: IdWatch | None,
) -> Iterator[Document | T]:
    for source in expand_inputs(inputs, input_format, on_error):
        try:
            yield from _documents(source, fields, from_record, on_error, ids)
        except InputError as error:
            on_error(error)
        except (OSError, EOFError, zlib.error) as error:
            # EOFError and zlib.error: a damaged or cut gzip file
            reason = getattr(error, "strerror", None) or str(error)
            on_error(InputError(source.name, f"cannot be read ({reason}); check the file"))


def _documents(
    source: Source,
    fields: Fields,
    from_record: FromRecord[T],
    on_error: Callable[[InputError], None],
    ids: IdWatch | None,
) -> Iterator[Document | T]:
    with open_source(source) as stream:
        kind = source.format or sniff_format(stream)
        if kind in ("text", "markdown", "html"):
            yield _whole_document(stream, source.name, kind)
            return
        for record in _records(stream, source.name, kind, fields):
            if isinstance(record, InputError):
                on_error(record)
                continue
            number, content = record
            try:
                made = from_record(content, source.name, number, fields)
            except InputError as error:
                on_error(error)
            else:
                if ids and isinstance(made, Document):
                    ids.see(made.id, source.name, number)
                yield made


def _whole_document(stream: io.BufferedReader, name: str, kind: str) -> Document:
    text = decode(read_whole(stream, name), name, markup=kind == "html")
    if not text or text.isspace():
        raise InputError(name, "is blank; expected a document", kind="empty")
    if kind == "html":
        return html_document(text, name)
    document = markdown_document(text, name) if kind == "markdown" else Document(text, name)
    if not document.text.strip():
        raise InputError(name, "holds nothing but front matter; expected a document", kind="empty")
    return document


def _records(stream: io.BufferedReader, name: str, kind: str, fields: Fields) -> Iterator[Record | InputError]:
    if kind == "jsonl":
        return read_json_lines(stream, name)
    if kind == "json":
        return read_json(stream, name)
    table = {"csv": read_csv, "tsv": read_tsv, "parquet": read_parquet}[kind]
    return table(stream, name, fields)
