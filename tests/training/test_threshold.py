from dataclasses import replace

import numpy as np
import pytest

from newsgrain.model.calibration import ISOLATED, LABELLED, TAKEN
from newsgrain.model.cascade import pooled
from newsgrain.model.linear import log_softmax
from newsgrain.training.threshold import (
    THRESHOLDS,
    LoneVerdicts,
    OutOfFold,
    cascaded,
    lone_pool,
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
    nothing = LoneVerdicts(np.zeros((0, 3)), np.zeros((0, 3)), truth[:0], ISOLATED)
    taken = LoneVerdicts(classifier, encoder, truth, TAKEN)
    found = OutOfFold(np.arange(400) % 5, classifier, encoder, at, taken, nothing)
    return found, truth


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
    labelled = LoneVerdicts(found.classifier, found.encoder, truth, LABELLED)
    assert opinion_pools(found, truth, 0.6, labelled).shape == (2, 5)


def test_the_order_of_the_folds_does_not_matter() -> None:
    found, truth = verdicts()
    backwards = replace(found, fold=4 - found.fold)
    assert np.array_equal(cascaded(found, truth, 0.9), cascaded(backwards, truth, 0.9))


def test_lone_sentences_say_how_common_the_labels_are_among_them() -> None:
    found, truth = verdicts()
    unknown = np.repeat([[1.0, 1.0, 0.0]], 100, axis=0)  # the models cannot tell: a quarter of them is opinion
    isolated = LoneVerdicts(unknown, unknown, (np.arange(100) % 4 == 0).astype(np.int64), ISOLATED)
    labelled = LoneVerdicts(found.classifier, found.encoder, truth, LABELLED)
    pool = lone_pool((found.alone, isolated), 1.0)
    among = np.exp(log_softmax(pooled(pool[None], unknown, log_softmax(unknown))))[0]
    assert among[1] / among[:2].sum() == pytest.approx(0.25, abs=0.03)
    taken = np.exp(log_softmax(pooled(pool[None], found.encoder, log_softmax(found.classifier))))
    assert taken[:, 2].mean() == pytest.approx((truth == 2).mean(), abs=0.03)
    assert not np.allclose(lone_pool((found.alone, isolated, labelled), 1.0), pool)


def test_folds_are_put_in_the_order_of_the_rows() -> None:
    found, _ = verdicts()
    parts = [_rows(found, np.arange(400) % 2 == half) for half in (1, 0)]
    order = np.argsort(np.concatenate([np.arange(1, 400, 2), np.arange(0, 400, 2)]))
    whole = OutOfFold.joined(parts, order, np.zeros(0, dtype=np.int64))
    assert np.array_equal(whole.encoder, found.encoder)
    assert np.array_equal(whole.at[0.7][0], found.at[0.7][0])


def _rows(found: OutOfFold, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> OutOfFold:
    at = {threshold: (asked[chosen], said[chosen]) for threshold, (asked, said) in found.at.items()}
    return replace(
        found,
        fold=found.fold[chosen],
        classifier=found.classifier[chosen],
        encoder=found.encoder[chosen],
        at=at,
        alone=replace(
            found.alone,
            classifier=found.alone.classifier[chosen],
            encoder=found.alone.encoder[chosen],
            truth=found.alone.truth[chosen],
        ),
    )
