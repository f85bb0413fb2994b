import pandas as pd
import pytest

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.training.plots.groups import shares_by_group

pytestmark = [pytest.mark.extra, pytest.mark.usefixtures("agg")]

COLUMNS = ["outlet", "reporting_words", "opinion_words", "padding_words", "words"]


def test_bars_are_shares_and_whiskers_intervals() -> None:
    rows = [("b$", 10, 15, 25, 50), ("a", 80, 10, 10, 100), ("a", 60, 20, 20, 100)]
    ax = shares_by_group(pd.DataFrame(rows, columns=COLUMNS), "outlet")
    drawn = [container for container in ax.containers if container.get_label().startswith(("R", "O", "P"))]
    widths = {container.get_label(): [bar.get_width() for bar in container] for container in drawn}
    assert widths == {
        "R  reporting": pytest.approx([0.7, 0.2]),
        "O  opinion": pytest.approx([0.15, 0.3]),
        "P  padding": pytest.approx([0.15, 0.5]),
    }
    whiskers = ax.collections[0].get_segments()
    assert whiskers[0][:, 0] == pytest.approx([0.6, 0.8])
    assert len(whiskers[1]) == 0  # one document tells no spread
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["a\n(2)", "b\\$\n(1)"]
    assert ax.yaxis.get_inverted()


def test_a_long_name_leaves_the_bars_their_room() -> None:
    names = ["The Evening Gazette and Herald of Northern Town, Weekend Edition, Online", "x" * 200]
    rows = [(name, 80, 10, 10, 100) for name in names]
    ax = shares_by_group(pd.DataFrame(rows, columns=COLUMNS), "outlet")
    assert [tick.get_text() for tick in ax.get_yticklabels()] == [
        "The Evening Gazette and Herald\nof Northern Town, Weekend…\n(1)",
        f"{'x' * 30}\n{'x' * 29}…\n(1)",
    ]
    ax.figure.canvas.draw()
    label, picture = (part.get_window_extent() for part in (ax.xaxis.label, ax.figure))
    assert picture.x0 <= label.x0 < label.x1 <= picture.x1


def test_no_words_are_refused() -> None:
    with pytest.raises(NewsgrainError, match="expected documents with words; received none"):
        shares_by_group(pd.DataFrame([], columns=COLUMNS), "outlet")
