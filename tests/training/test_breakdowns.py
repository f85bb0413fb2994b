import math

import numpy as np
import pandas as pd
import pytest

from newsgrain.training.breakdowns import LENGTHS, MIN_BREAKDOWN, POSITIONS, breakdowns


def frame_of(documents: int, sentences: int) -> pd.DataFrame:
    rows = [
        (f"d{d}", "even" if d % 2 == 0 else None, i, f"Sentence {i} of document {d}.", "reporting", "brief", None)
        for d in range(documents)
        for i in range(sentences)
    ]
    return pd.DataFrame(rows, columns=["document", "source", "index", "text", "label", "genre", "english"])


def test_breakdowns_by_hand() -> None:
    frame = frame_of(4, 20)
    probabilities = np.tile([0.6, 0.3, 0.1], (80, 1))
    probabilities[20:60:2] = [0.1, 0.6, 0.3]  # every second sentence of d1 and d2 is taken for opinion
    found = breakdowns(frame, probabilities)
    assert set(found) == {"source"}  # one genre, one length; a quarter of a place has fewer than 30
    even, unnamed = found["source"]
    assert (even.group, even.documents, even.sentences, even.accuracy.value) == ("even", 2, 40, 0.75)
    assert (unnamed.group, unnamed.sentences, unnamed.accuracy.value) == ("not given", 40, 0.75)
    # 30 of 40 found, none claimed wrongly: 2 * 30 / (40 + 30); the other labels stand in no sentence
    assert even.macro_f1.value == pytest.approx(6 / 7)
    assert (even.accuracy.low, even.accuracy.high) == (0.5, 1)
    assert even.f1["reporting"] == pytest.approx(6 / 7)
    assert math.isnan(even.f1["opinion"])
    assert even.to_dict()["f1"] == {"reporting": 0.8571, "opinion": None, "padding": None}


def test_small_groups_are_left_out() -> None:
    frame = frame_of(2, MIN_BREAKDOWN - 1)
    assert "source" not in breakdowns(frame, np.tile([1.0, 0, 0], (len(frame), 1)))


def test_positions_are_quarters_of_the_document_in_reading_order() -> None:
    found = breakdowns(frame_of(20, 8), np.tile([1.0, 0, 0], (160, 1)))
    assert [(g.group, g.sentences) for g in found["position"]] == [(name, 40) for name in POSITIONS]


def test_lengths_count_words_from_short_to_long() -> None:
    frame = frame_of(1, 160)
    frame["text"] = ["word " * (8, 9, 28, 29)[n % 4] for n in range(160)]
    found = breakdowns(frame, np.tile([1.0, 0, 0], (160, 1)))["length"]
    names = list(LENGTHS)
    assert [(g.group, g.sentences) for g in found] == [(names[0], 40), (names[1], 40), (names[2], 40), (names[3], 40)]


def test_the_largest_group_comes_first_and_equal_ones_by_name() -> None:
    frame = frame_of(5, 40)
    frame["genre"] = ["b"] * 40 + ["c"] * 80 + ["a"] * 40 + [None] * 40
    found = breakdowns(frame, np.tile([1.0, 0, 0], (200, 1)))["genre"]
    assert [g.group for g in found] == ["c", "a", "b", "not given"]


def test_a_rare_label_that_a_resample_lacks_was_not_missed_in_it() -> None:
    frame = frame_of(30, 2)
    frame["genre"] = ["x"] * 30 + ["y"] * 30
    frame.loc[0, "label"] = "opinion"
    right = np.eye(3)[[1] + [0] * 59]
    found = breakdowns(frame, right)["genre"][0].macro_f1
    assert (found.low, found.value, found.high) == (1, 1, 1)


def test_groups_in_which_errors_would_be_unfair() -> None:
    frame = frame_of(4, 40)
    frame["document"] = (
        "mbic/https://www." + frame["document"].map({"d0": "a", "d1": "b", "d2": "a", "d3": "b"}) + ".org/"
    )
    frame["document"] += frame.index.astype(str)
    frame["text"] = [
        "The GOP answered Iran.",
        "Democrats met Iranians and the GOP.",
        "Nobody.",
        "Iranian Tory? Iraq.",
    ] * 40
    frame["english"] = ["American"] * 80 + ["Indian"] * 80
    probabilities = np.tile([0.6, 0.3, 0.1], (160, 1))
    probabilities[::4] = [0.1, 0.6, 0.3]  # every sentence on the GOP alone is wrong
    found = breakdowns(frame, probabilities)
    assert {group.group: group.sentences for group in found["outlet"]} == {"a.org": 80, "b.org": 80}
    assert {group.group: group.sentences for group in found["variety of English"]} == {"American": 80, "Indian": 80}
    assert {group.group: group.accuracy.value for group in found["party named"]} == {
        "Conservatives": 1,
        "Democrats": 1,
        "Republicans": 0,
    }
    assert "country named" not in found  # Iran is the first in all
