import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.training.notebooks.execution import execute, normalised, read, write

pytestmark = pytest.mark.extra


@pytest.fixture(autouse=True)
def nbformat() -> Any:
    pytest.importorskip("nbclient", reason="needs pip install 'newsgrain[notebook]'")
    return pytest.importorskip("nbformat", reason="needs pip install 'newsgrain[notebook]'")


def made(nbformat: Any, *sources: str) -> Any:
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return nbformat.v4.new_notebook(cells=cells)


def test_executed_twice_the_file_is_the_same(nbformat: Any, tmp_path: Path) -> None:
    sources = ("import sys\nprint('a')\nprint('b', file=sys.stderr)\nprint('c')", "6 * 7", "!newsgrain --version")
    for name in ("one", "two"):
        write(execute(made(nbformat, *sources)), tmp_path / f"{name}.ipynb")
    assert (tmp_path / "one.ipynb").read_bytes() == (tmp_path / "two.ipynb").read_bytes()
    first, second, third = read(tmp_path / "one.ipynb").cells
    assert [cell.id for cell in (first, second, third)] == ["cell-01", "cell-02", "cell-03"]
    assert {output.name: output.text for output in first.outputs}["stderr"] == "b\n"
    assert second.outputs[0].data["text/plain"] == "42"
    assert third.outputs[0].text.startswith("newsgrain ")


def test_what_a_notebook_writes_is_gone_afterwards(nbformat: Any, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    execute(made(nbformat, "from pathlib import Path\nPath('left.txt').write_text('x')"))
    assert list(tmp_path.iterdir()) == []


def test_a_cell_that_fails_is_shown(nbformat: Any) -> None:
    from nbclient.exceptions import CellExecutionError

    with pytest.raises(CellExecutionError, match="no such thing"):
        execute(made(nbformat, "raise KeyError('no such thing')"))


def test_pieces_of_a_stream_are_joined(nbformat: Any) -> None:
    notebook = made(nbformat, "1")
    pieces = [("stdout", "a\r\n"), ("stdout", "b\n"), ("stderr", "c\n"), ("stdout", "d\n")]
    notebook.cells[0].outputs = [nbformat.v4.new_output("stream", name=name, text=text) for name, text in pieces]
    notebook.cells[0].metadata["execution"] = {"iopub.execute_input": "2020-01-01T00:00:00"}
    notebook.metadata["language_info"] = {"name": "python", "version": sys.version}
    clean = normalised(notebook)
    assert [(o.name, o.text) for o in clean.cells[0].outputs] == [
        ("stdout", "a\nb\n"),
        ("stderr", "c\n"),
        ("stdout", "d\n"),
    ]
    assert clean.cells[0].metadata == {}
    assert clean.metadata.language_info == {"name": "python"}


def test_a_notebook_that_names_a_machine_is_not_written(nbformat: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text("as it was", encoding="utf-8")
    with pytest.raises(NewsgrainError, match=r"a\.ipynb was not written: .*cell 1 holds a path of one machine"):
        write(execute(made(nbformat, "print('/home/ana/news')")), path)
    assert path.read_text(encoding="utf-8") == "as it was"


def test_what_is_no_notebook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text("[]", encoding="utf-8")
    for name in ("a", "none"):
        with pytest.raises(NewsgrainError, match=r"cannot be read as a notebook; expected a file \*\.ipynb"):
            read(tmp_path / f"{name}.ipynb")


def test_an_unknown_name_is_wrong_usage() -> None:
    import typer

    from newsgrain.training.notebooks.__main__ import main

    app = typer.Typer()
    app.command()(main)
    done = CliRunner().invoke(app, ["explore"])
    assert done.exit_code == 2
    assert "no notebook 'explore'; expected one of:" in done.output


def test_without_nbclient_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nbclient", None)
    with pytest.raises(NewsgrainError, match=r"needs nbclient.*pip install 'newsgrain\[notebook\]'"):
        read(tmp_path / "a.ipynb")
