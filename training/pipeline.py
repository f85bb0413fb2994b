"""The whole recipe on labelled rows: teacher, distilled word vectors, classifier; and its out-of-fold predictions.

Every step that sees labels is repeated without the held-out documents. Needs the extra `train-encoder`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from joblib import Memory
from sklearn.model_selection import GroupKFold

from ..corpus.label import LABELS
from ..model.classifier import SentenceClassifier
from ..model.sentence_rows import label_indices
from ..model.vocabulary import background_vocabulary
from .data import TrainingData
from .distillation import distil_vectors
from .encoder import encoder_probabilities, fine_tune, word_vectors

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

FOLDS = 5


def distilled_vectors(
    sentences: list[str],
    truth: npt.NDArray[np.int64],
    weights: FloatArray,
    pool: list[str],
    progress: Callable[[str], None],
) -> npt.NDArray[np.float32]:
    """Word vectors of the background vocabulary, distilled from a teacher fine-tuned on these sentences alone."""
    base = background_vocabulary()
    teacher = fine_tune(sentences, truth, weights, progress=progress)
    soft = encoder_probabilities(teacher, pool)
    return distil_vectors(pool, soft, np.ones(len(pool)), base, word_vectors(base.forms))


def cached_vectors(folder: Path | None) -> Callable[..., npt.NDArray[np.float32]]:
    """`distilled_vectors` that keeps in a folder what it gave for the same sentences, labels and weights."""
    found: Callable[..., npt.NDArray[np.float32]] = Memory(folder, verbose=0).cache(
        distilled_vectors, ignore=["progress"]
    )
    return found


@dataclass(frozen=True)
class Pipeline:
    """How to fit on labelled rows.

    Attributes
    ----------
    pool
        Unlabelled sentences that the teacher's judgement is distilled on.
    vectors
        From `cached_vectors`.
    seed, jobs
        Seed of folds and classifier; processes for the classifier's own folds.
    progress
        Called with a line before each step.
    """

    pool: list[str]
    vectors: Callable[..., npt.NDArray[np.float32]]
    seed: int = 0
    jobs: int = 1
    progress: Callable[[str], None] = lambda _: None

    def fit(self, data: TrainingData, rows: IntArray) -> SentenceClassifier:
        """The classifier fitted on these rows of the data."""
        part, weights = data.frame.iloc[rows], data.weights[rows]
        truth = label_indices(part["label"], len(part))
        table = self.vectors(part["text"].tolist(), truth, weights, self.pool, self.progress)
        vocabulary = replace(background_vocabulary(), vectors=table)
        classifier = SentenceClassifier(vocabulary, folds=FOLDS, n_jobs=self.jobs, random_state=self.seed)
        return classifier.fit(part, part["label"], sample_weight=weights)

    def out_of_fold(self, data: TrainingData, held_out: IntArray) -> FloatArray:
        """Probabilities [n_held_out, 3] of rows (whole documents), each by a fit without its fold's documents."""
        always = np.setdiff1d(np.arange(len(data.frame)), held_out)
        groups = data.frame["document"].to_numpy()[held_out]
        probabilities = np.zeros((len(held_out), len(LABELS)))
        splits = GroupKFold(FOLDS, shuffle=True, random_state=self.seed).split(held_out, groups=groups)
        for fold, (train, test) in enumerate(splits, start=1):
            self.progress(f"fold {fold} of {FOLDS}")
            fitted = self.fit(data, np.concatenate([held_out[train], always]))
            probabilities[test] = fitted.predict_proba(data.frame.iloc[held_out[test]])
        return probabilities
