"""newsgrain needs no network: where opening a socket is an error, it works all the same."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FORBIDDEN = """
import socket, sys
def forbidden(*_, **__):
    raise RuntimeError("a socket was asked for")
socket.socket.connect = forbidden
socket.create_connection = forbidden
socket.getaddrinfo = forbidden
from newsgrain.__main__ import main
sys.argv = ["newsgrain", *sys.argv[1:]]
main()
"""


@pytest.mark.parametrize("format", ["terminal", "jsonl", "html", "csv", "parquet"])
@pytest.mark.parametrize("model", ["default", "fast"])
def test_annotating_asks_for_no_network(format: str, model: str, tmp_path: Path) -> None:
    article = ROOT / "corpus" / "data" / "demo.txt"
    arguments = ["annotate", str(article), "-m", model, "-f", format, "-o", str(tmp_path / "out")]
    done = subprocess.run([sys.executable, "-c", FORBIDDEN, *arguments], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out").stat().st_size > 1000


@pytest.mark.parametrize(
    "arguments",
    [
        ("train", "corpus", "-o", "model", "--folds", "2"),
        ("evaluate", "corpus", "-m", "fast", "-o", "report.html"),
        ("compare", "corpus", "corpus", "-m", "fast", "-o", "page.html"),
        ("corpus", "check", "corpus"),
        ("corpus", "suggest", "corpus", "-m", "fast", "-n", "1", "-o", "next.jsonl"),
        ("model", "verify"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_no_other_command_asks_for_one(arguments: tuple[str, ...], tmp_path: Path) -> None:
    lines = (ROOT / "corpus" / "data" / "train.jsonl").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.jsonl").write_text("".join(lines[:14]), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", FORBIDDEN, *arguments], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "a socket was asked for" not in done.stderr
