"""Where results are shown: the terminal's width, colours and encoding, and the format that a file name stands for."""

import codecs
import io
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, TypeVar, cast

import typer

from ..model.rendering.legible import legible
from ..model.rendering.visible import visible

F = TypeVar("F", bound=str)


def chosen_format(asked: F | None, output: Path | None, suffixes: Mapping[str, F], default: F) -> F:
    """The format asked for, else the one that the suffix of the output stands for, else the default."""
    if asked is not None:
        return asked
    if output is None or not output.suffix:
        return default
    if output.suffix.lower() not in suffixes:
        raise typer.BadParameter(
            f"no format ends in {output.suffix!r}; expected one of: {', '.join(suffixes)}, or give --format"
        )
    return suffixes[output.suffix.lower()]


def stdout_width() -> int:
    """Columns of the terminal."""
    return shutil.get_terminal_size((80, 24)).columns


def stdout_colors() -> bool:
    """Whether colours are written to standard output.

    `NO_COLOR` (if not empty) and a dumb terminal forbid them, `FORCE_COLOR` (if not empty) asks for them; else they go
    to terminals that understand them, which old Windows consoles do not.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and not _legacy_windows())


def stdout_encoding() -> str:
    """The encoding of standard output."""
    return sys.stdout.encoding or "utf-8"


def print_result(text: str, *, is_data: bool = False) -> None:
    """Write a result to standard output.

    What people read goes there in its encoding, as near as that can hold it: Windows' pipes and old consoles lack many
    letters. Data (`is_data`) are UTF-8 everywhere, as in files.
    """
    encoding = "utf-8" if is_data else stdout_encoding()
    sys.stdout.flush()
    sys.stdout.buffer.write((text if is_data else legible(text, encoding)).encode(encoding, "replace"))
    sys.stdout.buffer.flush()


class Display(io.RawIOBase):
    """Shows UTF-8 on a terminal, with what the terminal would obey made visible; for formats that keep every text."""

    def __init__(self, terminal: IO[bytes]) -> None:
        self._terminal = terminal
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """Show a piece of text, which may end within a character."""
        self._terminal.write(visible(self._decoder.decode(bytes(data))).encode("utf-8"))
        return len(data)


def stdout_stream() -> IO[bytes]:
    """Standard output for formats that keep every text: as they are, but shown if it is a terminal."""
    return cast(IO[bytes], Display(sys.stdout.buffer)) if sys.stdout.isatty() else sys.stdout.buffer


def _legacy_windows() -> bool:
    from rich.console import detect_legacy_windows

    return detect_legacy_windows()
