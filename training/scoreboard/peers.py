"""What newsgrain is compared with: a lexicon, a bag of words, and a sentence encoder as it comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from ...corpus.document import Document
from ...model.model import Model
from ..evaluation import predict

FloatArray = npt.NDArray[np.float64]


class Peer(Protocol):
    """Something that learns from labelled sentences, or need not."""

    name: str

    def fit(self, sentences: Sequence[str], truth: npt.NDArray[np.int64], weights: FloatArray) -> None:
        """Learn from label indices [n] and weights [n]."""
        ...

    def probabilities(self, sentences: Sequence[str]) -> FloatArray:
        """Label probabilities of each sentence by itself: [n, 3]."""
        ...


class BagOfWords:
    """Words and word pairs by tf-idf, logistic regression."""

    name = "tf-idf + logistic regression"

    def __init__(self) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline

        self.pipeline: Any = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
            LogisticRegression(C=3.0, class_weight="balanced", max_iter=500),
        )

    def fit(self, sentences: Sequence[str], truth: npt.NDArray[np.int64], weights: FloatArray) -> None:
        """Learn from label indices [n] and weights [n]."""
        self.pipeline.fit(sentences, truth, logisticregression__sample_weight=weights)

    def probabilities(self, sentences: Sequence[str]) -> FloatArray:
        """Label probabilities of each sentence by itself: [n, 3]."""
        return np.asarray(self.pipeline.predict_proba(sentences))


class FrozenEncoder:
    """all-MiniLM-L6-v2 as published: mean of its vectors, scaled to unit length, logistic regression."""

    name = "frozen MiniLM + logistic regression"

    def __init__(self) -> None:
        from sklearn.linear_model import LogisticRegression

        self.model: Any = LogisticRegression(C=10.0, class_weight="balanced", max_iter=1000)
        self._known: dict[str, FloatArray] = {}

    def fit(self, sentences: Sequence[str], truth: npt.NDArray[np.int64], weights: FloatArray) -> None:
        """Learn from label indices [n] and weights [n]."""
        self.model.fit(self._vectors(sentences), truth, sample_weight=weights)

    def probabilities(self, sentences: Sequence[str]) -> FloatArray:
        """Label probabilities of each sentence by itself: [n, 3]."""
        return np.asarray(self.model.predict_proba(self._vectors(sentences)))

    def _vectors(self, sentences: Sequence[str]) -> FloatArray:
        from ..pretrained import sentence_vectors

        new = sorted({s for s in sentences if s not in self._known}, key=len)
        if new:
            self._known.update(zip(new, sentence_vectors(new).astype(np.float64), strict=True))
        return np.stack([self._known[s] for s in sentences])


class Subjectivity:
    """TextBlob's lexicon of subjective words; it knows no padding and learns nothing."""

    name = "TextBlob subjectivity"

    def fit(self, sentences: Sequence[str], truth: npt.NDArray[np.int64], weights: FloatArray) -> None:
        """Do nothing."""

    def probabilities(self, sentences: Sequence[str]) -> FloatArray:
        """Its subjectivity, in [0, 1], as the probability of opinion: [n, 3]."""
        from textblob import TextBlob

        found = np.array([TextBlob(sentence).sentiment.subjectivity for sentence in sentences])
        return np.column_stack([1 - found, found, np.zeros(len(found))])


def alone(model: Model, sentences: Sequence[str]) -> FloatArray:
    """A shipped model's probabilities of each sentence by itself: [n, 3]."""
    return predict(model, [Document.from_sentences([sentence]) for sentence in sentences])
