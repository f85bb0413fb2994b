"""Intervals that respect documents.

Sentences of one document are not independent, so intervals come from resampling documents (percentile
bootstrap, Efron and Tibshirani 1993).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

RESAMPLES = 1_000
LEVEL = 0.95

AT_ONCE = 100
"""Resamples drawn at a time: of 10,000 documents they hold 8 MB."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its bootstrap interval at level 0.95; all three are NaN where the figure is undefined."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        if np.isnan(self.value):
            return "undefined"
        return f"{self.value:z.3f} [{self.low:z.3f}, {self.high:z.3f}]"

    def to_dict(self) -> dict[str, float | None]:
        """Plain values for JSON, which knows no NaN."""
        return {name: rounded(getattr(self, name)) for name in ("value", "low", "high")}


def rounded(value: float) -> float | None:
    """A figure as reports give it, to four digits; `None` if it is undefined."""
    return None if np.isnan(value) else round(float(value), 4)


def resample_documents(tables: npt.NDArray[Any], seed: int = 0) -> npt.NDArray[Any]:
    """Sums of tables over resampled sets of documents.

    Parameters
    ----------
    tables
        One table for each document: an array [n_documents, …].

    Returns
    -------
    An array [RESAMPLES, …].
    """
    random = np.random.default_rng(seed)
    n = len(tables)
    flat = np.asarray(tables, dtype=np.float64).reshape(n, -1)  # counts stay exact far beyond any corpus
    sums = [
        random.multinomial(n, np.full(n, 1 / n), size=min(AT_ONCE, RESAMPLES - start)) @ flat
        for start in range(0, RESAMPLES, AT_ONCE)
    ]
    return np.concatenate(sums).astype(np.result_type(tables, np.int64)).reshape(RESAMPLES, *tables.shape[1:])


def interval(value: float, resampled: FloatArray) -> Interval:
    """The percentile interval of a figure; resamples in which it is undefined (NaN) do not count."""
    defined = resampled[~np.isnan(resampled)]
    if np.isnan(value) or not len(defined):
        return Interval(float("nan"), float("nan"), float("nan"))
    low, high = np.quantile(defined, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(value), float(low), float(high))
