"""What a notebook must be to be committed: executed as it stands, in order, and silent about the machine."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

NAMESPACE = "newsgrain"
"""The key of the notebook's metadata that says what code its outputs are from."""

MACHINE_PATH = re.compile(
    r"(?<![\w.~<:/-])/(?:home|root|tmp|usr|var|opt|mnt|media|srv|work|private|Users|Volumes)/|\b[A-Za-z]:\\+(?:Users|\w+\\)"
)
"""The beginning of an absolute path: what stands on one machine alone, and has no place in a notebook."""

Notebook = Mapping[str, Any]


def read_notebook(path: Path) -> Notebook:
    """A notebook as plain values."""
    found: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return found


def code_cells(notebook: Notebook) -> list[Mapping[str, Any]]:
    """The cells that are run, in order."""
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def code_sha256(notebook: Notebook) -> str:
    """SHA-256 (hexadecimal) over the sources of the code cells."""
    sources = ["".join(cell["source"]) for cell in code_cells(notebook)]
    return hashlib.sha256(json.dumps(sources).encode("ascii")).hexdigest()


def problems(notebook: Notebook) -> list[str]:
    """Why a notebook cannot be committed as it is, a line each; none for one that can."""
    found = []
    if notebook["metadata"].get(NAMESPACE, {}).get("code_sha256") != code_sha256(notebook):
        found.append("its outputs are not those of its code; execute it: python -m newsgrain.training.notebooks")
    counts = [cell["execution_count"] for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        found.append(f"its code cells were not run once each and in order: {counts}")
    for number, cell in enumerate(notebook["cells"], 1):
        for output in cell.get("outputs", ()):
            if output["output_type"] == "error":
                found.append(f"cell {number} ends in {output['ename']}: {output['evalue']}")
        for text in _texts(cell):
            match = MACHINE_PATH.search(text)
            if match:
                line = text[text.rfind("\n", 0, match.start()) + 1 :].partition("\n")[0]
                found.append(f"cell {number} holds a path of one machine: {line[:160]}")
            if "\x1b" in text:
                found.append(f"cell {number} holds signs for a terminal, which a page shows as they are")
    return found


def _texts(cell: Mapping[str, Any]) -> Iterator[str]:
    """What can be read in a cell: its source, and its outputs but for pictures."""
    yield "".join(cell["source"])
    for output in cell.get("outputs", ()):
        yield "".join(output.get("text", ""))
        yield "\n".join(output.get("traceback", ()))
        for kind, data in output.get("data", {}).items():
            if not kind.startswith("image/"):
                yield "".join(data) if isinstance(data, (list, str)) else json.dumps(data)
