import re
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

import pytest
import typer
from typer.testing import Result

from newsgrain.cli.app import app

Run = Callable[..., Result]


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words that lead to every command."""
    children = getattr(command, "commands", None)
    if children is None:
        yield path
    else:
        for name, child in children.items():
            yield from commands(child, (*path, name))


ALL = sorted(commands(typer.main.get_command(app)))


def test_the_commands() -> None:
    assert ALL == [
        ("annotate",),
        ("compare",),
        ("corpus", "agreement"),
        ("corpus", "check"),
        ("corpus", "export"),
        ("corpus", "import"),
        ("corpus", "split"),
        ("corpus", "stats"),
        ("corpus", "suggest"),
        ("evaluate",),
        ("model", "show"),
        ("model", "verify"),
        ("train",),
    ]


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_teaches_by_example_within_80_columns(run: Run, path: tuple[str, ...]) -> None:
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert len(re.findall(rf"^ +newsgrain {' '.join(path)}\b", result.stdout, re.M)) >= 2
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert run(*path, "-h").stdout == result.stdout


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_option_is_explained(path: tuple[str, ...]) -> None:
    command: Any = typer.main.get_command(app)
    for name in path:
        command = command.commands[name]
    assert all(parameter.help for parameter in command.params)


def test_no_arguments_show_the_help(run: Run) -> None:
    assert "newsgrain annotate article.txt" in run().output


def test_unknown_command(run: Run) -> None:
    result = run("anotate")
    assert result.exit_code == 2
    assert "No such command 'anotate'" in result.stderr


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"newsgrain {version('newsgrain')}\n"
