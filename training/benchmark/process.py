"""Run a command on one thread and measure it: seconds on the clock, CPU seconds, peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...corpus.errors import NewsgrainError

LAUNCHER = Path(__file__).with_name("launcher.py")

ONE_THREAD = {
    **{f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")},
    "TOKENIZERS_PARALLELISM": "false",
}
"""Environment of everything that is measured; newsgrain's own processes are on one thread anyway."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process used: seconds on the clock, CPU seconds (user and system, its children's too), peak bytes."""

    wall: float
    cpu: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A command that ended well: what it used, and what it printed."""

    usage: Usage
    output: bytes


def run(command: Sequence[str]) -> Finished:
    """Run a command, its program given by path, on one thread.

    Raises
    ------
    NewsgrainError
        If it fails, or if this system cannot measure it.
    """
    if not hasattr(os, "posix_spawn") or not hasattr(os, "wait4"):
        raise NewsgrainError("processes can be measured on Linux and macOS alone; run the benchmark there")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "usage.json"
        launched = [sys.executable, "-I", "-S", str(LAUNCHER), str(report), *command]
        done = subprocess.run(launched, check=False, capture_output=True, env=os.environ | ONE_THREAD)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip().splitlines() or ["nothing on standard error"]
            raise NewsgrainError(f"what was to be measured failed ({' '.join(command)}): {said[-1]}")
        return Finished(Usage(**json.loads(report.read_bytes())), done.stdout)


def python(*arguments: str) -> Finished:
    """`run` with this interpreter."""
    return run([sys.executable, *arguments])


def newsgrain(*arguments: str) -> Finished:
    """`run` with the command line of newsgrain."""
    return python("-m", "newsgrain", *arguments)
