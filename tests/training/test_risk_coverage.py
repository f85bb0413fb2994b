import numpy as np
import pytest

from newsgrain.training.risk_coverage import COVERAGES, risk_coverage


def sure(*confidences: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Probabilities of reporting, the rest on opinion."""
    first = np.array(confidences)
    return np.column_stack([first, 1 - first, np.zeros(len(first))])


def test_curve_and_area_by_hand() -> None:
    # surest first: right, wrong, right, right
    found = risk_coverage(np.array([0, 1, 0, 0]), sure(0.9, 0.8, 0.7, 0.6), list("abcd"))
    assert found.curve == ((0.25, 0.0), (0.5, 0.5), (0.75, 1 / 3), (1.0, 0.25))
    assert found.area == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 4) / 4)
    assert [(p.threshold, p.sentences, p.coverage, p.risk.value) for p in found.points] == [
        (0.6, 4, 1.0, 0.25), (0.7, 3, 0.75, pytest.approx(1 / 3)), (0.8, 2, 0.5, 0.5), (0.9, 1, 0.25, 0),
    ]  # fmt: skip


def test_the_order_of_rows_does_not_matter() -> None:
    turned = risk_coverage(np.array([0, 0, 1, 0]), sure(0.6, 0.7, 0.8, 0.9), list("dcba"))
    assert turned.curve == risk_coverage(np.array([0, 1, 0, 0]), sure(0.9, 0.8, 0.7, 0.6), list("abcd")).curve


def test_equal_confidences_come_and_go_together() -> None:
    found = risk_coverage(np.array([0, 1, 0, 1]), sure(0.8, 0.8, 0.8, 0.6), list("abcd"))
    assert found.curve == ((0.75, 1 / 3), (1.0, 0.5))
    assert found.area == pytest.approx(0.75 / 3 + 0.25 * 0.5)
    alike = risk_coverage(np.array([0, 1]), sure(0.8, 0.8), list("ab"))
    assert [(p.coverage, p.risk.value) for p in alike.points] == [(1, 0.5)]


def test_each_point_covers_what_it_promises() -> None:
    random = np.random.default_rng(0)
    found = risk_coverage(random.integers(0, 3, 500), random.dirichlet([1, 1, 1], 500), np.arange(500) // 10)
    assert [p.coverage for p in found.points] == list(COVERAGES)
    assert all(p.risk.low <= p.risk.value <= p.risk.high for p in found.points)
    assert found.to_dict()["points"][0]["sentences"] == 500


def test_documents_are_resampled_whole() -> None:
    found = risk_coverage(np.array([0, 0, 1, 1]), sure(0.9, 0.9, 0.9, 0.9), ["a", "a", "b", "b"]).points[0].risk
    assert (found.low, found.value, found.high) == (0, 0.5, 1)
