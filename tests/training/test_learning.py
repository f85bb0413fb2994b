import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.metrics import f1_score
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.corpus.label import LABELS
from newsgrain.model.classifier import SentenceClassifier
from newsgrain.training.learning import learning_points

QUICK = SentenceClassifier(iterations=3, folds=2, min_samples_leaf=2, C=0.1, calibrate=False)


def test_each_size_is_fitted_and_scored_on_the_same_documents(labelled_frame: pd.DataFrame) -> None:
    seen = labelled_frame["document"].isin({"d0", "d1", "d2"})
    train, test = labelled_frame[~seen], labelled_frame[seen]
    lines: list[str] = []
    with threadpool_limits(1):
        points = learning_points(QUICK, train, test, [9, 3], seed=1, progress=lines.append)
        predicted = clone(QUICK).fit(train, train["label"]).predict(test)
    assert list(points["documents"]) == [3] * 4 + [9] * 4
    assert list(points["sentences"]) == [12] * 4 + [36] * 4
    assert list(points["figure"]) == ["macro_f1", *LABELS] * 2
    assert (points["low"] <= points["value"]).all()
    assert (points["value"] <= points["high"]).all()
    last = points[points["documents"] == 9].set_index("figure")["value"]  # nine are all there are to learn from
    assert last["macro_f1"] == pytest.approx(f1_score(test["label"], predicted, average="macro", zero_division=0.0))
    assert [line.split(":")[0] for line in lines] == ["3 documents", "9 documents"]


def test_sizes_beyond_the_documents_are_refused(labelled_frame: pd.DataFrame) -> None:
    with pytest.raises(NewsgrainError, match="expected sizes from 1 to 12 documents; received 13"):
        learning_points(QUICK, labelled_frame, labelled_frame, [13])
