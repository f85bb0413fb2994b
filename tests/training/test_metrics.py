import numpy as np
import pytest

from newsgrain.training.metrics import (
    expected_calibration_error,
    paired_differences,
    score,
)

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
    found = paired_differences(TRUTH, PROBABILITIES, PROBABILITIES, DOCUMENTS)
    assert all((f.value, f.low, f.high) == (0, 0, 0) for f in found.values())
    better = paired_differences(TRUTH, np.eye(3)[TRUTH], PROBABILITIES, DOCUMENTS)
    assert {name: round(f.value, 9) for name, f in better.items()} == pytest.approx(
        {"reporting": 1 - 4 / 6, "opinion": 1 - 4 / 5, "padding": 1, "macro_f1": 1 - (4 / 6 + 4 / 5) / 3}
    )


def test_f1_of_five_sixths_by_hand() -> None:
    # opinion: 5 right, 1 missed, 1 taken for it wrongly: precision, recall and F1 are 5/6
    truth = np.array([1, 1, 1, 1, 1, 1, 0, 2])
    predicted = np.array([1, 1, 1, 1, 1, 0, 1, 2])
    scores = score(truth, np.eye(3)[predicted], list("abcdefgh"))
    opinion = scores.labels["opinion"]
    assert [i.value for i in (opinion.precision, opinion.recall, opinion.f1)] == pytest.approx([5 / 6] * 3)
    assert opinion.support == 6
    assert scores.macro_f1.value == pytest.approx((0 + 5 / 6 + 1) / 3)


def test_calibration_error_weighs_bins_by_their_rows() -> None:
    # three at 0.9, two of them right; one at 0.5, wrong
    probabilities = np.array([[0.9, 0.1, 0], [0.9, 0.1, 0], [0.9, 0.1, 0], [0.5, 0.3, 0.2]])
    found = expected_calibration_error(np.array([0, 0, 1, 2]), probabilities)
    assert found == pytest.approx(3 / 4 * (0.9 - 2 / 3) + 1 / 4 * 0.5)


def test_log_loss_and_correlation_by_hand() -> None:
    scores = score(np.array([0, 1]), np.array([[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]]), ["a", "b"])
    assert scores.log_loss == pytest.approx(np.log(2))
    assert scores.matthews.value == 1


def test_rounded_probabilities_are_no_error() -> None:
    scores = score(np.array([0, 1]), np.array([[0.333333, 0.333333, 0.333333], [0, 1, 0]]), ["a", "b"])
    assert scores.log_loss == pytest.approx(np.log(3) / 2)


def test_one_document_has_an_interval_of_no_width() -> None:
    found = score(TRUTH, PROBABILITIES, ["a"] * 6).accuracy
    assert found.low == found.value == found.high


def test_documents_are_resampled_whole() -> None:
    # one document all right, one all wrong: resampled accuracy is 0, 1/2 or 1 only
    found = score(np.array([0, 0, 1, 1]), np.eye(3)[[0, 0, 0, 0]], ["a", "a", "b", "b"]).accuracy
    assert (found.low, found.value, found.high) == (0, 0.5, 1)


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="received 6, 5 and 6"):
        score(TRUTH, PROBABILITIES[:5], DOCUMENTS)


def test_nothing_to_score_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        score(np.array([], dtype=int), np.zeros((0, 3)), [])
