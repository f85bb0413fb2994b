import numpy as np
import pytest

from newsgrain.corpus.bootstrap import Interval
from newsgrain.training.comparison import compare_with, verdict

TRUTH = np.array([0, 1, 2, 0, 1, 2])


def test_a_perfect_model_against_one_that_says_reporting_only() -> None:
    found = compare_with("old", TRUTH, np.eye(3)[TRUTH], np.eye(3)[[0] * 6], list("aaabbb"), seen=("x",))
    # the baseline's F1: reporting 2 * 2 / (2 + 6), the others 0
    assert {name: d.value for name, d in found.differences.items()} == pytest.approx(
        {"reporting": 0.5, "opinion": 1, "padding": 1, "macro_f1": 2.5 / 3}
    )
    assert found.scores.accuracy.value == pytest.approx(1 / 3)
    record = found.to_dict()
    assert (record["baseline"], record["seen_in_training"]) == ("old", ["x"])
    assert record["differences"]["macro_f1"] == {"value": 0.8333, "low": 0.8333, "high": 0.8333}


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.01, 0.1, "better"), (-0.1, -0.01, "worse"), (-0.1, 0.1, "not told apart"), (0, 0, "not told apart")],
)
def test_an_interval_that_holds_nothing_decides(low: float, high: float, said: str) -> None:
    assert verdict(Interval((low + high) / 2, low, high)) == said
