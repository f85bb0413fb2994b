import pytest

from newsgrain.training.plots.confusion import confusion_matrix

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("agg")]


def test_cells_hold_share_of_the_row_and_count(truth: list[str], probabilities: list[list[float]]) -> None:
    ax = confusion_matrix(truth, probabilities)
    texts = {text.get_position(): text.get_text() for text in ax.texts}  # by column and row
    assert [[texts[column, row] for column in range(3)] for row in range(3)] == [
        ["50%\n1", "50%\n1", "0%\n0"],
        ["100%\n1", "0%\n0", "0%\n0"],
        ["0%\n0", "0%\n0", "100%\n1"],
    ]
    (image,) = ax.images
    assert image.get_array().tolist() == [[0.5, 0.5, 0], [1, 0, 0], [0, 0, 1]]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("predicted", "true")
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["R  reporting", "O  opinion", "P  padding"]


def test_a_label_that_does_not_occur_has_no_shares() -> None:
    ax = confusion_matrix(["padding"], [[0.1, 0.1, 0.8]])
    assert [text.get_text() for text in ax.texts] == ["none"] * 6 + ["0%\n0", "0%\n0", "100%\n1"]
