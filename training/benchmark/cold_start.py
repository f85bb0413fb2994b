"""How long it takes until something happens: seconds on the clock from the command to its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from ..report.content import Section, Table
from .figures import megabytes, seconds, times
from .passes import WARM_UP
from .process import Usage, newsgrain, python

LIBRARIES = "import numpy, scipy.sparse"
"""What every start is compared with; more than half of what annotating has to load."""

STARTS: dict[str, Callable[[], Any]] = {
    "python -c pass": lambda: python("-c", "pass"),
    f"python -c '{LIBRARIES}'": lambda: python("-c", LIBRARIES),
    "python -c 'import newsgrain'": lambda: python("-c", "import newsgrain"),
    "newsgrain --help": lambda: newsgrain("--help"),
    "newsgrain annotate --model fast article.txt": lambda: newsgrain("annotate", "--model", "fast", _article()),
    "newsgrain annotate article.txt": lambda: newsgrain("annotate", _article()),
    "newsgrain annotate --format jsonl article.txt": lambda: newsgrain("annotate", "--format", "jsonl", _article()),
}
"""Commands by the name that they are shown with; newsgrain is run as a module by the same interpreter."""


@dataclass(frozen=True)
class Start:
    """One command and its runs."""

    command: str
    runs: tuple[Usage, ...]

    @property
    def wall(self) -> float:
        """Median seconds on the clock."""
        return median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Median CPU seconds."""
        return median(run.cpu for run in self.runs)

    @property
    def peak_bytes(self) -> int:
        """Median peak memory."""
        return int(median(run.peak_bytes for run in self.runs))

    def times(self, other: Start) -> float:
        """How many times as long on the clock as another: the median of the ratios within each round."""
        return median(own.wall / base.wall for own, base in zip(self.runs, other.runs, strict=True))


def cold_starts(rounds: int, say: Callable[[str], None]) -> list[Start]:
    """Run every command, round by round, after one round that is not counted: it reads the files from the disk."""
    found: dict[str, list[Usage]] = {command: [] for command in STARTS}
    for number in range(rounds + 1):
        say(f"cold start, round {number} of {rounds}")
        for command, start in STARTS.items():
            usage = start().usage
            if number:
                found[command].append(usage)
    return [Start(command, tuple(runs)) for command, runs in found.items()]


def cold_start_section(starts: list[Start]) -> Section:
    """Seconds, and multiples of a bare import of numpy and scipy.sparse."""
    (base,) = (start for start in starts if start.command == f"python -c '{LIBRARIES}'")
    rows = [
        (
            f"`{start.command}`",
            seconds(start.wall),
            seconds(start.cpu),
            times(start.times(base)),
            megabytes(start.peak_bytes),
        )
        for start in starts
    ]
    head = ("", "wall s", "CPU s", "× numpy + scipy.sparse", "peak MB")
    remark = f"Medians of {len(base.runs)} runs; `article.txt` has {_sentences()} sentences."
    return Section("Cold start", Table(head, tuple(rows)), (remark,))


def _article() -> str:
    return str(WARM_UP)


def _sentences() -> int:
    from ...corpus.document import Document

    return len(Document(Path(WARM_UP).read_text("utf-8")).sentences)
