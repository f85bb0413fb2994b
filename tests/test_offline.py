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
