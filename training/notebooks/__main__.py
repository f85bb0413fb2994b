"""Execute the notebooks afresh and write their outputs back: `python -m newsgrain.training.notebooks [NAME …]`."""

from __future__ import annotations

from time import monotonic
from typing import Annotated

import typer

from ...corpus.errors import NewsgrainError
from . import FOLDER
from .execution import execute, read, write


def main(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="Notebooks, without their suffix; all by default.")
    ] = None,
) -> None:
    """Execute the notebooks in fresh kernels and write their outputs back.

    \b
    Examples:
      python -m newsgrain.training.notebooks
      python -m newsgrain.training.notebooks compare_outlets
    """
    known = {path.stem: path for path in sorted(FOLDER.glob("*.ipynb"))}
    for name in names or known:
        if name not in known:
            raise typer.BadParameter(f"no notebook {name!r}; expected one of: {', '.join(known)}", param_hint="NAME")
    for name in names or known:
        started = monotonic()
        _renew(name)
        typer.echo(f"{name}: {monotonic() - started:.0f} s", err=True)


def _renew(name: str) -> None:
    path = FOLDER / f"{name}.ipynb"
    try:
        notebook = read(path)
        from nbclient.exceptions import CellExecutionError

        try:
            executed = execute(notebook)
        except (CellExecutionError, RuntimeError, TimeoutError) as error:  # a cell, the kernel, or too long
            raise NewsgrainError(f"{name} failed: {error}") from error
        write(executed, path)
    except NewsgrainError as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(1) from error


if __name__ == "__main__":
    typer.run(main)
