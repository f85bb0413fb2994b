"""The cascade: the fast classifier decides what it is sure of; for the rest the encoder is asked, too.

Where both have spoken, their log-odds are added up with fixed weights (a logarithmic opinion pool, Genest and
Zidek 1986), fitted on out-of-fold verdicts. Sums of log-odds keep the reasons exact: what a word or cue added to
either verdict, times that verdict's weight, is what it added to the joint one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..corpus.label import LABELS
from .compiled import Verdicts
from .encoder import Encoder, Reading
from .linear import log_softmax
from .windows import IntArray

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

POOL_COLUMNS = 2 + len(LABELS)
"""Of an opinion pool: weight of the encoder, weight of the classifier, a shift for each label."""


@dataclass(frozen=True)
class SecondOpinion:
    """The encoder's part in a batch of verdicts.

    `reading`: what it said; `pool` [n_sentences, 5]: for each sentence the weights of encoder and classifier and
    the labels' shifts; 0, 1, 0, 0, 0 where the classifier decided alone.
    """

    reading: Reading
    pool: FloatArray


@dataclass(frozen=True)
class Cascade:
    """When to ask the encoder and how to weigh what it says.

    Attributes
    ----------
    encoder
        The encoder.
    threshold
        It is asked where the classifier's best probability is lower, in (1/3, 1].
    pool
        The opinion pool for sentences of a document and for a sentence that is the whole document: [2, 5].
    """

    encoder: Encoder
    threshold: float
    pool: FloatArray

    def decide(
        self, verdicts: Verdicts, sentences: Sequence[str], document_offsets: IntArray, repeating: BoolArray
    ) -> Verdicts:
        """The verdicts with the encoder's opinion where it was wanted; documents must not be empty.

        Of `repeating` sentences [n_sentences], which certainly repeat, a rule of the classifier's decides.
        """
        unsure = (verdicts.probabilities.max(axis=1) < self.threshold) & ~repeating
        reading = self.encoder.read(sentences, document_offsets, unsure)
        sizes = np.diff(document_offsets)
        pool = self.pool[(np.repeat(sizes, sizes) == 1).astype(np.int64)]
        pool[~unsure] = (0.0, 1.0, *([0.0] * len(LABELS)))
        classifier = np.log(np.maximum(verdicts.probabilities, np.finfo(np.float64).tiny))
        probabilities = np.exp(log_softmax(pooled(pool, reading.log_odds, classifier)))
        return replace(verdicts, probabilities=probabilities, second=SecondOpinion(reading, pool))


def pooled(pool: FloatArray, encoder: FloatArray, classifier: FloatArray) -> FloatArray:
    """Joint log-odds, not normalised, from the log-odds of both: arrays [n, 3]; the pool is [n, 5] or [1, 5]."""
    return pool[:, :1] * encoder + pool[:, 1:2] * classifier + pool[:, 2:]
