from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import scipy.sparse as sp
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, GroupKFold, cross_val_score
from sklearn.pipeline import Pipeline
from threadpoolctl import threadpool_info, threadpool_limits  # type: ignore[import-untyped]

from newsgrain.corpus.errors import FittingError
from newsgrain.corpus.label import LABELS
from newsgrain.model.calibration import (
    ISOLATED,
    LABELLED,
    TAKEN,
    log_likelihood,
    lone_log_likelihood,
    vector_scaling,
)
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


def test_columns_that_do_not_occur_change_nothing() -> None:
    features = sp.csr_matrix(np.random.default_rng(0).normal(size=(30, 4)))
    target, weight = np.arange(30) % 3, np.ones(30)
    wide = sp.hstack([features, sp.csr_matrix((30, 5)), features], format="csr")
    fitted = SentenceClassifier()._fit_linear(wide, target, weight)
    plain = LogisticRegression(C=SentenceClassifier().C, class_weight="balanced", max_iter=200, tol=1e-3)
    plain.fit(wide, target, sample_weight=weight)
    assert not fitted.coef_[:, 4:9].any()
    assert fitted.coef_ == pytest.approx(plain.coef_, abs=1e-6)
    assert fitted.predict_proba(wide) == pytest.approx(plain.predict_proba(wide), abs=1e-6)


class Watched(SentenceClassifier):
    """Notes how many threads the libraries may use while it is fitted."""

    def _fit_trees(self, X: Any, y: Any, w: Any) -> Any:
        self.threads_ = [pool["num_threads"] for pool in threadpool_info()]
        return super()._fit_trees(X, y, w)


def test_fitting_keeps_to_one_thread(frame: pd.DataFrame) -> None:
    with threadpool_limits(2):
        before = [pool["num_threads"] for pool in threadpool_info()]
        fitted = Watched(iterations=1, folds=2, min_samples_leaf=2).fit(frame, frame["label"])
        after = [pool["num_threads"] for pool in threadpool_info()]
    assert set(fitted.threads_) == {1}
    assert before == after


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


def test_features_are_kept_for_candidates_that_see_the_same_frame(
    fitted: SentenceClassifier, frame: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    candidate = small(memory=str(tmp_path))
    with threadpool_limits(1):
        candidate.fit(frame, frame["label"])
    found = candidate.predict_proba(frame)
    assert np.array_equal(found, fitted.predict_proba(frame))
    monkeypatch.setattr("newsgrain.model.sentence_rows.extract", None)  # nothing is extracted any more
    with threadpool_limits(1):
        again = clone(candidate).fit(frame, frame["label"])
    assert np.array_equal(again.predict_proba(frame), found)


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


def test_isolated_sentences_compare_the_labels_they_bear_and_documents_tell_the_others() -> None:
    log_p = np.log([[0.6, 0.2, 0.2], [0.1, 0.4, 0.5], [0.3, 0.3, 0.4]])
    of = lone_log_likelihood(np.array([0, 2, 1]), np.ones(3), np.array([ISOLATED, TAKEN, ISOLATED]))
    among = (np.log(0.6 / 0.8) + np.log(0.3 / 0.6)) / 2  # isolated: reporting against opinion
    assert of(log_p) == pytest.approx(among + np.log(0.5))
    plain = lone_log_likelihood(np.array([0, 2]), np.ones(2), np.full(2, TAKEN))
    assert plain(log_p[:2]) == pytest.approx((np.log(0.6) + np.log(0.5)) / 2)


def test_sentences_labelled_by_themselves_count_as_much_as_each_of_the_other_kinds() -> None:
    log_p = np.log([[0.6, 0.2, 0.2], [0.1, 0.4, 0.5], [0.3, 0.3, 0.4], [0.2, 0.2, 0.6]])
    target, weight = np.array([0, 2, 1, 2]), np.array([1.0, 1.0, 3.0, 1.0])
    labelled = (3 * np.log(0.3) + np.log(0.6)) / 4
    of = lone_log_likelihood(target, weight, np.array([ISOLATED, TAKEN, LABELLED, LABELLED]))
    assert of(log_p) == pytest.approx(0.0 + np.log(1 - 0.1 - 0.4) + labelled)  # isolated ones bear one label only
    only = lone_log_likelihood(target[2:], weight[2:], np.full(2, LABELLED))
    assert only(log_p[2:]) == pytest.approx(labelled)


def test_vector_scaling_recovers_what_was_done_to_the_log_odds() -> None:
    random = np.random.default_rng(0)
    truth = random.dirichlet([1, 1, 1], size=4000)
    target = np.array([random.choice(3, p=p) for p in truth])
    spoilt = (np.log(truth) - [0.5, -0.25, 0.0]) / 0.5
    scale, *shift = vector_scaling(spoilt, log_likelihood(target, np.ones(len(target))))
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


def labelled_apart(repeats: int) -> pd.DataFrame:
    """Documents in which a cry is reported speech, which nobody can tell who sees it alone."""
    sentences = [*SENTENCES, ("What a disgrace this number {n} is.", "reporting")]
    rows = [(f"d{d}", text.format(n=d), label) for d in range(repeats) for text, label in sentences]
    frame = pd.DataFrame(rows, columns=["document", "text", "label"])
    cry = frame["text"].str.startswith("What")
    return frame.assign(alone_label=frame["label"].where(~cry, "opinion").where(frame.index % 8 > 3))


def test_a_label_given_to_a_sentence_by_itself_holds_there() -> None:
    frame = labelled_apart(160)
    classifier = small(iterations=10).fit(frame, frame["label"])
    document = frame[frame["document"] == "d2"].drop(columns="alone_label")
    assert classifier.predict(document).tolist() == document["label"].tolist()
    assert classifier.predict(document[["text"]]).tolist() == ["reporting", "opinion", "padding", "opinion"]


def test_an_unknown_label_of_a_sentence_by_itself_is_refused(frame: pd.DataFrame) -> None:
    with pytest.raises(FittingError, match="unknown label 'fact'; expected one of: reporting, opinion, padding"):
        small().fit(frame.assign(alone_label=np.array(["fact", *[None] * 23], dtype=object)), frame["label"])
