"""Documents of monstrous shape through the real command: each ends, and long before anything quadratic would.

The limit is no measure of speed: what is linear takes seconds, what is quadratic at these sizes takes hours.
"""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

LIMIT = 240
"""Seconds after which a run counts as hanging."""

PARAGRAPH = "<p>The level rose by 40 centimetres on Monday, the ministry said, and the road was closed.</p>"

SHAPES: dict[str, Callable[[], str]] = {
    "token.txt": lambda: "a" * 10_000_000,
    "token.md": lambda: "a" * 10_000_000,
    "blank-lines.txt": lambda: "\n" * 1_000_000 + "It rained.",
    "blank-lines.jsonl": lambda: "\n" * 1_000_000 + '{"text": "It rained."}',
    "blank-lines.csv": lambda: "text\n" + "\n" * 1_000_000 + "It rained.",
    "words.txt": lambda: "word " * 1_000_000,
    "quotes.txt": lambda: "“Aa bb,” said Ann Lee. " * 20_000,
    "brackets.txt": lambda: "(Aa [bb {cc <dd " * 50_000,
    "marks.txt": lambda: "<!--" * 200_000,
    "fences.md": lambda: "```\n" * 50_000,
    "front-matter.md": lambda: "---\n" + "a: b\n" * 100_000,
    "cell.csv": lambda: f'text\n"{"It rained. " * 100_000}"\n',
    "open-quote.csv": lambda: 'id,text\n1,"open\n' + "".join(f"{n},It rained.\n" for n in range(20_000)),
    "open-quotes.csv": lambda: "id,text\n1,It rained.\n" + 'x","\n' * 20_000,
    "nested.json": lambda: "[" * 1_000_000,
    "nested.jsonl": lambda: '{"text": "It rained."}\n{"text": ' + '{"a": ' * 1_000_000,
    "nested.html": lambda: f"<html><body><article>{PARAGRAPH * 3}{'<div>' * 100_000}x",
    "nested-table.html": lambda: f"<html><body><article>{PARAGRAPH * 3}{'<table><tr><td>' * 50_000}x",
    "comments.html": lambda: f"<html><body><article>{PARAGRAPH * 3}{'<!--' * 200_000}",
    "breaks.html": lambda: f"<html><body><article>{PARAGRAPH * 3}<p>{'x<br>' * 30_000}",
}


def run(path: Path, format: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "newsgrain", "annotate", str(path), "--model", "fast", "--format", format]
    return subprocess.run(command, capture_output=True, timeout=LIMIT)


FAULTY = frozenset(["nested.json", "nested.jsonl", "open-quote.csv", "open-quotes.csv"])
"""Shapes of which a part cannot be read, which is said in one line."""


@pytest.mark.parametrize("name", SHAPES)
def test_it_ends(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(SHAPES[name](), encoding="utf-8")
    done = run(path, "jsonl")
    assert done.returncode == (name in FAULTY), done.stderr[-2000:]
    assert len(done.stderr.splitlines()) <= 1
    assert b"Traceback" not in done.stderr
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert documents or name == "nested.json"
    assert all(document["sentences"] for document in documents)


def test_rows_behind_an_open_quotation_mark_are_done(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(SHAPES["open-quote.csv"](), encoding="utf-8")
    done = run(path, "jsonl")
    assert len(done.stdout.splitlines()) == 20_000
    assert b"line 2 makes no row" in done.stderr.splitlines()[0]


@pytest.mark.parametrize("format", ["terminal", "markdown", "html", "csv", "parquet"])
def test_a_token_of_ten_megabytes_is_written(tmp_path: Path, format: str) -> None:
    path = tmp_path / "token.txt"
    path.write_text(SHAPES["token.txt"](), encoding="utf-8")
    done = run(path, format)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout) > (10_000_000 if format != "parquet" else 1_000)


def test_a_bomb_is_refused_and_the_rest_done(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "bomb.txt.gz", "wb") as packed:
        for _ in range(256):
            packed.write(bytes(2**20))
    (tmp_path / "story.txt").write_text("It rained.", encoding="utf-8")
    done = run(tmp_path, "jsonl")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert b"over 200 for one, as a bomb does" in done.stderr
