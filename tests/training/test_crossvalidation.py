import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from sklearn.base import BaseEstimator
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import FittingError
from newsgrain.model.classifier import SentenceClassifier
from newsgrain.training.crossvalidation import out_of_fold, out_of_fold_probabilities

FRAME = pd.DataFrame(
    {
        "document": list("aabbccddee"),
        "text": [f"Sentence {n}." for n in range(10)],
        "label": ["reporting", "opinion"] * 5,
    }
)


class Remembers(BaseEstimator):  # type: ignore[misc]
    """Gives 1 for rows it was fitted on, and the weight it saw in all."""

    def fit(self, X: pd.DataFrame, y: object, sample_weight: npt.NDArray[np.float64]) -> "Remembers":
        self.seen_ = set(X["text"])
        self.weight_ = sample_weight.sum()
        return self

    def predict_proba(self, X: pd.DataFrame) -> npt.NDArray[np.float64]:
        known = X["text"].isin(self.seen_).to_numpy(dtype=float)
        return np.column_stack([known, np.full(len(X), len(self.seen_)), np.full(len(X), self.weight_)])


def test_no_row_is_predicted_by_a_model_that_saw_its_document() -> None:
    found = out_of_fold_probabilities(Remembers(), FRAME, folds=5)
    assert found[:, 0].tolist() == [0] * 10
    assert found[:, 1].tolist() == [8] * 10


def test_rows_not_held_out_teach_every_fold_and_are_not_predicted() -> None:
    held_out = FRAME["document"].isin(["a", "b", "c"]).to_numpy()
    weights = np.where(held_out, 1.0, 10.0)
    found = out_of_fold_probabilities(Remembers(), FRAME, weights, held_out=held_out, folds=3)
    assert np.isnan(found[~held_out]).all()
    assert found[held_out].tolist() == [[0, 8, 44]] * 6


def test_more_folds_than_documents_are_refused() -> None:
    with pytest.raises(FittingError, match="at least 6 documents for 6 folds; received 5"):
        out_of_fold_probabilities(Remembers(), FRAME, folds=6)


def test_errors_are_explained_by_the_model_of_their_fold() -> None:
    texts = ["The council voted {} to 2 on Monday.", "It was a shameful and cowardly vote.", "Only time will tell."]
    labels = ["reporting", "opinion", "padding"]
    frame = pd.DataFrame(
        [(f"d{d}", text.format(d), label) for d in range(8) for text, label in zip(texts, labels, strict=True)],
        columns=["document", "text", "label"],
    )
    frame.loc[4, "label"] = "padding"  # a slip: no model that has not seen it will say so
    documents = [Document.from_sentences(part["text"].tolist()) for _, part in frame.groupby("document")]
    classifier = SentenceClassifier(iterations=3, folds=2, min_samples_leaf=2)
    with threadpool_limits(1):
        found = out_of_fold(classifier, frame, documents=documents, folds=4)
        plain = out_of_fold(classifier, frame, folds=4)
    assert (found.probabilities == plain.probabilities).all()
    assert found.probabilities[4].argmax() == 1
    assert found.reasons[4]
    assert plain.reasons == {}
