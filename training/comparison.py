"""A model beside a baseline, on the same sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..corpus.bootstrap import Interval
from .metrics import Scores, paired_differences, score

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Comparison:
    """What a baseline scores, and how far the model is ahead of it.

    `differences` holds the model's F1 minus the baseline's by label and as `macro_f1`, with paired intervals over
    documents. `seen` names the corpora evaluated here that the baseline was trained on.
    """

    baseline: str
    scores: Scores
    differences: dict[str, Interval]
    seen: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "baseline": self.baseline,
            "seen_in_training": list(self.seen),
            "scores": self.scores.to_dict(),
            "differences": {name: value.to_dict() for name, value in self.differences.items()},
        }


def compare_with(
    baseline: str,
    truth: IntArray,
    probabilities: FloatArray,
    others: FloatArray,
    documents: npt.ArrayLike,
    *,
    seen: tuple[str, ...] = (),
    seed: int = 0,
) -> Comparison:
    """Compare a model's `probabilities` with a baseline's `others`, both [n, 3], on the same rows."""
    return Comparison(
        baseline=baseline,
        scores=score(truth, others, documents, seed=seed),
        differences=paired_differences(truth, probabilities, others, documents, seed=seed),
        seen=seen,
    )


def verdict(difference: Interval) -> str:
    """What an interval of a difference says: `better`, `worse`, or `not told apart` where it holds 0.

    >>> verdict(Interval(0.02, -0.01, 0.05))
    'not told apart'
    """
    if difference.low > 0:
        return "better"
    return "worse" if difference.high < 0 else "not told apart"
