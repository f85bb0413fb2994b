"""Refusing, before any work is done, inputs and outputs that cannot be."""

import glob
import sys
from collections.abc import Sequence
from pathlib import Path

import typer


def check_input_format(name: str | None) -> None:
    """Refuse an unknown input format."""
    from ..corpus.sources import FORMATS

    if name is not None and name not in FORMATS:
        raise typer.BadParameter(f"unknown input format {name!r}; expected one of: {', '.join(FORMATS)}")


def named_inputs(paths: Sequence[str] | None) -> list[str]:
    """The inputs named, or standard input if something is piped into it."""
    if paths:
        return list(paths)
    if sys.stdin.isatty():
        raise typer.BadParameter("nothing to read; give a file or a folder, or - for standard input")
    return ["-"]


def check_output(inputs: Sequence[str], output: Path, *, corpora: bool = False) -> None:
    """Refuse an output that could not be written, or would replace an input; `corpora` are read as JSON Lines alone."""
    if output.is_dir():
        raise typer.BadParameter(f"{output} is a folder; name a file in it")
    if not output.parent.is_dir():
        raise typer.BadParameter(f"the folder {output.parent} does not exist; create it first")
    if output.exists() and any(_is_read(path, output, corpora) for path in inputs):
        raise typer.BadParameter(f"{output} is also an input, which would be lost; choose another name")


def _is_read(given: str, output: Path, corpora: bool) -> bool:
    """Whether a file is an input that was given: itself, by a pattern, or as one of those read in a folder."""
    from ..corpus.sources import format_of

    path = Path(given)
    if not path.exists():
        return any(output.samefile(match) for match in glob.iglob(given, recursive=True))  # noqa: PTH207
    if not path.is_dir():
        return output.samefile(path)
    folder, file = path.resolve(), output.resolve()
    if not file.is_relative_to(folder) or any(part.startswith(".") for part in file.relative_to(folder).parts):
        return False
    return file.suffix == ".jsonl" if corpora else format_of(file) is not None
