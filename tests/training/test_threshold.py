import numpy as np
import pytest

from newsgrain.model.cascade import pooled
from newsgrain.model.linear import log_softmax
from newsgrain.training.threshold import (
    THRESHOLDS,
    OutOfFold,
    cascaded,
    lone_label_shares,
    opinion_pools,
    threshold_curve,
)


def verdicts() -> tuple[OutOfFold, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    random = np.random.default_rng(0)
    truth = random.integers(0, 3, 400)
    classifier = np.eye(3)[truth] * 1.0 + random.normal(0, 1, (400, 3))
    encoder = np.eye(3)[truth] * 4.0 + random.normal(0, 1, (400, 3))
    best = np.exp(classifier - np.logaddexp.reduce(classifier, axis=1, keepdims=True)).max(axis=1)
    at = {t: (best < t, np.where((best < t)[:, None], encoder, 0.0)) for t in THRESHOLDS}
    return OutOfFold(np.arange(400) % 5, classifier, encoder, (classifier, encoder), at), truth


def test_asking_more_often_is_better_when_the_encoder_is() -> None:
    found, truth = verdicts()
    curve = threshold_curve(found, truth)
    assert [point.asked for point in curve] == sorted(point.asked for point in curve)
    assert curve[0].asked == 0
    assert curve[-1].macro_f1 > curve[0].macro_f1 + 0.1


def test_sentences_that_nobody_asked_about_keep_the_classifiers_verdict() -> None:
    found, truth = verdicts()
    sure = ~found.at[0.6][0]
    assert np.allclose(cascaded(found, truth, 0.6)[sure], found.classifier_probabilities[sure])
    assert opinion_pools(found, truth, 0.6, np.full(3, 1 / 3)).shape == (2, 5)


def test_lone_sentences_are_expected_half_as_in_documents_half_as_in_isolated_ones() -> None:
    truth = np.array([0, 0, 0, 2, 1, 0])
    documents = ["a", "a", "a", "a", "x", "y"]
    shares = lone_label_shares(truth, documents, np.arange(4))
    assert shares.tolist() == [(3 / 4 + 1 / 2) / 2, 1 / 4, 1 / 8]
    assert lone_label_shares(truth[:4], documents[:4], np.arange(4)).tolist() == [3 / 4, 0, 1 / 4]


def test_the_pool_of_lone_sentences_gives_the_shares_to_expect() -> None:
    found, truth = verdicts()
    shares = np.array([0.2, 0.7, 0.1])
    lone = opinion_pools(found, truth, 1.0, shares)[1]
    probabilities = np.exp(log_softmax(pooled(lone[None], found.alone[1], log_softmax(found.alone[0]))))
    weights = shares[truth] / np.bincount(truth)[truth]
    assert np.average(probabilities, axis=0, weights=weights) == pytest.approx(shares, abs=0.02)
