"""The whole recipe on labelled rows: encoder, distilled word vectors, classifier; and their out-of-fold verdicts.

Every step that sees labels is repeated without the held-out documents. Needs the extra `train-encoder`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from joblib import Memory
from sklearn.model_selection import GroupKFold

from ..corpus.label import LABELS
from ..model.classifier import SentenceClassifier
from ..model.encoder import Encoder
from ..model.features import Vocabulary
from ..model.linear import log_softmax
from ..model.sentence_rows import label_indices
from ..model.vocabulary import background_vocabulary
from .data import TrainingData
from .distillation import distil_vectors
from .encoder import train_encoder, word_vectors
from .threshold import THRESHOLDS, OutOfFold

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

FOLDS = 5


@dataclass(frozen=True)
class Pool:
    """Unlabelled documents: their sentences in order, and where each document starts, and the end."""

    sentences: list[str]
    offsets: IntArray


@dataclass(frozen=True)
class Fitted:
    """What one fit gives: the fast classifier and the encoder."""

    classifier: SentenceClassifier
    encoder: Encoder


def distilled_vectors(encoder: Encoder, pool: Pool) -> npt.NDArray[np.float32]:
    """Word vectors of the background vocabulary, distilled from what the encoder says of unlabelled documents."""
    base = background_vocabulary()
    soft = np.exp(log_softmax(encoder.read(pool.sentences, pool.offsets).log_odds))
    return distil_vectors(pool.sentences, soft, np.ones(len(soft)), base, word_vectors(base.forms))


@dataclass(frozen=True)
class Pipeline:
    """How to fit on labelled rows.

    Attributes
    ----------
    pool
        Unlabelled documents that the encoder's judgement is distilled on.
    cache
        Folder that keeps the encoder and vectors of each fit; `None` keeps nothing.
    seed, jobs
        Seed of folds and classifier; processes for the classifier's own folds.
    progress
        Called with a line before each step.
    """

    pool: Pool
    cache: Path | None = None
    seed: int = 0
    jobs: int = 1
    progress: Callable[[str], None] = lambda _: None

    def fit(self, data: TrainingData, rows: IntArray) -> Fitted:
        """Encoder and classifier fitted on these rows of the data."""
        encoder, vocabulary = self.prepare(data, rows)
        self.progress("classifier")
        part, weights = data.frame.iloc[rows], data.weights[rows]
        classifier = SentenceClassifier(vocabulary, folds=FOLDS, n_jobs=self.jobs, random_state=self.seed)
        return Fitted(classifier.fit(part, part["label"], sample_weight=weights), encoder)

    def prepare(self, data: TrainingData, rows: IntArray) -> tuple[Encoder, Vocabulary]:
        """The encoder fitted on these rows, and the words with the vectors distilled from it."""
        memory = Memory(self.cache, verbose=0)
        part, weights = data.frame.iloc[rows], data.weights[rows]
        truth = label_indices(part["label"], len(part))
        self.progress(f"encoder on {len(part):,} sentences")
        train = memory.cache(train_encoder, ignore=["progress"])
        encoder = train(part["text"].tolist(), _numbers(part), truth, weights, progress=self.progress)
        self.progress("word vectors")
        table = memory.cache(distilled_vectors)(encoder, self.pool)
        return encoder, replace(background_vocabulary(), vectors=table)

    def out_of_fold(self, data: TrainingData, held_out: IntArray) -> OutOfFold:
        """Verdicts on rows (whole documents); all other rows are learned from in every fold."""
        always = np.setdiff1d(np.arange(len(data.frame)), held_out)
        groups = data.frame["document"].to_numpy()[held_out]
        n = len(held_out)
        empty = np.zeros((n, len(LABELS)))
        found = OutOfFold(
            np.zeros(n, dtype=np.int64),
            empty.copy(),
            empty.copy(),
            (empty.copy(), empty.copy()),
            {t: (np.zeros(n, dtype=bool), empty.copy()) for t in THRESHOLDS},
        )
        splits = GroupKFold(FOLDS, shuffle=True, random_state=self.seed).split(held_out, groups=groups)
        for fold, (train, test) in enumerate(splits):
            self.progress(f"fold {fold + 1} of {FOLDS}")
            fitted = self.fit(data, np.concatenate([held_out[train], always]))
            found.fold[test] = fold
            _judge(fitted, data.frame.iloc[held_out[test]], found, test)
        return found


def _judge(fitted: Fitted, frame: pd.DataFrame, found: OutOfFold, rows: IntArray) -> None:
    """Enter what a fit says of a fold's sentences."""
    texts, offsets = frame["text"].tolist(), document_offsets(frame)
    singles = frame.assign(document=np.arange(len(frame)))
    found.classifier[rows] = fitted.classifier.decision_function(frame)
    found.alone[0][rows] = fitted.classifier.decision_function(singles)
    found.alone[1][rows] = fitted.encoder.read(texts, np.arange(len(texts) + 1)).log_odds
    confidence = found.classifier_probabilities[rows].max(axis=1)
    for threshold, (asked, said) in found.at.items():
        asked[rows] = confidence < threshold
        said[rows] = fitted.encoder.read(texts, offsets, confidence < threshold).log_odds
    found.encoder[rows] = found.at[1.0][1][rows]


def document_offsets(frame: pd.DataFrame) -> IntArray:
    """Where each document of a frame of sentences starts, and the end: [n_documents + 1]."""
    return np.append(np.flatnonzero(np.diff(_numbers(frame), prepend=-1)), len(frame))


def _numbers(frame: pd.DataFrame) -> IntArray:
    return np.asarray(frame["document"].factorize()[0], dtype=np.int64)
