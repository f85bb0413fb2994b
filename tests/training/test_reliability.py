import numpy as np
import pytest

from newsgrain.training.reliability import (
    ReliabilityBin,
    confidence_bins,
    expected_calibration_error,
    reliability_bins,
)

# three at 0.9 (bin 13 of 15), two of them right; one at 0.5 (bin 7), wrong
PROBABILITIES = np.array([[0.9, 0.1, 0], [0.9, 0.1, 0], [0.9, 0.1, 0], [0.5, 0.3, 0.2]])
TRUTH = np.array([0, 0, 1, 2])


def test_bins_by_hand() -> None:
    low, high = reliability_bins(TRUTH, PROBABILITIES, ["a", "a", "a", "b"])
    assert (low.low, low.high, low.sentences, low.confidence) == (7 / 15, 8 / 15, 1, 0.5)
    assert (low.accuracy.value, low.accuracy.low, low.accuracy.high) == (0, 0, 0)
    assert (high.low, high.high, high.sentences) == (13 / 15, 14 / 15, 3)
    assert [high.confidence, high.accuracy.value] == pytest.approx([0.9, 2 / 3])


def test_bins_give_the_calibration_error() -> None:
    random = np.random.default_rng(0)
    probabilities, truth = random.dirichlet([1, 1, 1], 300), random.integers(0, 3, 300)
    bins = reliability_bins(truth, probabilities, np.arange(300) // 5)
    gaps = sum(b.sentences * abs(b.accuracy.value - b.confidence) for b in bins)
    assert gaps / 300 == pytest.approx(expected_calibration_error(truth, probabilities))
    assert all(b.accuracy.low <= b.accuracy.value <= b.accuracy.high for b in bins)
    assert sum(b.sentences for b in bins) == 300


def test_as_plain_values() -> None:
    (found, _) = reliability_bins(TRUTH, PROBABILITIES, [1, 1, 1, 2])
    assert isinstance(found, ReliabilityBin)
    assert found.to_dict() == {
        "low": 0.4667, "high": 0.5333, "sentences": 1, "confidence": 0.5,
        "accuracy": {"value": 0.0, "low": 0.0, "high": 0.0},
    }  # fmt: skip


def test_bins_of_confidence() -> None:
    assert confidence_bins(np.array([0, 0.34, 0.5, 0.999, 1.0])).tolist() == [0, 5, 7, 14, 14]
