"""The figures behind the plot; they need no matplotlib."""

import numpy as np
import pandas as pd
import pytest

from newsgrain.corpus.errors import NewsgrainError
from newsgrain.training.plots.groups import group_shares


def summary(*rows: tuple[object, int, int, int]) -> pd.DataFrame:
    """Documents of a group with so many words of each label."""
    frame = pd.DataFrame(rows, columns=["outlet", "reporting_words", "opinion_words", "padding_words"])
    return frame.assign(words=frame["reporting_words"] + frame["opinion_words"] + frame["padding_words"])


def test_shares_are_of_all_words_of_a_group() -> None:
    frame = group_shares(summary(("b", 10, 15, 25), ("a", 80, 10, 10), ("a", 180, 60, 60)), "outlet")
    assert list(frame["group"]) == ["a"] * 3 + ["b"] * 3  # a reports more
    assert list(frame["label"]) == ["reporting", "opinion", "padding"] * 2
    assert list(frame["share"]) == pytest.approx([260 / 400, 70 / 400, 70 / 400, 0.2, 0.3, 0.5])
    assert list(frame["documents"]) == [2, 2, 2, 1, 1, 1]
    assert list(frame["words"]) == [400] * 3 + [50] * 3


def test_intervals_are_over_documents() -> None:
    """Of two documents a quarter of the resamples holds one of them twice: the ends are the documents' own shares."""
    frame = group_shares(summary(("a", 80, 10, 10), ("a", 60, 20, 20), ("b", 10, 15, 25)), "outlet")
    a = frame[frame["group"] == "a"]
    assert list(a["low"]) == pytest.approx([0.6, 0.1, 0.1])
    assert list(a["high"]) == pytest.approx([0.8, 0.2, 0.2])
    assert frame[frame["group"] == "b"][["low", "high"]].isna().all(axis=None)  # one document tells no spread


def test_words_below_the_asked_confidence_count_as_words() -> None:
    frame = group_shares(summary(("a", 50, 0, 0)).assign(words=100), "outlet")
    assert list(frame["share"]) == [0.5, 0.0, 0.0]


def test_an_ordered_category_keeps_its_order() -> None:
    frame = summary(("old", 10, 0, 90), ("new", 90, 0, 10))
    frame["outlet"] = pd.Categorical(frame["outlet"], ["old", "new"], ordered=True)
    assert list(group_shares(frame, "outlet")["group"].cat.categories) == ["old", "new"]


@pytest.mark.parametrize("ordered", [True, False])
def test_documents_without_a_group_are_one(ordered: bool) -> None:
    frame = summary(("a", 90, 0, 10), (None, 10, 0, 90))
    frame["outlet"] = pd.Categorical(frame["outlet"], ["a"], ordered=ordered)
    assert list(group_shares(frame, "outlet")["group"].cat.categories) == ["a", "not given"]


def test_groups_may_be_values_and_numbers() -> None:
    frame = summary(("a", 1, 0, 0), ("a", 0, 0, 1))
    assert list(group_shares(frame, [1990, 2020])["group"].unique()) == ["1990", "2020"]
    assert list(group_shares(frame, np.array(["x", "x"]))["documents"]) == [2, 2, 2]


def test_a_group_without_words_is_left_out() -> None:
    assert list(group_shares(summary(("a", 1, 0, 0), ("empty", 0, 0, 0)), "outlet")["group"]) == ["a"] * 3
    assert group_shares(summary(("empty", 0, 0, 0)), "outlet").empty


def test_what_is_missing_is_named() -> None:
    with pytest.raises(NewsgrainError, match=r"expected the columns .*genre; received: outlet, .*summary_frame"):
        group_shares(summary(("a", 1, 0, 0)), "genre")
    with pytest.raises(NewsgrainError, match="expected 1 groups, one a row; received 2"):
        group_shares(summary(("a", 1, 0, 0)), ["a", "b"])
