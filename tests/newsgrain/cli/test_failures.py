import pytest
import typer

from newsgrain.cli.failures import Failures, complain
from newsgrain.corpus.errors import InputError


def test_a_complaint_is_one_harmless_line(capsys: pytest.CaptureFixture[str]) -> None:
    complain("a\nb\x1b[2J")
    assert capsys.readouterr().err == "newsgrain: a b␛[2J\n"


def test_failures_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    failures = Failures()
    failures.exit()
    failures.report(InputError("a.txt", "is blank"))
    assert capsys.readouterr().err == "newsgrain: a.txt: is blank\n"
    with pytest.raises(typer.Exit) as exit:
        failures.exit()
    assert exit.value.exit_code == 1
