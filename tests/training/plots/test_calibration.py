import pytest

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.training.plots.calibration import reliability_diagram

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("agg")]

TRUTH = ["reporting", "padding", "reporting", "opinion"]
SURE, UNSURE = [0.95, 0.03, 0.02], [0.5, 0.3, 0.2]
PROBABILITIES = [SURE, SURE[::-1], UNSURE, UNSURE]
"""Two right with 0.95 (in the last of 15 bins); one right and one wrong with 0.5 (in the eighth)."""


def test_points_are_confidence_and_accuracy() -> None:
    ax = reliability_diagram(TRUTH, PROBABILITIES, fewest=1)
    diagonal, curve = ax.lines
    assert list(curve.get_xdata()) == pytest.approx([0.5, 0.95])
    assert list(curve.get_ydata()) == pytest.approx([0.5, 1.0])
    assert ax.get_title(loc="left") == "calibration error 0.025"  # half of the sentences are off by 0.05
    assert list(diagonal.get_xdata()) == list(diagonal.get_ydata())


def test_bins_of_a_few_sentences_have_a_bar_but_no_point() -> None:
    ax = reliability_diagram([*TRUTH, "reporting"], [*PROBABILITIES, SURE], fewest=3)
    assert list(ax.lines[1].get_xdata()) == pytest.approx([0.95])
    assert len(ax.containers[0]) == 2


def test_bars_are_shares_of_sentences() -> None:
    (bars,) = reliability_diagram(TRUTH, PROBABILITIES).containers
    assert [bar.get_x() for bar in bars] == pytest.approx([7 / 15, 14 / 15])
    assert [bar.get_height() for bar in bars] == [0.5, 0.5]


def test_intervals_are_over_documents() -> None:
    """The wrong one and the right one of a bin stand in documents of their own: both, or one alone, may be drawn."""
    ax = reliability_diagram(TRUTH, PROBABILITIES, documents=["a", "a", "a", "b"], fewest=1)
    (whiskers,) = ax.collections
    unsure, sure = whiskers.get_segments()
    assert unsure[:, 1] == pytest.approx([0.0, 1.0])
    assert sure[:, 1] == pytest.approx([1.0, 1.0])


def test_documents_must_fit() -> None:
    with pytest.raises(NewsgrainError, match="expected a document for each of 4 sentences; received 1"):
        reliability_diagram(TRUTH, PROBABILITIES, documents=["a"])
