"""The whole recipe on labelled rows: encoder, distilled word vectors, classifier; and their out-of-fold verdicts.

The encoder learns in two courses. The general one is long, and on what is never held out: so all folds share it. The
particular one goes on from there with the fold's own rows and a rehearsal of the others. What sees labels of held-out
documents is repeated without them. Needs the extra `train-encoder`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd
from joblib import Memory

from ..corpus.label import LABELS
from ..model.classifier import SentenceClassifier
from ..model.encoder import Encoder
from ..model.features import Vocabulary
from ..model.linear import log_softmax
from ..model.sentence_rows import label_indices, offsets_of
from ..model.vocabulary import background_vocabulary
from .data import TrainingData
from .distillation import distil_vectors
from .encoder import FineTuning, LabelledRows, NetworkWeights, fine_tuned_weights, network
from .encoder_packing import pack
from .folds import FOLDS, held_out_folds
from .pretrained import word_vectors
from .threshold import THRESHOLDS, OutOfFold

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

GENERAL = FineTuning()
"""The first course, on what is learned from in every fold; the only one where nothing is."""

PARTICULAR = FineTuning(epochs=2, learning_rate=5e-5, head_learning_rate=3e-4)
"""The second course, from where the first one ended."""

REHEARSAL = 0.1
"""Share of the first course's documents that the second one repeats, so that they are not forgotten."""


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
        encoder = pack(network(PARTICULAR, self._network_weights(data, rows)))
        self.progress("word vectors")
        table = self._memory.cache(distilled_vectors)(encoder, self.pool)
        return encoder, replace(background_vocabulary(), vectors=table)

    def _network_weights(self, data: TrainingData, rows: IntArray) -> NetworkWeights:
        """The fine-tuned network's weights after both courses."""
        general = rows[data.general[rows]]
        if not len(general):
            return self._course(data, rows, GENERAL, None)
        start = self._course(data, general, GENERAL, None)
        return self._course(data, self._particular(data, rows), PARTICULAR, start)

    def _particular(self, data: TrainingData, rows: IntArray) -> IntArray:
        """Of these rows those of the second course: all that are not of the first one, and some of its documents."""
        documents, general = data.frame["document"].to_numpy(), data.general[rows]
        random = np.random.default_rng(self.seed)
        repeated = {name for name in dict.fromkeys(documents[rows[general]]) if random.random() < REHEARSAL}
        return rows[~general | np.isin(documents[rows], list(repeated))]

    def _course(
        self, data: TrainingData, rows: IntArray, settings: FineTuning, start: NetworkWeights | None
    ) -> NetworkWeights:
        self.progress(f"encoder on {len(rows):,} sentences")
        part = data.frame.iloc[rows]
        learned = LabelledRows(
            part["text"].tolist(), _numbers(part), label_indices(part["label"], len(part)), data.weights[rows]
        )
        train = self._memory.cache(fine_tuned_weights, ignore=["progress"])
        return cast(NetworkWeights, train(learned, settings, start, progress=self.progress))

    @property
    def _memory(self) -> Memory:
        return Memory(self.cache, verbose=0)

    def out_of_fold(self, data: TrainingData, held_out: IntArray) -> OutOfFold:
        """Verdicts on rows (whole documents); all other rows are learned from in every fold.

        Raises
        ------
        ValueError
            If rows of the general course are among them: it would have seen what it is judged by.
        """
        if data.general[held_out].any():
            raise ValueError(f"{data.general[held_out].sum()} rows are held out and in the general course; use others")
        n = len(held_out)
        empty = np.zeros((n, len(LABELS)))
        found = OutOfFold(
            np.zeros(n, dtype=np.int64),
            empty.copy(),
            empty.copy(),
            (empty.copy(), empty.copy()),
            {t: (np.zeros(n, dtype=bool), empty.copy()) for t in THRESHOLDS},
        )
        for fold, (rows, test) in enumerate(held_out_folds(data.frame["document"], held_out, seed=self.seed)):
            self.progress(f"fold {fold + 1} of {FOLDS}")
            fitted = self.fit(data, rows)
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
    return offsets_of(_numbers(frame))


def _numbers(frame: pd.DataFrame) -> IntArray:
    return np.asarray(frame["document"].factorize()[0], dtype=np.int64)
