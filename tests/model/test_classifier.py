import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_score
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from newsgrain.corpus.errors import FittingError
from newsgrain.corpus.label import LABELS
from newsgrain.model.calibration import vector_scaling
from newsgrain.model.classifier import SentenceClassifier
from newsgrain.model.linear import log_softmax

SENTENCES = [
    ("The council voted {n} to 2 on Monday to close the library.", "reporting"),
    ("It was a shameful vote, and {n} times more foolish than the last.", "opinion"),
    ("All {n} sides must now come together in search of a solution.", "padding"),
]


def small(**parameters: object) -> SentenceClassifier:
    settings = {"iterations": 3, "folds": 2, "min_samples_leaf": 2, "C": 0.5, **parameters}
    return SentenceClassifier(**settings)  # type: ignore[arg-type]


def frame_of(documents: int) -> pd.DataFrame:
    rows = [(f"d{d}", text.format(n=d), label, "text") for d in range(documents) for text, label in SENTENCES]
    return pd.DataFrame(rows, columns=["document", "text", "label", "role"])


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return frame_of(8)


@pytest.fixture(scope="module")
def fitted(frame: pd.DataFrame) -> SentenceClassifier:
    with threadpool_limits(1):
        return small().fit(frame, frame["label"])


def test_probabilities_follow_the_labels(fitted: SentenceClassifier, frame: pd.DataFrame) -> None:
    found = fitted.predict_proba(frame)
    assert found.shape == (24, 3)
    assert np.allclose(found.sum(axis=1), 1)
    assert fitted.classes_.tolist() == list(LABELS)
    assert fitted.predict(frame).tolist() == [LABELS[i] for i in found.argmax(axis=1)]
    assert np.allclose(np.exp(log_softmax(fitted.decision_function(frame))), found)


def test_the_same_seed_gives_the_same_model(fitted: SentenceClassifier, frame: pd.DataFrame) -> None:
    with threadpool_limits(1):
        again = clone(fitted).fit(frame, frame["label"])
    assert np.array_equal(again.predict_proba(frame), fitted.predict_proba(frame))


def test_without_documents_every_row_stands_alone(fitted: SentenceClassifier, frame: pd.DataFrame) -> None:
    together = fitted.predict_proba(frame[["text"]])
    alone = [fitted.predict_proba(frame[["text"]].iloc[[row]])[0] for row in range(len(frame))]
    assert np.allclose(together, alone)


def test_the_index_of_the_frame_does_not_matter(fitted: SentenceClassifier, frame: pd.DataFrame) -> None:
    shuffled = frame.set_index(np.arange(len(frame))[::-1] * 7)
    assert np.array_equal(fitted.predict_proba(shuffled), fitted.predict_proba(frame))


def test_scikit_learns_tools_take_it(frame: pd.DataFrame) -> None:
    folds = GroupKFold(2)
    with threadpool_limits(1):
        scores = cross_val_score(small(), frame, frame["label"], groups=frame["document"], cv=folds)
        search = GridSearchCV(Pipeline([("classify", small())]), {"classify__iterations": [1, 3]}, cv=folds)
        search.fit(frame, frame["label"], groups=frame["document"])
    assert scores.shape == (2,)
    assert not np.isnan(scores).any()
    assert search.best_params_["classify__iterations"] in (1, 3)
    assert search.predict_proba(frame).shape == (24, 3)


def test_clone_keeps_the_parameters_and_nothing_else(fitted: SentenceClassifier) -> None:
    copy = clone(fitted)
    assert copy.get_params() == fitted.get_params()
    assert not hasattr(copy, "context_model_")


def test_an_unfitted_classifier_predicts_nothing(frame: pd.DataFrame) -> None:
    with pytest.raises(NotFittedError):
        small().predict(frame)


def test_weights_of_zero_take_sentences_out(frame: pd.DataFrame) -> None:
    wrong = frame.assign(label="opinion", document="w" + frame["document"])
    both = pd.concat([frame, wrong], ignore_index=True)
    weights = np.repeat([1.0, 0.0], len(frame))
    with threadpool_limits(1):
        weighted = small().fit(both, both["label"], sample_weight=weights)
    assert weighted.prior_ == pytest.approx([1 / 3] * 3, abs=0.1)


TWO = pd.DataFrame({"text": ["a", "b"]})


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        (np.zeros((2, 2)), ["reporting"] * 2, "expected a frame with a column 'text'.* received ndarray"),
        (pd.DataFrame({"body": ["a"]}), ["reporting"], "column 'text'.* received columns .'body'"),
        (TWO, ["reporting"], r"expected 2 labels, one a row; received an array of shape \(1,\)"),
        (TWO, ["reporting", "opnion"], "unknown label 'opnion'; expected one of: reporting, opinion, padding"),
        (TWO, ["reporting", "opinion"], "at least 5 documents for 5 folds; received 2"),
        (TWO.iloc[:0], [], "at least 5 documents for 5 folds; received 0"),
        (pd.DataFrame({"text": ["a", None]}), ["reporting"] * 2, "expected a string in every row of 'text'"),
        (TWO.assign(document="a"), ["reporting"] * 2, "at least 5 documents for 5 folds; received 1"),
        (
            pd.DataFrame({"text": list("abc"), "document": list("xyx")}),
            ["reporting"] * 3,
            "rows of a document to stand together; those of 'x' do not",
        ),
    ],
)
def test_what_cannot_be_fitted_is_refused(X: object, y: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        SentenceClassifier().fit(X, y)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ([1.0], r"expected 24 weights, one a row; received an array of shape \(1,\)"),
        ([1.0] * 30, "expected 24 weights"),
        ([-1.0] * 24, "not negative"),
        ([float("nan")] * 24, "finite"),
    ],
)
def test_weights_that_fit_not_are_refused(frame: pd.DataFrame, weights: list[float], message: str) -> None:
    with pytest.raises(FittingError, match=message):
        small().fit(frame, frame["label"], sample_weight=weights)


def test_a_role_that_is_none_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(FittingError, match="unknown role 'title'; expected one of: text, heading, list_item, caption"):
        small().fit(frame.assign(role="title"), frame["label"])


def test_missing_labels_are_named(frame: pd.DataFrame) -> None:
    some = frame[frame["label"] != "padding"]
    with pytest.raises(FittingError, match="in the data none bears padding"):
        small().fit(some, some["label"])


def test_a_label_that_a_fold_lacks_is_named() -> None:
    frame = frame_of(6)
    frame = frame[(frame["label"] != "opinion") | (frame["document"] == "d0")]
    with pytest.raises(FittingError, match="in a fold none bears opinion"):
        small().fit(frame, frame["label"])


def test_fewer_than_two_folds_are_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(FittingError, match="at least 2 folds; received 1"):
        small(folds=1).fit(frame, frame["label"])


def test_vector_scaling_recovers_what_was_done_to_the_log_odds() -> None:
    random = np.random.default_rng(0)
    truth = random.dirichlet([1, 1, 1], size=4000)
    target = np.array([random.choice(3, p=p) for p in truth])
    spoilt = (np.log(truth) - [0.5, -0.25, 0.0]) / 0.5
    scale, *shift = vector_scaling(spoilt, target, np.ones(len(target)))
    assert scale == pytest.approx(0.5, abs=0.05)
    assert shift == pytest.approx([0.5, -0.25, 0.0], abs=0.15)


def lone_and_whole(repeats: int) -> pd.DataFrame:
    """Documents with little opinion, and isolated sentences that are opinion as often as reporting."""
    documents = [
        (f"d{d}", text.format(n=d * 7 + i), label)
        for d in range(repeats)
        for i, (text, label) in enumerate([SENTENCES[0]] * 6 + [SENTENCES[1], SENTENCES[2], SENTENCES[2]])
    ]
    isolated = [
        (f"s{s}", SENTENCES[0][0].format(n=s), label) for s in range(repeats) for label in ("reporting", "opinion")
    ]
    isolated = [(f"{name}{i}", text, label) for i, (name, text, label) in enumerate(isolated)]
    return pd.DataFrame(documents + isolated, columns=["document", "text", "label"])


def test_a_lone_sentence_is_calibrated_by_lone_sentences() -> None:
    frame = lone_and_whole(160)
    with threadpool_limits(1):
        classifier = small(iterations=10).fit(frame, frame["label"])
    whole, lone = classifier.calibration_
    assert whole[2] - whole[1] < lone[2] - lone[1] - 0.5  # opinion against reporting
    text = SENTENCES[0][0].format(n=3)
    alone = classifier.predict_proba(pd.DataFrame({"text": [text]}))[0]
    among = classifier.predict_proba(pd.DataFrame({"text": [text] * 6, "document": "d"}))[2]
    assert alone[1] > among[1] + 0.1


def test_few_lone_sentences_are_calibrated_as_the_others(fitted: SentenceClassifier) -> None:
    assert np.array_equal(*fitted.calibration_)
