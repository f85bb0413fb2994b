"""Neighbouring words that speak for or against a label together: "in search of a lasting solution"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .tokens import SIGN, IntArray, Tokens

FloatArray = npt.NDArray[np.float64]

MIN_SHARE = 0.3
"""A word belongs to a run from this share of its sentence's heaviest word on."""

MAX_WORDS = 6
"""Longer runs are cut down to their heaviest part."""


@dataclass(frozen=True)
class WordRuns:
    """Runs in reading order: first and last token and summed weight, arrays [n_runs]."""

    first: IntArray
    last: IntArray
    weight: FloatArray


def word_runs(weights: FloatArray, tokens: Tokens, content: npt.NDArray[np.bool_], lightest: float) -> WordRuns:
    """Merge neighbouring words of one sign; a single light word between two of them does not part them.

    Parameters
    ----------
    weights
        What each token added: an array [n_tokens].
    content
        Which tokens are no function words: an array [n_tokens]. A run starts and ends with one, if it holds any.
    lightest
        Runs of a smaller absolute weight are left out.
    """
    size = np.abs(weights) * (tokens.shapes < SIGN)
    heaviest = np.maximum.reduceat(size, tokens.offsets[:-1]) if len(size) else size
    sentence = np.repeat(np.arange(len(tokens.offsets) - 1), np.diff(tokens.offsets))
    side = np.where(size >= np.maximum(MIN_SHARE * heaviest[sentence], 1e-9), np.sign(weights), 0.0)
    bridge = (side[1:-1] == 0) & (side[:-2] == side[2:]) & (tokens.shapes[1:-1] < SIGN)
    side[1:-1] = np.where(bridge, side[:-2], side[1:-1])
    opens = (side != 0) & (np.concatenate([[0.0], side[:-1]]) != side)
    closes = (side != 0) & (np.concatenate([side[1:], [0.0]]) != side)
    first, last = np.flatnonzero(opens), np.flatnonzero(closes)
    total = np.concatenate([[0.0], np.cumsum(weights)])
    for run in np.flatnonzero(last - first >= MAX_WORDS).tolist():
        sums = total[first[run] + MAX_WORDS : last[run] + 2] - total[first[run] : last[run] + 2 - MAX_WORDS]
        first[run] += int(np.abs(sums).argmax())
        last[run] = first[run] + MAX_WORDS - 1
    first, last = _trimmed(first, last, content)
    summed = total[last + 1] - total[first]
    kept = np.abs(summed) >= lightest
    return WordRuns(first[kept], last[kept], summed[kept])


def _trimmed(first: IntArray, last: IntArray, content: npt.NDArray[np.bool_]) -> tuple[IntArray, IntArray]:
    """Runs without the function words at their ends."""
    places = np.flatnonzero(content)
    begin = np.searchsorted(places, first)
    end = np.searchsorted(places, last, side="right") - 1
    holds = begin <= end
    padded = np.append(places, 0)
    return np.where(holds, padded[begin], first), np.where(holds, padded[end], last)
