"""A count of the documents (or else) done, on standard error, for work that lasts."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds of work before a bar is worth looking at."""

NOTEBOOK = "JPY_PARENT_PID"
"""Set by Jupyter for what a cell starts: that has a terminal, but a line once written there stays."""


def progress(documents: Iterable[T], noun: str = "documents", /, *, wanted: bool = True) -> Iterator[T]:
    """Pass documents (or what `noun` says) on, and show how many went by, at a terminal and if it takes a while."""
    if not (wanted and sys.stderr.isatty() and NOTEBOOK not in os.environ):
        yield from documents
        return
    started = time.monotonic()
    iterator = iter(documents)
    done = 0
    for document in iterator:
        done += 1
        yield document
        if time.monotonic() - started > PATIENCE:
            break
    else:
        return
    yield from _with_bar(iterator, done, noun)


def _with_bar(documents: Iterator[T], done: int, noun: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(f"{{task.completed:,.0f}} {noun}"), TimeElapsedColumn())
    # Standard output carries the results and is left alone; a complaint goes above the bar.
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=None, completed=done)
        for document in documents:
            bar.advance(task)
            yield document
