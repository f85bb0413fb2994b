"""Write annotated documents in any format, to a stream or to a file that appears only when it is complete."""

from __future__ import annotations

import secrets
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from ..annotated import AnnotatedDocument

Format = Literal["terminal", "jsonl", "csv", "parquet", "html", "markdown"]

FORMATS: tuple[Format, ...] = get_args(Format)
"""The formats that annotated documents can be written in."""

SUFFIXES: dict[str, Format] = {
    ".txt": "terminal",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
}
"""File name endings that say which format is meant."""

_NAME = 40  # characters of an output's name in the one it is written under, which may not be too long


@dataclass(frozen=True, slots=True)
class View:
    """What of the documents is shown, and how wide and colourful a terminal is.

    `keep` lists the labels whose sentences are written (`None`: all). The terminal view alone uses `explain`
    (show the reasons), `width` (columns), `color` (ANSI styles) and
    `encoding`, whose gaps are bridged with what it has.
    """

    keep: Collection[str] | None = None
    explain: bool = False
    width: int = 80
    color: bool = False
    encoding: str = "utf-8"


def write_documents(
    documents: Iterable[AnnotatedDocument], stream: IO[bytes], format: Format, view: View = View()
) -> None:
    """Write documents to a binary stream.

    All formats hold one document (`parquet`: one row group) in memory at a time; `html` keeps what stands
    below its totals in a temporary file until they are known.

    Raises
    ------
    ValueError
        If `format` is none of `FORMATS`.
    """
    if format not in _WRITERS:
        raise ValueError(f"unknown format {format!r}; expected one of: {', '.join(FORMATS)}")
    _WRITERS[format](documents, stream, view)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its name only when the block ends well; until then, and after an error, what was
    at `path` stays as it was. Who may read a file that is replaced stays the same, too. A device or a named pipe is
    written to directly.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    # a number of the process would not do: in containers it is the same each time, and a killed run leaves its file
    partial = target.with_name(f".{target.name[:_NAME]}.{secrets.token_hex(4)}.partial")
    try:
        with partial.open("xb") as stream:
            with suppress(OSError):  # nothing there yet, or a disk that knows no modes
                partial.chmod(stat.S_IMODE(target.stat().st_mode))
            yield stream
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _write_terminal(documents: Iterable[AnnotatedDocument], stream: IO[bytes], view: View) -> None:
    from .terminal import render_terminal

    for position, document in enumerate(documents):
        text = render_terminal(
            document,
            position=position,
            width=view.width,
            color=view.color,
            encoding=view.encoding,
            keep=view.keep,
            explain=view.explain,
        )
        stream.write(text.encode(view.encoding, "replace"))
        stream.flush()


def _write_jsonl(documents: Iterable[AnnotatedDocument], stream: IO[bytes], view: View) -> None:
    from .jsonl import render_jsonl

    for document in documents:
        stream.write(render_jsonl(document, keep=view.keep))


def _write_csv(documents: Iterable[AnnotatedDocument], stream: IO[bytes], view: View) -> None:
    from .tables import write_csv

    write_csv(documents, stream, keep=view.keep)


def _write_parquet(documents: Iterable[AnnotatedDocument], stream: IO[bytes], view: View) -> None:
    from .tables import write_parquet

    write_parquet(documents, stream, keep=view.keep)


def _write_html(documents: Iterable[AnnotatedDocument], stream: IO[bytes], view: View) -> None:
    from .html import write_page

    write_page(documents, stream, keep=view.keep)


def _write_markdown(documents: Iterable[AnnotatedDocument], stream: IO[bytes], view: View) -> None:
    from .markdown import render_markdown

    for position, document in enumerate(documents):
        separator = "\n" if position else ""
        stream.write((separator + render_markdown(document, position=position, keep=view.keep)).encode("utf-8"))


_WRITERS: dict[str, Callable[[Iterable[AnnotatedDocument], IO[bytes], View], None]] = {
    "terminal": _write_terminal,
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "parquet": _write_parquet,
    "html": _write_html,
    "markdown": _write_markdown,
}
