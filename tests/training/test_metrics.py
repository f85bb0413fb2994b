import numpy as np
import pytest

from newsgrain.training.metrics import expected_calibration_error, paired_difference, score

TRUTH = np.array([0, 0, 0, 1, 1, 2])
PREDICTED = np.array([0, 0, 1, 1, 1, 0])
PROBABILITIES = np.eye(3)[PREDICTED] * 0.7 + 0.1
DOCUMENTS = ["a", "a", "b", "b", "c", "c"]


def test_scores_are_those_counted_by_hand() -> None:
    scores = score(TRUTH, PROBABILITIES, DOCUMENTS)
    assert scores.labels["reporting"].f1.value == pytest.approx(4 / 6)
    assert scores.labels["opinion"].f1.value == pytest.approx(4 / 5)
    assert scores.labels["padding"].f1.value == 0
    assert scores.labels["opinion"].precision.value == pytest.approx(2 / 3)
    assert scores.labels["opinion"].recall.value == 1
    assert scores.macro_f1.value == pytest.approx((4 / 6 + 4 / 5) / 3)
    assert scores.accuracy.value == pytest.approx(4 / 6)
    assert scores.confusion == ((2, 1, 0), (0, 2, 0), (1, 0, 0))
    assert (scores.documents, scores.sentences) == (3, 6)


def test_intervals_hold_their_figure_and_repeat_with_the_seed() -> None:
    once, again = (score(TRUTH, PROBABILITIES, DOCUMENTS, seed=4).macro_f1 for _ in range(2))
    assert once == again
    assert once.low <= once.value <= once.high


def test_calibration_error_by_hand() -> None:
    # all six at confidence 0.8, four of them right: |4/6 - 0.8|
    assert expected_calibration_error(TRUTH, PROBABILITIES) == pytest.approx(0.8 - 4 / 6)
    assert expected_calibration_error(TRUTH, np.eye(3)[TRUTH]) == 0


def test_a_model_differs_from_itself_by_nothing() -> None:
    found = paired_difference(TRUTH, PROBABILITIES, PROBABILITIES, DOCUMENTS)
    assert (found.value, found.low, found.high) == (0, 0, 0)
    assert paired_difference(TRUTH, np.eye(3)[TRUTH], PROBABILITIES, DOCUMENTS).value == pytest.approx(
        1 - (4 / 6 + 4 / 5) / 3
    )


def test_nothing_to_score_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        score(np.array([], dtype=int), np.zeros((0, 3)), [])
