import io
import sys

import pytest

from newsgrain.cli import progress as module
from newsgrain.cli.progress import progress


@pytest.fixture(autouse=True)
def not_in_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JPY_PARENT_PID", raising=False)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("noun", ["documents", "sentences"])
@pytest.mark.parametrize("patience", [0.0, 60.0])
@pytest.mark.parametrize("terminal", [True, False])
def test_everything_passes_in_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], patience: float, terminal: bool, noun: str
) -> None:
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(module, "PATIENCE", patience)
    assert list(progress(iter(range(50)), noun)) == list(range(50))
    assert capsys.readouterr().out == ""
    assert (noun in stream.getvalue()) == (terminal and patience == 0)


def test_no_bar_in_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    monkeypatch.setenv("JPY_PARENT_PID", "1")
    assert list(progress(range(3))) == [0, 1, 2]
    assert stream.getvalue() == ""


def test_no_bar_when_not_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(module, "PATIENCE", 0.0)
    assert list(progress(range(3), wanted=False)) == [0, 1, 2]
    assert stream.getvalue() == ""
