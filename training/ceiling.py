"""How well one annotator does against another: about as well as a model can be seen to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus.agreement_coefficients import cohen_kappa
from ..corpus.annotations import PASSES
from ..corpus.bootstrap import rounded
from ..corpus.label import LABELS
from ..model.sentence_rows import label_indices
from .metrics import Scores, score

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ceiling:
    """Two annotators and the model on the sentences that both annotators labelled.

    `annotators` scores the second against the first (F1 is the same either way), `model` the model against the
    corpus's labels. On `contested` sentences the annotators differ; of these the model gives `contested_right`
    the label that the corpus settled on, and `contested_other` the other annotator's.
    """

    annotators: Scores
    model: Scores
    contested: int
    contested_right: int
    contested_other: int

    @property
    def kappa(self) -> float:
        """Cohen's kappa of the two annotators; NaN where chance leaves nothing to disagree about."""
        return float(cohen_kappa(np.array(self.annotators.confusion)))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "documents": self.annotators.documents,
            "sentences": self.annotators.sentences,
            "agreement": self.annotators.accuracy.to_dict(),
            "cohen_kappa": rounded(self.kappa),
            "annotators": _f1(self.annotators),
            "model": _f1(self.model),
            "contested": {
                "sentences": self.contested,
                "model_gives_final_label": self.contested_right,
                "model_gives_other_label": self.contested_other,
            },
        }


def annotator_ceiling(frame: pd.DataFrame, probabilities: FloatArray, *, seed: int = 0) -> Ceiling | None:
    """Compare the model with two annotators; `None` where no document was labelled twice.

    Parameters
    ----------
    frame
        As `TrainingData.frame`: its columns `author_label` and `second_label` hold what two passes said, or nothing.
    probabilities
        An array [n_rows, 3].
    """
    if not set(PASSES) <= set(frame.columns):
        return None
    twice = frame[list(PASSES)].notna().all(axis=1).to_numpy()
    if not twice.any():
        return None
    part, judged = frame[twice], probabilities[twice]
    first, second, truth = (label_indices(part[name], len(part)) for name in (*PASSES, "label"))
    differ, predicted = first != second, judged.argmax(axis=1)
    right = predicted == truth
    return Ceiling(
        annotators=score(first, np.eye(len(LABELS))[second], part["document"], seed=seed),
        model=score(truth, judged, part["document"], seed=seed),
        contested=int(differ.sum()),
        contested_right=int((differ & right).sum()),
        contested_other=int((differ & ~right & ((predicted == first) | (predicted == second))).sum()),
    )


def _f1(scores: Scores) -> dict[str, Any]:
    return {"macro_f1": scores.macro_f1.to_dict()} | {name: s.f1.to_dict() for name, s in scores.labels.items()}
