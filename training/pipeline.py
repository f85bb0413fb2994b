"""The whole recipe on labelled rows, encoder and classifier; and their out-of-fold verdicts.

The encoder learns in two courses. The general one is long, and on what is never held out: so all folds share it. The
particular one goes on from there with the fold's own rows, a rehearsal of the others, and all sentences that were
labelled by themselves; it is made twice, and the weights averaged. What sees labels of held-out documents is repeated
without them. Needs the extra `train-encoder`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd
from joblib import Memory, Parallel, delayed

from ..corpus.label import LABELS
from ..model.calibration import ISOLATED, LABELLED, TAKEN
from ..model.classifier import SentenceClassifier
from ..model.encoder import Encoder
from ..model.linear import log_softmax
from ..model.sentence_rows import frame_batch, label_indices, offsets_of
from .data import TrainingData
from .encoder import FineTuning, LabelledRows, NetworkWeights, averaged, fine_tuned_weights, network
from .encoder_packing import pack
from .folds import FOLDS, held_out_folds
from .threshold import THRESHOLDS, LoneVerdicts, OutOfFold

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

GENERAL = FineTuning()
"""The first course, on what is learned from in every fold; the only one where nothing is."""

PARTICULAR = FineTuning(head_learning_rate=3e-4)
"""The second course, from where the first one ended; two passes at half the rate judged worse (first fold: 0.015)."""

SECOND_COURSES = 2
"""Second courses in different order, whose weights are averaged (Wortsman et al. 2022)."""

REHEARSAL = 0.1
"""Share of the first course's documents that the second one repeats, so that they are not forgotten."""


@dataclass(frozen=True)
class Fitted:
    """What one fit gives: the fast classifier and the encoder."""

    classifier: SentenceClassifier
    encoder: Encoder


@dataclass(frozen=True)
class Pipeline:
    """How to fit on labelled rows.

    Attributes
    ----------
    cache
        Folder that keeps what each fit has learned, so that a run that was cut off goes on; `None` keeps nothing.
    seed, jobs
        Seed of folds and classifier; processes for the folds.
    progress
        Called with a line before each step.
    """

    cache: Path | None = None
    seed: int = 0
    jobs: int = 1
    progress: Callable[[str], None] = lambda _: None

    def fit(self, data: TrainingData, rows: IntArray) -> Fitted:
        """Encoder and classifier fitted on these rows of the data and on all of the general course."""
        return self._fit(data, rows, self._general_course(data, np.arange(len(data.frame))))

    def _fit(self, data: TrainingData, rows: IntArray, start: NetworkWeights | None) -> Fitted:
        alone = rows[data.labelled_alone[rows]]
        if start is None:
            weights = self._course(data, rows, alone, GENERAL, None)
        else:
            chosen = self._particular(data, rows)
            settings = (replace(PARTICULAR, seed=seed) for seed in range(SECOND_COURSES))
            weights = averaged([self._course(data, chosen, alone, each, start) for each in settings])
        self.progress(f"classifier on {len(rows):,} sentences")
        columns = ["text", "document", "role", "label", "alone_label"]
        classifier = self._memory.cache(_classifier)(
            data.frame.iloc[rows].reindex(columns=columns), data.weights[rows], self.seed
        )
        return Fitted(cast(SentenceClassifier, classifier), pack(network(PARTICULAR, weights)))

    def _general_course(self, data: TrainingData, rows: IntArray) -> NetworkWeights | None:
        """The fine-tuned network's weights after the first course, if any of these rows are for it."""
        chosen = rows[data.general[rows]]
        return self._course(data, chosen, chosen[:0], GENERAL, None) if len(chosen) else None

    def _particular(self, data: TrainingData, rows: IntArray) -> IntArray:
        """Of these rows those of the second course: all that are not of the first one, and some of its documents."""
        documents, general = data.frame["document"].to_numpy(), data.general[rows]
        random = np.random.default_rng(self.seed)
        repeated = {name for name in dict.fromkeys(documents[rows[general]]) if random.random() < REHEARSAL}
        return rows[~general | np.isin(documents[rows], list(repeated))]

    def _course(
        self,
        data: TrainingData,
        rows: IntArray,
        alone: IntArray,
        settings: FineTuning,
        start: NetworkWeights | None,
    ) -> NetworkWeights:
        """The network's weights after it has read these rows in their documents, and those `alone` by themselves."""
        self.progress(f"encoder on {len(rows):,} sentences in documents, {len(alone):,} by themselves")
        both = np.concatenate([rows, alone])
        numbers = _numbers(data.frame.iloc[rows])
        learned = LabelledRows(
            data.frame["text"].iloc[both].tolist(),
            np.concatenate([numbers, numbers.max(initial=0) + 1 + np.arange(len(alone))]),
            np.concatenate([data.truth[rows], data.alone_truth[alone]]),
            data.encoder_weights[both],
        )
        train = self._memory.cache(fine_tuned_weights, ignore=["progress"])
        return cast(NetworkWeights, train(learned, settings, start, progress=self.progress))

    @property
    def _memory(self) -> Memory:
        return Memory(None if self.cache is None else str(self.cache), verbose=0)

    def out_of_fold(self, data: TrainingData, held_out: IntArray, isolated: IntArray | None = None) -> OutOfFold:
        """Verdicts on rows (whole documents) and on isolated sentences; all other rows are learned from in every fold.

        Raises
        ------
        ValueError
            If rows of the general course are among them: it would have seen what it is judged by.
        """
        lone = np.zeros(0, dtype=np.int64) if isolated is None else isolated
        seen = int(data.general[np.concatenate([held_out, lone])].sum())
        if seen:
            raise ValueError(f"{seen} rows are held out and in the general course; hold others out")
        start = self._general_course(data, np.arange(len(data.frame)))
        tests, lone_tests = (self._tests(data, rows) for rows in (held_out, lone))

        def one(fold: int) -> OutOfFold:
            judged, sentences = held_out[tests[fold]], lone[lone_tests[fold]]
            learned = np.setdiff1d(np.arange(len(data.frame)), np.concatenate([judged, sentences]))
            fitted = self._fit(data, learned, start)
            self.progress(f"fold {fold + 1} of {FOLDS} fitted")
            return _judged(fold, fitted, data.frame.iloc[judged], data.frame.iloc[sentences])

        # no memory maps: the cache takes an array that is one for another
        parts = Parallel(self.jobs, max_nbytes=None)(delayed(one)(fold) for fold in range(FOLDS))
        return OutOfFold.joined(parts, np.argsort(np.concatenate(tests)), np.argsort(np.concatenate(lone_tests)))

    def labelled_alone(self, data: TrainingData) -> LoneVerdicts:
        """Verdicts on a fifth of the sentences that were labelled by themselves, by a fit without their documents."""
        documents, rows = data.frame["document"].to_numpy(), np.flatnonzero(data.labelled_alone)
        _, places = next(held_out_folds(documents, rows, seed=self.seed))
        judged = rows[places]
        learned = np.flatnonzero(~np.isin(documents, documents[judged]))
        fitted = self._fit(data, learned, self._general_course(data, learned))
        return _lone_verdicts(fitted, data.frame.iloc[judged], data.alone_truth[judged], LABELLED)

    def _tests(self, data: TrainingData, rows: IntArray) -> list[IntArray]:
        """For each fold the places in these rows that it judges."""
        if not len(rows):
            return [rows] * FOLDS
        return [test for _, test in held_out_folds(data.frame["document"], rows, seed=self.seed)]


def _classifier(frame: pd.DataFrame, weights: FloatArray, seed: int) -> SentenceClassifier:
    return SentenceClassifier(folds=FOLDS, random_state=seed).fit(frame, frame["label"], sample_weight=weights)


def _judged(fold: int, fitted: Fitted, frame: pd.DataFrame, isolated: pd.DataFrame) -> OutOfFold:
    """What a fit says of a fold's sentences."""
    offsets = document_offsets(frame)
    classifier = fitted.classifier.decision_function(frame)
    confidence = np.exp(log_softmax(classifier)).max(axis=1)
    repeating = frame_batch(frame, fitted.classifier.vocabulary_).repeating
    texts = frame["text"].tolist()
    at = {}
    for threshold in THRESHOLDS:
        asked = (confidence < threshold) & ~repeating  # as the cascade does
        at[threshold] = asked, fitted.encoder.read(texts, offsets, asked).log_odds
    return OutOfFold(
        np.full(len(frame), fold),
        classifier,
        fitted.encoder.read(texts, offsets).log_odds,
        at,
        _lone_verdicts(fitted, frame, label_indices(frame["label"], len(frame)), TAKEN),
        _lone_verdicts(fitted, isolated, label_indices(isolated["label"], len(isolated)), ISOLATED),
    )


def _lone_verdicts(fitted: Fitted, frame: pd.DataFrame, truth: IntArray, kind: int) -> LoneVerdicts:
    """What a fit says of each sentence of a frame by itself."""
    if frame.empty:
        return LoneVerdicts(np.zeros((0, len(LABELS))), np.zeros((0, len(LABELS))), truth, kind)
    singles = frame.assign(document=np.arange(len(frame)))
    said = fitted.encoder.read(frame["text"].tolist(), np.arange(len(frame) + 1))
    return LoneVerdicts(fitted.classifier.decision_function(singles), said.log_odds, truth, kind)


def document_offsets(frame: pd.DataFrame) -> IntArray:
    """Where each document of a frame of sentences starts, and the end: [n_documents + 1]."""
    return offsets_of(_numbers(frame))


def _numbers(frame: pd.DataFrame) -> IntArray:
    return np.asarray(frame["document"].factorize()[0], dtype=np.int64)
