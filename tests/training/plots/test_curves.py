import pandas as pd
import pytest

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.training.plots.curves import learning_curve, precision_recall, risk_coverage

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("agg")]


def test_precision_against_recall(truth: list[str], probabilities: list[list[float]]) -> None:
    """Reporting gets 0.9 and 0.4 where it is true, 0.6 and 0.1 where it is not; it is given twice, once rightly."""
    ax = precision_recall(truth, probabilities)
    curve, given, *_ = ax.lines
    assert curve.get_label() == "R  reporting (0.83)"  # (1 + 2/3) / 2
    assert list(curve.get_xdata()) == pytest.approx([1, 1, 0.5, 0.5, 0])
    assert list(curve.get_ydata()) == pytest.approx([2 / 4, 2 / 3, 1 / 2, 1, 1])
    assert (list(given.get_xdata()), list(given.get_ydata())) == ([0.5], [0.5])
    assert [text.get_text()[0] for text in ax.get_legend().get_texts()] == ["R", "O", "P"]


def test_a_label_that_does_not_occur_has_no_curve() -> None:
    ax = precision_recall(["padding", "reporting"], [[0.1, 0.1, 0.8], [0.1, 0.1, 0.8]])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["R  reporting (0.50)", "P  padding (0.50)"]


def test_risk_against_coverage(truth: list[str], probabilities: list[list[float]]) -> None:
    ax = risk_coverage(truth, probabilities, thresholds=[0.55, 0.7, 0.95])
    curve, *marks = ax.lines
    assert list(curve.get_xdata()) == [0.25, 0.5, 0.75, 1.0]
    assert list(curve.get_ydata()) == pytest.approx([0, 0, 1 / 3, 0.5])
    assert [(m.get_xdata()[0], m.get_ydata()[0]) for m in marks] == [(0.75, pytest.approx(1 / 3)), (0.5, 0)]
    assert [text.get_text() for text in ax.texts] == ["0.55", "0.7"]  # nothing is as sure as 0.95


def test_verdicts_of_one_confidence_go_together() -> None:
    curve = risk_coverage(["padding"] * 3, [[0.0, 0.2, 0.8], [0.8, 0.2, 0.0], [0.0, 0.5, 0.5]]).lines[0]
    assert list(curve.get_xdata()) == pytest.approx([2 / 3, 1])
    assert list(curve.get_ydata()) == pytest.approx([1 / 2, 2 / 3])


def test_learning_is_drawn_by_size() -> None:
    rows = [
        (20, "macro_f1", 0.7, 0.6, 0.8),
        (5, "macro_f1", 0.5, 0.4, 0.65),
        (5, "padding", 0.3, 0.2, 0.4),
        (20, "padding", 0.6, 0.5, 0.7),
    ]
    ax = learning_curve(pd.DataFrame(rows, columns=["documents", "figure", "value", "low", "high"]))
    macro, padding = ax.lines
    assert (list(macro.get_xdata()), list(macro.get_ydata())) == ([5, 20], [0.5, 0.7])
    assert (padding.get_label(), list(padding.get_ydata())) == ("P  padding", [0.3, 0.6])
    (band,) = ax.collections
    ends = {tuple(point) for point in band.get_paths()[0].vertices.tolist()}
    assert ends == {(5, 0.4), (5, 0.65), (20, 0.6), (20, 0.8)}
    assert list(ax.get_xticks()) == [5, 20]


def test_what_is_no_learning_curve_is_refused() -> None:
    with pytest.raises(NewsgrainError, match="a frame without figure, low, high; make them with"):
        learning_curve(pd.DataFrame({"documents": [1], "value": [0.5]}))
    with pytest.raises(NewsgrainError, match="received no row"):
        learning_curve(pd.DataFrame([], columns=["documents", "figure", "value", "low", "high"]))
