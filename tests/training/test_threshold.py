import numpy as np

from newsgrain.training.threshold import THRESHOLDS, OutOfFold, cascaded, opinion_pools, threshold_curve


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
    assert opinion_pools(found, truth, 0.6).shape == (2, 5)
