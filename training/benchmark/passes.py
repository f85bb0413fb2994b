"""Passes over a text, each in a process of its own: what the worker does, asked for from here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..outside import OWN
from .process import Usage, python

WARM_UP = OWN / "demo.txt"
"""What a contender reads before it is timed: everything is loaded then, and few of the text's words are known."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over a text (the mean of `passes`): seconds on the clock and of the CPU.

    `peak_bytes` is the peak memory of its process, with all that was loaded.
    """

    sentences: int
    wall: float
    cpu: float
    passes: int
    peak_bytes: int

    @property
    def rate(self) -> float:
        """Sentences per CPU-second."""
        return self.sentences / self.cpu


def prepare(key: str, folder: Path, train: list[str], labelled: list[str], seed: int) -> dict[str, Any]:
    """Fit a contender, leave it in the folder, and give its scores on labelled files.

    Returns
    -------
    dict
        Value, low and high of the F1 of each label and of `macro_f1`.
    """
    return _ask("prepare", key=key, folder=str(folder), train=train, labelled=labelled, seed=seed)[0]


def measure(key: str, folder: Path, text: Path) -> Pass:
    """Take a prepared contender over a file of documents."""
    found, usage = _ask("measure", key=key, folder=str(folder), text=str(text), warm_up=str(WARM_UP))
    return Pass(**found, peak_bytes=usage.peak_bytes)


def watch(key: str, text: Path, passes: int) -> tuple[int, list[dict[str, float]]]:
    """Take newsgrain over a file of documents: its sentences, and for each pass the CPU seconds by stage."""
    found, _ = _ask("watch", key=key, text=str(text), warm_up=str(WARM_UP), passes=passes)
    return found["sentences"], found["seconds"]


def _ask(task: str, **options: Any) -> tuple[dict[str, Any], Usage]:
    done = python("-m", f"{__package__}.worker", json.dumps({"task": task, **options}))
    answer: dict[str, Any] = json.loads(done.output.splitlines()[-1])
    return answer, done.usage
