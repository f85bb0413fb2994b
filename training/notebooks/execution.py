"""Executing a notebook, and putting it into a form that is the same wherever and whenever it is executed."""

from __future__ import annotations

import os
import sys
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ...corpus.errors import NewsgrainError
from ...model.rendering.output import replacing
from .checks import NAMESPACE, code_sha256, problems

if TYPE_CHECKING:
    from nbformat import NotebookNode

TIMEOUT = 300
"""Seconds that a cell may take: far more than any needs."""

SETTINGS = {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONHASHSEED": "0", "TOKENIZERS_PARALLELISM": "false"}
"""What the commands and the kernel are told, so that their outputs are plain text of one width."""


def read(path: Path) -> NotebookNode:
    """A notebook from its file.

    Raises
    ------
    NewsgrainError
        If what executing needs is not installed, or the file is no notebook.
    """
    try:
        import nbclient  # noqa: F401  # said here at once, not after the first notebook
        import nbformat
    except ImportError as error:
        remedy = "install it with: pip install 'newsgrain[notebook]'"
        raise NewsgrainError(f"executing notebooks needs nbclient, which is not installed; {remedy}") from error
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, AttributeError) as error:  # the last for JSON that is no object
        raise NewsgrainError(f"{path} cannot be read as a notebook; expected a file *.ipynb") from error


def execute(notebook: NotebookNode) -> NotebookNode:
    """Run all cells in a fresh kernel, in a folder of its own that is then gone; give the notebook normalised.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails; its message shows the cell and the error.
    """
    from nbclient import NotebookClient

    executed = deepcopy(notebook)
    # commands in cells are those of this environment
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    with TemporaryDirectory(prefix="notebook.") as folder:
        place = {"metadata": {"path": folder}}
        client = NotebookClient(executed, timeout=TIMEOUT, kernel_name="python3", resources=place)
        client.execute(env=os.environ | SETTINGS | {"PATH": path})
    return normalised(executed)


def normalised(notebook: NotebookNode) -> NotebookNode:
    """A copy without times, versions and whatever else says when and where it was executed.

    Neighbouring pieces of one stream are joined, carriage returns dropped, and the hash of the code is noted.
    """
    clean = deepcopy(notebook)
    clean.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        NAMESPACE: {"code_sha256": code_sha256(notebook)},
    }
    for number, cell in enumerate(clean.cells):
        cell.id = f"cell-{number + 1:02}"
        cell.metadata = {}
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    return clean


def write(notebook: NotebookNode, path: Path) -> None:
    """Write an executed notebook; the file appears when it is complete.

    Raises
    ------
    NewsgrainError
        If it cannot be committed as it is: see `checks.problems`.
    """
    import nbformat

    found = problems(notebook)
    if found:
        raise NewsgrainError(f"{path.name} was not written: {'; '.join(found)}")
    nbformat.validate(notebook)
    with replacing(path) as stream:
        stream.write(f"{nbformat.writes(notebook)}\n".encode())


def _joined(outputs: list[Any]) -> list[Any]:
    """Outputs with the pieces of each stream in one."""
    joined: list[Any] = []
    for output in outputs:
        output.pop("metadata", None) if output.output_type == "stream" else output.update(metadata={})
        if output.output_type == "stream":
            output.text = output.text.replace("\r\n", "\n").replace("\r", "")
            if joined and joined[-1].output_type == "stream" and joined[-1].name == output.name:
                joined[-1].text += output.text
                continue
        joined.append(output)
    return joined
