"""What only a process of its own shows: closed pipes, interrupts, terminals."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

COMMAND = (sys.executable, "-m", "newsgrain")


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments: object, stdin: int | None = None) -> "subprocess.Popen[bytes]":
    command = [*COMMAND, *map(str, arguments)]
    # a shell's background job ignores interrupts, and so would what is started here
    heed: dict[str, Any] = {} if os.name == "nt" else {"preexec_fn": _heed_interrupts}
    return subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **heed)


def test_closed_pipe_is_quiet(story: Path, tiny_model: Path) -> None:
    process = start("annotate", *[story] * 400, "-m", tiny_model, "-f", "jsonl")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(60) == 141
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_interrupt_is_quiet_and_leaves_no_file(tmp_path: Path, tiny_model: Path) -> None:
    process = start(
        "annotate",
        "-",
        "-m",
        tiny_model,
        "--input-format",
        "jsonl",
        "-o",
        tmp_path / "out.jsonl",
        stdin=subprocess.PIPE,
    )
    assert process.stdin is not None
    try:
        line = b'{"text": "It rained on Monday. Only time will tell."}\n'
        process.stdin.write(line * 4000)
        process.stdin.flush()
        deadline = time.monotonic() + 60
        while not list(tmp_path.iterdir()) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert list(tmp_path.iterdir()) == []
    finally:
        process.kill()
        process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_terminal_gets_colour_and_its_width(story: Path, tiny_model: Path) -> None:
    text = in_terminal(["annotate", str(story), "-m", str(tiny_model)], columns=40)
    assert "\x1b[" in text
    assert "█" in text


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("format", ["terminal", "jsonl", "csv", "markdown", "html"])
def test_a_document_cannot_command_the_terminal(tmp_path: Path, tiny_model: Path, format: str) -> None:
    path = tmp_path / "a\x1b]0;owned\x07.txt"
    path.write_text("It \x1b]8;;http://x\x07rained\x1b[2J \u202ein \x9b31mOslo.", encoding="utf-8")
    shown = in_terminal(["annotate", str(path), "-m", str(tiny_model), "-f", format], columns=80)
    assert "rained" in shown
    assert not re.search("[\x07\x9b\u202e]|\x1b(?!\\[[0-9;]*m)", shown)  # colours are newsgrain's own
    assert "\x1b[31m" not in shown


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_wrong_usage_at_a_terminal(story: Path) -> None:
    assert "nothing to read" in in_terminal(["annotate"], columns=80)
    assert "parquet is binary" in in_terminal(["annotate", str(story), "-f", "parquet"], columns=80)


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("format", ["csv", "label-studio", "doccano"])
def test_exports_shown_in_a_terminal_are_harmless(format: str, tmp_path: Path, tiny_model: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("It rained on Monday.\x1b]0;title\x07\x1b[31m \u202eOnly time will tell.", encoding="utf-8")
    shown = in_terminal(["corpus", "export", format, str(article), "-m", str(tiny_model)], columns=80)
    assert "Only time" in shown
    assert not re.search("\x1b]0|\x1b\\[31m|\u202e", shown)


def in_terminal(arguments: list[str], columns: int) -> str:
    """What the command shows when all three streams are a terminal."""
    import pty

    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    master, slave = pty.openpty()
    with subprocess.Popen([*COMMAND, *arguments], stdin=slave, stdout=slave, stderr=slave, env=environment) as process:
        os.close(slave)
        parts = []
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # Linux: the other side is closed
                break
            if not part:
                break
            parts.append(part)
        process.wait(60)
    os.close(master)
    return b"".join(parts).decode()


def without(closed: str, *arguments: object) -> "subprocess.CompletedProcess[bytes]":
    """Run the command as a shell does that closes streams."""
    return subprocess.run(["sh", "-c", f'"$@" {closed}', "sh", *COMMAND, *map(str, arguments)], capture_output=True)


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("format", ["terminal", "jsonl", "parquet"])
def test_closed_output_is_said_in_one_line(format: str, story: Path, tiny_model: Path) -> None:
    done = without(">&-", "annotate", story, "-m", tiny_model, "-f", format)
    assert (done.returncode, done.stderr) == (
        1,
        b"newsgrain: standard output is closed; name a file with --output\n",
    )


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
def test_closed_output_and_help() -> None:
    done = without(">&-", "--help")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("jobs", [1, 2])
def test_all_streams_closed_and_a_file_to_write(jobs: int, story: Path, tiny_model: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    done = without("<&- >&- 2>&-", "annotate", story, "-m", tiny_model, "-j", jobs, "-o", target)
    assert done.returncode == 0
    assert target.read_bytes().startswith(b"{")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("inputs", [(), ("-",)])
def test_closed_input_is_empty(inputs: tuple[str, ...], tiny_model: Path) -> None:
    done = without("<&-", "annotate", *inputs, "-m", tiny_model)
    assert (done.returncode, done.stderr) == (1, b"newsgrain: stdin: is empty; expected a document\n")
