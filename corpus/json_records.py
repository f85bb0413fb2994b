"""Records in JSON Lines and JSON."""

from __future__ import annotations

import io
import json
import reprlib
from collections.abc import Iterator
from typing import Any

import orjson

from .decoding import DamagedLine, decode, decoded_lines
from .errors import InputError
from .sources import read_whole

Record = tuple[int, dict[str, Any]]
"""The number of a record in its file, from 1, and its fields."""


def parse_json(text: str) -> Any:
    """Parse JSON, also where Python's writer went beyond the standard (NaN, lone surrogates).

    Raises
    ------
    ValueError
        If it is no JSON, or nested too deeply.
    """
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeEncodeError) as error:
        try:
            return json.loads(text)
        except ValueError:
            raise ValueError(str(error)) from error
        except RecursionError:
            raise ValueError("it is nested too deeply") from error


def json_bytes(value: Any) -> bytes:
    """JSON in UTF-8; in ASCII with escapes where lone surrogates or huge numbers are in it."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, separators=(",", ":")).encode("ascii")


def json_line(record: Any) -> bytes:
    """`json_bytes` with a line end."""
    return json_bytes(record) + b"\n"


def described(value: object) -> str:
    """A value of JSON for a message: its kind and its start, however large or deep it is.

    >>> described(["a"]), described(None)
    ('list "[\'a\']"', 'null')
    """
    if value is None:
        return "null"
    text = value if isinstance(value, str) else reprlib.repr(value)
    return f"{type(value).__name__} {text[:40]!r}"


def read_json_lines(stream: io.BufferedReader, source: str) -> Iterator[Record | InputError]:
    """Give the object of every line that is not blank, numbered by line; an error for a line that is none."""
    number = 0
    for number, line in enumerate(decoded_lines(stream, source), 1):
        if not line.isspace():
            yield _record(line, source, number)
    if number == 0:
        yield InputError(source, "is empty; expected JSON Lines, an object a line", kind="empty")


def read_json(stream: io.BufferedReader, source: str) -> Iterator[Record | InputError]:
    """Give the object of a JSON file, or the objects of its list, numbered from 1."""
    try:
        content = parse_json(decode(read_whole(stream, source), source))
    except ValueError as error:
        problem = f"is not JSON ({error}); for an object a line pass input_format jsonl"
        yield InputError(source, problem, kind="format")
        return
    for number, item in enumerate(content if isinstance(content, list) else [content], 1):
        yield (number, item) if isinstance(item, dict) else _no_object(item, source, number)


def _record(line: str, source: str, number: int) -> Record | InputError:
    if isinstance(line, DamagedLine):
        return InputError(source, line.problem, kind="encoding", record=number, line=number)
    try:
        item = parse_json(line)
    except ValueError as error:
        problem = f"line is not JSON ({error}); expected an object a line"
        return InputError(source, problem, kind="format", record=number, line=number)
    return (number, item) if isinstance(item, dict) else _no_object(item, source, number)


def _no_object(item: object, source: str, number: int) -> InputError:
    return InputError(source, f"expected a JSON object; received {described(item)}", kind="wrong-type", record=number)
