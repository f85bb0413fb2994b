"""A classifier without a group of features does not see that group."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from newsgrain.model.context import context_names
from newsgrain.model.cues import cue_names
from newsgrain.model.linear import log_softmax
from newsgrain.training.ablated import (
    ALL_CUES,
    CUE_GROUPS,
    SECOND_STAGE,
    SURROUNDINGS,
    WORDS,
    AblatedClassifier,
)


def test_every_cue_is_in_one_group() -> None:
    counted = Counter(cue for cues in CUE_GROUPS.values() for cue in cues)
    assert set(counted.values()) == {1}
    assert set(counted) == {name.removeprefix("initial ") for name in cue_names()}


def fitted(frame: pd.DataFrame, without: str) -> AblatedClassifier:
    classifier = AblatedClassifier(without=without)
    classifier.n_jobs, classifier.iterations, classifier.folds = 1, 3, 2
    with threadpool_limits(1):
        classifier.fit(frame, frame["label"])
    return classifier


def test_without_a_group_of_cues_its_columns_are_empty(labelled_frame: pd.DataFrame) -> None:
    whole, without = fitted(labelled_frame, ""), fitted(labelled_frame, "specificity")
    columns = [i for i, name in enumerate(cue_names()) if name.removeprefix("initial ") in CUE_GROUPS["specificity"]]
    others = np.setdiff1d(np.arange(len(cue_names())), columns)
    assert (whole._batch(labelled_frame).cues[:, columns] > 0).any()
    assert not without._batch(labelled_frame).cues[:, columns].any()
    assert np.array_equal(without._batch(labelled_frame).cues[:, others], whole._batch(labelled_frame).cues[:, others])


def test_without_all_cues_there_are_none(labelled_frame: pd.DataFrame) -> None:
    assert not fitted(labelled_frame, ALL_CUES)._batch(labelled_frame).cues.any()


def test_without_words_their_weights_are_nought(labelled_frame: pd.DataFrame) -> None:
    classifier = fitted(labelled_frame, WORDS)
    words = slice(None, classifier.vocabulary_.n_columns)
    assert not classifier.sentence_model_.coef_[:, words].any()
    assert classifier.sentence_model_.coef_[:, classifier.vocabulary_.n_columns :].any()


def test_without_surroundings_only_the_own_verdict_and_the_cues_are_left(labelled_frame: pd.DataFrame) -> None:
    classifier = fitted(labelled_frame, SURROUNDINGS)
    batch = classifier._batch(labelled_frame)
    first = log_softmax(np.arange(len(labelled_frame) * 3.0).reshape(-1, 3))
    seen = classifier._surroundings(first, batch)
    assert np.array_equal(seen[:, :3], first)
    assert not seen[:, 3 : len(context_names())].any()
    assert np.array_equal(seen[:, len(context_names()) :], batch.cues)


def test_without_the_second_stage_the_first_decides(labelled_frame: pd.DataFrame) -> None:
    classifier = fitted(labelled_frame, SECOND_STAGE)
    features = classifier._scaled_features(classifier._batch(labelled_frame))
    expected = log_softmax(classifier.sentence_model_.decision_function(features))
    assert classifier.decision_function(labelled_frame) == pytest.approx(expected)
