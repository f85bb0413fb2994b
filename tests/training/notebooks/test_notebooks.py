"""The notebooks as they are committed; those marked `extra` execute them."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from newsgrain.training.notebooks import FOLDER
from newsgrain.training.notebooks.checks import code_cells, problems, read_notebook

NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LARGEST = 2_000_000
"""Bytes that the notebooks may have together."""


def test_the_four_notebooks_are_there() -> None:
    assert [path.stem for path in NOTEBOOKS] == [
        "compare_outlets",
        "explore_a_document",
        "inside_the_model",
        "train_on_your_own_labels",
    ]


def test_the_notebooks_stay_small() -> None:
    assert sum(path.stat().st_size for path in NOTEBOOKS) < LARGEST


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_with_the_outputs_of_its_code(path: Path) -> None:
    notebook = read_notebook(path)
    assert problems(notebook) == []
    pictures = [o for cell in code_cells(notebook) for o in cell["outputs"] if "image/png" in o.get("data", {})]
    assert len(pictures) >= 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_says_nothing_of_when_it_was_executed(path: Path) -> None:
    notebook = read_notebook(path)
    assert all(cell["metadata"] == {} for cell in notebook["cells"])
    assert notebook["metadata"]["language_info"] == {"name": "python"}


@pytest.mark.extra
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path: Path) -> None:
    pytest.importorskip("nbclient", reason="needs pip install 'newsgrain[notebook]'")
    from newsgrain.training.notebooks.execution import execute, read

    executed = execute(read(path))
    assert problems(executed) == []
    committed = read_notebook(path)
    assert [cell["source"] for cell in code_cells(executed)] == [
        "".join(cell["source"]) for cell in code_cells(committed)
    ]
    kinds = [[_kind(output) for output in cell["outputs"]] for cell in code_cells(executed)]
    assert kinds == [[_kind(output) for output in cell["outputs"]] for cell in code_cells(committed)]


def _kind(output: dict[str, Any]) -> object:
    return output.get("name") or sorted(output["data"])


def notebook(*outputs: dict[str, Any], source: str = "1") -> dict[str, Any]:
    cell = {"cell_type": "code", "execution_count": 1, "source": source, "metadata": {}, "outputs": list(outputs)}
    made: dict[str, Any] = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    from newsgrain.training.notebooks.checks import code_sha256

    made["metadata"]["newsgrain"] = {"code_sha256": code_sha256(made)}
    return made


def stream(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def test_code_that_changed_since_is_found() -> None:
    changed = notebook(stream("1"))
    assert problems(changed) == []
    changed["cells"][0]["source"] = "2"
    assert problems(changed) == [
        "its outputs are not those of its code; execute it: python -m newsgrain.training.notebooks"
    ]


def test_cells_run_out_of_order_are_found() -> None:
    twice = notebook()
    twice["cells"].append(deepcopy(twice["cells"][0]))
    assert "its code cells were not run once each and in order: [1, 1]" in problems(twice)


def test_an_error_is_found() -> None:
    error = {"output_type": "error", "ename": "KeyError", "evalue": "'x'", "traceback": []}
    assert problems(notebook(error)) == ["cell 1 ends in KeyError: 'x'"]


@pytest.mark.parametrize("path", ["/home/ana/news", "/tmp/x", "C:\\Users\\Ana", "/Users/ana", "/usr/lib/python3"])
def test_a_path_of_one_machine_is_found_wherever_it_stands(path: str) -> None:
    table = {"output_type": "display_data", "data": {"text/html": [f"<td>{path}</td>"]}, "metadata": {}}
    for found in (notebook(stream(f"a\nwritten to {path}\n")), notebook(table), notebook(source=f"open({path!r})")):
        assert len(problems(found)) == 1
        assert problems(found)[0].startswith("cell 1 holds a path of one machine: ")


def test_signs_for_a_terminal_are_found() -> None:
    assert problems(notebook(stream("\x1b[2K120 documents"))) == [
        "cell 1 holds signs for a terminal, which a page shows as they are"
    ]


@pytest.mark.parametrize(
    "text", ["</tmp>", "https://example.org/tmp/x", "../work/x", "9/11", "and/or", "corpus/tmp/x", "https://a.b/home/"]
)
def test_what_is_no_path_of_one_machine_is_left_alone(text: str) -> None:
    assert problems(notebook(stream(text))) == []


def test_pictures_are_not_searched() -> None:
    picture = {"output_type": "display_data", "data": {"image/png": "x /tmp/y"}, "metadata": {}}
    assert problems(notebook(picture)) == []


def test_a_notebook_is_read_as_plain_values(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text(json.dumps(notebook()), encoding="utf-8")
    assert read_notebook(tmp_path / "a.ipynb") == notebook()
