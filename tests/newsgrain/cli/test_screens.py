import io
import sys
from pathlib import Path

import pytest
import typer

from newsgrain.cli import screens
from newsgrain.cli.screens import Display


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Standard output is a terminal, and nothing is said of colours."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("variables", "colors"),
    [
        ({}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
        ({"FORCE_COLOR": ""}, True),
    ],
)
def test_colours_of_a_terminal(terminal: pytest.MonkeyPatch, variables: dict[str, str], colors: bool) -> None:
    for name, value in variables.items():
        terminal.setenv(name, value)
    assert screens.stdout_colors() is colors


@pytest.mark.parametrize(("force", "colors"), [("1", True), ("", False)])
def test_colours_of_a_pipe(terminal: pytest.MonkeyPatch, force: str, colors: bool) -> None:
    terminal.setattr(sys.stdout, "isatty", lambda: False, raising=False)
    terminal.setenv("FORCE_COLOR", force)
    assert screens.stdout_colors() is colors


def test_an_old_windows_console_shows_no_escape_sequences(terminal: pytest.MonkeyPatch) -> None:
    terminal.setattr("rich.console.detect_legacy_windows", lambda: True)
    assert screens.stdout_colors() is False
    terminal.setenv("FORCE_COLOR", "1")
    assert screens.stdout_colors() is True


def test_format() -> None:
    suffixes = {".a": "first", ".b": "second"}
    assert screens.chosen_format("second", Path("x.a"), suffixes, "none") == "second"
    assert screens.chosen_format(None, Path("x.B"), suffixes, "none") == "second"
    assert screens.chosen_format(None, Path("x"), suffixes, "none") == "none"
    assert screens.chosen_format(None, None, suffixes, "none") == "none"
    with pytest.raises(typer.BadParameter, match=r"no format ends in '\.c'; expected one of: \.a, \.b, or"):
        screens.chosen_format(None, Path("x.c"), suffixes, "none")


def test_a_display_shows_what_a_terminal_would_obey() -> None:
    terminal = io.BytesIO()
    display = Display(terminal)
    data = "a\x1b]8;;http://x\x07\u202eb\x9b2J, é\r\n".encode()
    for byte in data:  # characters arrive in pieces
        assert display.write(bytes([byte])) == 1
    assert terminal.getvalue().decode() == "a␛]8;;http://x␇⟨U+202E⟩b⟨U+009B⟩2J, é\r\n"
