"""How many errors are left when the least confident verdicts are withheld (El-Yaniv and Wiener 2010)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..corpus.bootstrap import Interval, interval, resample_documents

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

COVERAGES = (1.0, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.25)
"""Shares of sentences to keep at which a report gives the errors."""

CURVE_POINTS = 50
"""Coverages, evenly spaced, at which the curve is drawn."""


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """What is left with a least confidence of `threshold`: so many `sentences`, a share `coverage` of all, of which
    a share `risk` is labelled wrong."""

    threshold: float
    sentences: int
    coverage: float
    risk: Interval

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "threshold": self.threshold,
            "sentences": self.sentences,
            "coverage": round(self.coverage, 4),
            "risk": self.risk.to_dict(),
        }


@dataclass(frozen=True)
class RiskCoverage:
    """Errors against coverage.

    `area` is the mean risk over all coverages, lower is better (Geifman and El-Yaniv 2017); `curve` holds
    (coverage, risk) from low coverage to full; `points` the same at `COVERAGES`, with intervals.
    """

    area: float
    curve: tuple[tuple[float, float], ...]
    points: tuple[CoveragePoint, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "area": round(self.area, 4),
            "curve": [[round(coverage, 4), round(risk, 4)] for coverage, risk in self.curve],
            "points": [point.to_dict() for point in self.points],
        }


def risk_coverage(
    truth: IntArray, probabilities: FloatArray, documents: npt.ArrayLike, *, seed: int = 0
) -> RiskCoverage:
    """Share of wrong labels among the sentences that a model is surest of.

    Sentences of one confidence come and go together, so that each point is what `--min-confidence` would give.

    Parameters
    ----------
    truth
        Indices into `LABELS`: an array [n].
    probabilities
        An array [n, 3], rows summing to 1.
    documents
        The document of each row: an array [n]; intervals come from resampling documents.
    """
    confidence = probabilities.max(axis=1)
    wrong = probabilities.argmax(axis=1) != truth
    order = np.argsort(-confidence, kind="stable")
    ranked = confidence[order]
    ends = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    kept = ends + 1
    risk = np.cumsum(wrong[order])[ends] / kept
    n = len(truth)

    def at(coverages: FloatArray) -> IntArray:
        """The first ends that cover at least these shares, each once."""
        return np.unique(np.searchsorted(kept, np.ceil(coverages * n - 1e-9)))

    drawn = at(np.arange(1, CURVE_POINTS + 1) / CURVE_POINTS)
    shown = at(np.array(COVERAGES))[::-1]
    thresholds = ranked[ends[shown]]
    intervals = _risks(confidence, wrong, thresholds, documents, seed)
    return RiskCoverage(
        area=float((risk * np.diff(kept, prepend=0)).sum() / n),
        curve=tuple((float(kept[i] / n), float(risk[i])) for i in drawn),
        points=tuple(
            CoveragePoint(float(threshold), int(kept[i]), float(kept[i] / n), found)
            for threshold, i, found in zip(thresholds, shown, intervals, strict=True)
        ),
    )


def _risks(
    confidence: FloatArray, wrong: npt.NDArray[np.bool_], thresholds: FloatArray, documents: npt.ArrayLike, seed: int
) -> list[Interval]:
    """The share of errors above each threshold, with its interval over documents."""
    groups = np.unique(np.asarray(documents), return_inverse=True)[1]
    kept = confidence[:, None] >= thresholds
    tables = np.zeros((int(groups.max()) + 1, len(thresholds), 2))
    np.add.at(tables, groups, np.stack([kept, kept & wrong[:, None]], axis=2))
    total = tables.sum(axis=0)
    resampled = resample_documents(tables, seed)
    shares = resampled[..., 1] / np.where(resampled[..., 0] > 0, resampled[..., 0], np.nan)
    return [interval(float(total[i, 1] / total[i, 0]), shares[:, i]) for i in range(len(thresholds))]
