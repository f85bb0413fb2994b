"""The fast classifier without one of its groups of features."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import scipy.sparse as sp

from ..corpus.label import LABELS
from ..model.classifier import SentenceClassifier
from ..model.context import context_names
from ..model.cues import cue_names
from ..model.features import Batch
from .folds import FOLDS

FloatArray = npt.NDArray[np.float64]

CUE_GROUPS: dict[str, tuple[str, ...]] = {
    "attribution and quotation": (
        *("speech verb", "thought verb", "source noun", "empty source"),
        *("quoted share", "starts in quotation", "ends in quotation"),
        *("starts with quotation mark", "ends with quotation mark"),
        *("speech verb next to quotation", "capital before speech verb"),
    ),
    "modality and person": (
        *("hedge", "obligation", "future", "conditional", "negation", "question word", "question mark"),
        *("first person singular", "first person plural", "second person", "third person"),
    ),
    "evaluation": (
        *("praise", "blame", "loaded verb", "intensifier", "comment adverb", "absolute", "superlative"),
        *("exclamation mark", "adjective suffix", "-ly adverb"),
    ),
    "stock phrases": ("vague significance", "hollow call", "signpost", "boilerplate"),
    "specificity": (
        *("date word", "quantity", "office", "event verb", "capitalised", "all capitals", "numbers", "year"),
        *("rare words", "unknown words", "dollar", "pound", "per cent sign"),
    ),
    "grammar and signs": (
        *("causal connective", "contrast", "pointer", "past auxiliary", "present auxiliary", "-ed form", "-ing form"),
        *("abstract noun", "plural", "comma", "colon", "dash", "long dash", "bracket", "bar", "at sign", "hash"),
        *("slash", "semicolon", "full stop", "ellipsis", "ends in colon", "starts in lower case", "no final sign"),
    ),
    "place, role and length": (
        *("words", "log words", "first sentence", "second sentence", "last sentence", "second to last", "index"),
        *("from the end", "share read", "document length", "alone"),
        *("role heading", "role list_item", "role caption"),
    ),
    "novelty": ("new share", "overlap", "lead overlap", "near repeat"),
}
"""Cues by what they look at; `initial X` goes with X."""

WORDS, ALL_CUES = "words and pairs", "all cues"
SURROUNDINGS, SECOND_STAGE = "neighbours and document", "second stage"

GROUPS = (*CUE_GROUPS, ALL_CUES, WORDS, SURROUNDINGS, SECOND_STAGE)
"""What is left out, one at a time."""


class AblatedClassifier(SentenceClassifier):
    """The classifier without one group of features (`""`: the whole), not calibrated, which labels seldom depend on."""

    def __init__(self, *, without: str = "", n_jobs: int = 1, random_state: int = 0) -> None:
        super().__init__(folds=FOLDS, calibrate=False, n_jobs=n_jobs, random_state=random_state)
        self.without = without

    def decision_function(self, X: pd.DataFrame) -> FloatArray:
        """Log-odds [n, 3]; of the first stage alone (not calibrated) where the second is left out."""
        if self.without != SECOND_STAGE:
            return super().decision_function(X)
        return self._linear_log_probabilities(self.sentence_model_, self._scaled_features(self._batch(X)))

    def _batch(self, frame: pd.DataFrame) -> Batch:
        batch = super()._batch(frame)
        names = [name.removeprefix("initial ") for name in cue_names()]
        left_out = np.isin(names, CUE_GROUPS.get(self.without, ())) | (self.without == ALL_CUES)
        return replace(batch, cues=np.where(left_out, 0.0, batch.cues))

    def _scaled_features(self, batch: Batch, *, fit: bool = False) -> sp.csr_matrix:
        features = super()._scaled_features(batch, fit=fit)
        if self.without == WORDS:
            kept = np.arange(features.shape[1]) >= self.vocabulary_.n_columns
            features = sp.csr_matrix(features @ sp.diags(kept.astype(np.float64)))
        return features

    def _surroundings(self, first: FloatArray, batch: Batch) -> FloatArray:
        seen = super()._surroundings(first, batch)
        if self.without == SURROUNDINGS:
            seen[:, len(LABELS) : len(context_names())] = 0.0
        return seen
