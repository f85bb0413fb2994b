"""What a second process brings: `newsgrain annotate --jobs 2` against `--jobs 1`."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from ...corpus.errors import NewsgrainError
from ..report.content import Section, Table
from .figures import rate, seconds, times
from .process import newsgrain
from .text import Text, write_jsonl

MODELS = (("fast", "--no-reasons"), ("fast", "--reasons"), ("default", "--no-reasons"))


@dataclass(frozen=True)
class Jobs:
    """Seconds on the clock, by round: one process, two, and two runs of one process each at the same time.

    The last does twice the work without any common part: what this machine's second core is worth.
    """

    model: str
    reasons: str
    sentences: int
    one: tuple[float, ...]
    two: tuple[float, ...]
    side_by_side: tuple[float, ...]

    @property
    def speedup(self) -> float:
        """How many times as fast two processes are: the median of the ratios within each round."""
        return median(one / two for one, two in zip(self.one, self.two, strict=True))

    @property
    def ceiling(self) -> float:
        """How many times as much two runs at the same time get done."""
        return median(2 * one / both for one, both in zip(self.one, self.side_by_side, strict=True))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {**vars(self), "speedup": self.speedup, "ceiling": self.ceiling}


def measure_jobs(text: Text, rounds: int, folder: Path, say: Callable[[str], None]) -> list[Jobs]:
    """Annotate the text with one process, with two, and twice at the same time.

    Raises
    ------
    NewsgrainError
        If two processes write something else than one.
    """
    path, found = write_jsonl(text.documents, folder / "jobs.jsonl"), []
    for model, reasons in MODELS:
        one, two, both = [], [], []
        for number in range(rounds):
            say(f"jobs, round {number + 1} of {rounds}: {model} {reasons}")
            single, double = folder / "one.jsonl", folder / "two.jsonl"
            one.append(_seconds(path, model, reasons, single, 1))
            two.append(_seconds(path, model, reasons, double, 2))
            both.append(_side_by_side(path, model, reasons, folder))
            if single.read_bytes() != double.read_bytes():
                raise NewsgrainError(f"--jobs 2 wrote something else than --jobs 1 with {model} {reasons}")
        found.append(Jobs(model, reasons, text.sentences, tuple(one), tuple(two), tuple(both)))
    return found


def _seconds(path: Path, model: str, reasons: str, output: Path, jobs: int) -> float:
    command = ("annotate", str(path), "--model", model, reasons, "--jobs", str(jobs), "--output", str(output))
    return newsgrain(*command).usage.wall


def _side_by_side(path: Path, model: str, reasons: str, folder: Path) -> float:
    started = perf_counter()
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(_seconds, path, model, reasons, folder / f"{side}.jsonl", 1) for side in ("left", "right")]
        for run in runs:
            run.result()
    return perf_counter() - started


def jobs_section(jobs: list[Jobs]) -> Section:
    """Seconds and ratios by model."""
    head = ("", "sentences", "1 job, s", "2 jobs, s", "times as fast", "two runs at once", "sentences/s, 2 jobs")
    rows = [
        (
            f"`{found.model} {found.reasons}`",
            f"{found.sentences:,}",
            seconds(median(found.one)),
            seconds(median(found.two)),
            times(found.speedup),
            times(found.ceiling),
            rate(found.sentences / median(found.two)),
        )
        for found in jobs
    ]
    remark = "Seconds on the clock, start included; both outputs are the same. Two runs at once are the ceiling."
    return Section("Two jobs", Table(head, tuple(rows)), (remark,))
