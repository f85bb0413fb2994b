"""Refusing, before any work is done, inputs and outputs that cannot be."""

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


def check_output(inputs: Sequence[str], output: Path) -> None:
    """Refuse an output that could not be written, or would replace an input."""
    if output.is_dir():
        raise typer.BadParameter(f"{output} is a folder; name a file in it")
    if not output.parent.is_dir():
        raise typer.BadParameter(f"the folder {output.parent} does not exist; create it first")
    if any(Path(path).exists() and output.exists() and output.samefile(path) for path in inputs):
        raise typer.BadParameter(f"{output} is also an input, which would be lost; choose another name")
