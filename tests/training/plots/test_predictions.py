import pandas as pd
import pytest

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.training.plots.predictions import predictions


def test_frames_and_lists_will_do(truth: list[str], probabilities: list[list[float]]) -> None:
    given = predictions(pd.Series(truth), pd.DataFrame(probabilities))
    assert given.truth.tolist() == [0, 0, 1, 2]
    assert given.predicted.tolist() == [0, 1, 0, 2]
    assert given.confidence.tolist() == pytest.approx([0.9, 0.5, 0.6, 0.7])
    assert given.right.tolist() == [True, False, False, True]


@pytest.mark.parametrize(
    ("labels", "rows", "message"),
    [
        ([], [], "at least one; received 0 labels"),
        (["padding"], [[0.1, 0.9]], r"received 1 labels and probabilities of shape \(1, 2\)"),
        (["padding"] * 2, [[0.1, 0.1, 0.8]], "received 2 labels"),
        (["padding"], [[0.1, 0.1, float("nan")]], "probabilities from 0 that sum to 1"),
        (["padding"], [[-0.1, 0.3, 0.8]], "probabilities from 0 that sum to 1"),
        (["padding"], [[0.0, 0.0, 0.0]], "probabilities from 0 that sum to 1"),
        (["fluff"], [[0.1, 0.1, 0.8]], "unknown label 'fluff'; expected one of: reporting"),
    ],
)
def test_what_does_not_fit_is_refused(labels: list[str], rows: list[list[float]], message: str) -> None:
    with pytest.raises(NewsgrainError, match=message):
        predictions(labels, rows)
