"""Which stretches of a document the encoder reads: windows of neighbouring sentences around those it is asked about.

A window is planned from its own document alone, so what the encoder says of a sentence does not depend on what
else is annotated beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

WINDOW_PIECES = 256
"""Word pieces in a window; wider ones (384) judged no better and attention's cost grows with the square."""

BEFORE = 64
"""Word pieces of earlier sentences that a window opens with: two or three sentences."""

AFTER = 48
"""Word pieces of later sentences that follow the last one asked about."""

EDGE = 24
"""A sentence with less than this after it, in a window that is full, is left to the next window."""


@dataclass(frozen=True)
class Window:
    """Sentences `first` to `end` (exclusive), and those among them that this window answers for, in order."""

    first: int
    end: int
    answers: tuple[int, ...]


def plan_windows(lengths: IntArray, document_offsets: IntArray, wanted: npt.NDArray[np.bool_]) -> Iterator[Window]:
    """Cover every wanted sentence by exactly one window's answers; time linear in the sentences.

    Parameters
    ----------
    lengths
        Word pieces of each sentence, its separator included: an array [n_sentences].
    document_offsets
        Where each document starts, and the end: an array [n_documents + 1].
    wanted
        Which sentences are asked about: an array [n_sentences].
    """
    sizes = lengths.tolist()
    asked = wanted.tolist()
    bounds = document_offsets.tolist()
    for first, end in pairwise(bounds):
        at = _next_wanted(asked, first, end)
        while at < end:
            window = _window(sizes, asked, at, first, end)
            yield window
            at = _next_wanted(asked, window.answers[-1] + 1, end)


def _next_wanted(asked: list[bool], start: int, end: int) -> int:
    return next((i for i in range(start, end) if asked[i]), end)


def _window(sizes: list[int], asked: list[bool], at: int, first: int, end: int) -> Window:
    """The window whose first answer is sentence `at` of the document from `first` to `end`."""
    start, before = at, 0
    while start > first and before + sizes[start - 1] <= BEFORE:
        start -= 1
        before += sizes[start]
    stop, size, since = at + 1, 1 + before + sizes[at], 0
    answers = [at]
    while stop < end and size + sizes[stop] <= WINDOW_PIECES and (asked[stop] or since + sizes[stop] <= AFTER):
        size += sizes[stop]
        since = 0 if asked[stop] else since + sizes[stop]
        if asked[stop]:
            answers.append(stop)
        stop += 1
    if stop < end:
        left = sum(sizes[answers[-1] + 1 : stop])
        while len(answers) > 1 and left < EDGE:
            left += sum(sizes[answers[-2] + 1 : answers[-1] + 1])
            answers.pop()
    return Window(start, stop, tuple(answers))
