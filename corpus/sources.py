"""Inputs as users name them: files, folders, glob patterns and `-` for stdin."""

from __future__ import annotations

import contextlib
import glob
import io
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from .decoding import MAX_BYTES
from .errors import InputError
from .unpacking import Unpacked

logger = logging.getLogger("newsgrain")

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
"""File name endings and the format each stands for; any of them may be followed by `.gz`."""

FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))
"""What `input_format` may be."""

STDIN = "-"
_SNIFFED = 4096
_GZIP_MAGIC = b"\x1f\x8b"
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html[\s>])", re.I)
_OBJECT_LINE = re.compile(rb'\s*\{\s*"')


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or stdin (`path` is `None`); `format` is `None` where its content has to tell."""

    name: str
    path: Path | None
    format: str | None


def expand_inputs(
    inputs: Sequence[str], input_format: str | None, on_error: Callable[[InputError], None]
) -> Iterator[Source]:
    """Give the files that `inputs` stand for, in the order given, those of a folder or pattern sorted.

    Folders are searched recursively for files of known endings; hidden ones are passed over silently, others
    are named once in a warning. What is missing, or matches nothing, goes to `on_error`.
    """
    for name in inputs:
        if name == STDIN:
            yield Source("stdin", None, input_format)
            continue
        matches = [name] if Path(name).exists() else sorted(glob.glob(name, recursive=True))  # noqa: PTH207
        if not matches:
            pattern = any(sign in name for sign in "*?[")
            problem = "matches no file" if pattern else "does not exist"
            on_error(
                InputError(name, f"{problem}; expected a file, a folder, a pattern or - for stdin", kind="missing")
            )
        for match in matches:
            path = Path(match)
            if path.is_dir():
                yield from _folder(path, input_format, on_error)
            else:
                yield Source(match, path, input_format or format_of(path))


def format_of(path: Path) -> str | None:
    """The format that a file name stands for, `None` if it tells nothing."""
    suffix = path.suffix.lower()
    if suffix == ".gz":
        suffix = Path(path.stem).suffix.lower()
    return SUFFIXES.get(suffix)


def _folder(path: Path, input_format: str | None, on_error: Callable[[InputError], None]) -> Iterator[Source]:
    """Files of a folder in sorted order: those of the asked format (or of no known one), or all known."""
    found = False
    skipped: list[str] = []
    for folder, subfolders, files in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            file = Path(folder, name)
            known = format_of(file)
            wanted = known in (None, input_format) if input_format else known is not None
            if wanted and file.is_file():  # no pipe, which would wait for a writer
                found = True
                yield Source(str(file), file, input_format or known)
            else:
                skipped.append(str(file))
    if skipped:
        shown = ", ".join(skipped[:5]) + (", …" if len(skipped) > 5 else "")
        logger.warning("%s: skipped %d file(s) of another kind: %s", path, len(skipped), shown)
    if not found:
        endings = ", ".join(suffix for suffix, kind in SUFFIXES.items() if input_format in (None, kind))
        on_error(InputError(str(path), f"holds no readable file; expected some of {endings}", kind="missing"))


@contextlib.contextmanager
def open_source(source: Source) -> Iterator[io.BufferedReader]:
    """Open a source for reading bytes; what starts like gzip is decompressed. Stdin is left open."""
    with contextlib.ExitStack() as stack:
        if source.path is None:
            raw = cast(io.BufferedReader, sys.stdin.buffer)
            if not hasattr(raw, "peek"):
                raw = io.BufferedReader(cast(io.RawIOBase, raw))
                stack.callback(raw.detach)
        else:
            raw = stack.enter_context(source.path.open("rb"))
        if raw.peek(2)[:2] == _GZIP_MAGIC:
            raw = stack.enter_context(io.BufferedReader(Unpacked(raw, source.name)))
        yield raw


def sniff_format(stream: io.BufferedReader) -> str:
    """Guess the format of content without a telling name: HTML, JSON Lines, Parquet, or else text."""
    head = stream.peek(_SNIFFED)[:_SNIFFED].removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head):
        return "html"
    if head.startswith(b"PAR1"):
        return "parquet"
    return "jsonl" if _OBJECT_LINE.match(head) and _first_line_is_object(head) else "text"


def _first_line_is_object(head: bytes) -> bool:
    import orjson

    line, ended, _ = head.lstrip().partition(b"\n")
    if not ended and len(head) >= _SNIFFED:
        return True  # the line is longer than what is seen of it
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def read_whole(stream: io.BufferedReader, source: str) -> bytes:
    """Read a stream to its end.

    Raises
    ------
    InputError
        If it is empty or holds more than `MAX_BYTES`.
    """
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(source, f"holds more than {MAX_BYTES:,} bytes (decompressed); split it", kind="too-large")
    if not data:
        raise InputError(source, "is empty; expected a document", kind="empty")
    return data
