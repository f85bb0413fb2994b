"""Running the command in this process, which is quick; what needs a process of its own starts one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from newsgrain.cli.app import app

Run = Callable[..., Result]

STORY = """Council closes the ferry

The council voted 7 to 2 on Monday to close the ferry. “We had no choice,” Mayor Ida Holm said.

It was a shameful and cowardly vote. Only time will tell what the future holds.
"""


@pytest.fixture
def run() -> Run:
    """Run `newsgrain` with arguments and, if given, `input` on standard input."""

    def run(*arguments: object, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(a) for a in arguments], input=input, prog_name="newsgrain")

    return run


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A short article in a file."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A labelled corpus of two documents."""
    path = tmp_path / "labelled.jsonl"
    path.write_text(
        '{"id": "a", "sentences": [{"text": "It rained.", "label": "reporting"},'
        ' {"text": "A shame!", "label": "opinion"}]}\n'
        '{"id": "b", "sentences": [{"text": "Time will tell.", "label": "padding"}]}\n'
    )
    return path
