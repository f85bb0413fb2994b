"""A long run that is killed, again and again, and gone on with."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsgrain.cli.app import app

COMMAND = (sys.executable, "-m", "newsgrain")
DOCUMENTS, KILLS = 10_000, 20


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for number in range(DOCUMENTS):
            text = f"The council of ward {number} met on Monday. Only time will tell. It was a shameful vote."
            lines.write(json.dumps({"id": f"d{number}", "text": text}) + "\n")
    return path


def annotate(*arguments: object) -> list[str]:
    return [*COMMAND, "annotate", *map(str, arguments)]


def killed_when_grown(command: list[str], part: Path, more: int) -> Iterator[int]:
    """Start the command again and again, and kill it when its part has grown; gives the part's size each time."""
    while True:
        before = part.stat().st_size if part.exists() else 0
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 120
        while process.poll() is None and time.monotonic() < deadline:
            if part.exists() and part.stat().st_size >= before + more:
                process.kill()
            time.sleep(0.002)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        yield part.stat().st_size


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_killed_twenty_times_no_document_is_lost_or_repeated(archive: Path, tiny_model: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    command = annotate(archive, "-m", tiny_model, "--no-reasons", "-o", output, "--resume")
    part = tmp_path / ".out.jsonl.part"
    sizes = killed_when_grown(command, part, more=200_000)
    grown = [next(sizes) for _ in range(KILLS)]
    assert grown == sorted(grown)
    assert not output.exists()
    subprocess.run(command, check=True, capture_output=True)
    whole = tmp_path / "whole.jsonl"
    subprocess.run(annotate(archive, "-m", tiny_model, "--no-reasons", "-o", whole), check=True, capture_output=True)
    assert output.read_bytes() == whole.read_bytes()
    assert len(output.read_bytes().splitlines()) == DOCUMENTS
    assert not part.exists()


@pytest.mark.parametrize("given", ["archive", "archive/*"])
def test_an_output_within_what_is_read_is_no_input(tiny_model: Path, tmp_path: Path, given: str) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(300):
        (folder / f"a{number:03}.txt").write_text(f"The council of ward {number} met on Monday.", "utf-8")
    output = folder / "out.jsonl"
    arguments = [
        "annotate",
        str(tmp_path / given),
        "-m",
        str(tiny_model),
        "--no-reasons",
        "--resume",
        "-o",
        str(output),
    ]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert len(output.read_bytes().splitlines()) == 300


@pytest.mark.parametrize(
    "arguments", [["-o", "out.csv"], ["-f", "jsonl"], ["-o", "out.jsonl", "-"], ["-o", "out.jsonl", "-f", "html"]]
)
def test_only_json_lines_from_files_are_gone_on_with(arguments: list[str], story: Path) -> None:
    inputs = [] if "-" in arguments else [str(story)]
    result = CliRunner().invoke(app, ["annotate", *inputs, *arguments, "--resume"])
    assert result.exit_code == 2
    assert "--resume goes on with JSON Lines from files" in " ".join(result.output.replace("│", "").split())


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_termination_leaves_no_half_written_file(archive: Path, tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    command = annotate(archive, "-m", tiny_model, "-o", folder / "out.jsonl")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not list(folder.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.terminate()
    _, complaint = process.communicate(timeout=60)
    assert (process.returncode, complaint) == (143, b"")
    assert list(folder.iterdir()) == []


def test_an_unknown_model_is_wrong_usage(story: Path) -> None:
    result = CliRunner().invoke(app, ["annotate", str(story), "-m", "nosuch"])
    assert result.exit_code == 2
    assert "no such model; expected one of default, fast" in result.output
