"""Edits that keep what a document says."""

import random

import pytest

from newsgrain.training.edits import EDITS

DOCUMENT = [
    "“We  waited,” said Mayor Ida Holm of Tarn on Monday.",
    "Republicans blamed the Democrats, and Holm’s rival announced a vote.",
    "Officials in Iran met Iranian envoys near Tarn.",
]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("lower case", [sentence.lower() for sentence in DOCUMENT]),
        (
            "straight quotation marks",
            [
                '"We  waited," said Mayor Ida Holm of Tarn on Monday.',
                "Republicans blamed the Democrats, and Holm's rival announced a vote.",
                DOCUMENT[2],
            ],
        ),
        (
            "other verbs of saying",
            [
                "“We  waited,” stated Mayor Ida Holm of Tarn on Monday.",
                "Republicans blamed the Democrats, and Holm’s rival declared a vote.",
                DOCUMENT[2],
            ],
        ),
        (
            "the rival party",
            [DOCUMENT[0], "Democrats blamed the Republicans, and Holm’s rival announced a vote.", DOCUMENT[2]],
        ),
    ],
)
def test_edits_by_hand(edit: str, expected: list[str]) -> None:
    assert EDITS[edit](DOCUMENT, random.Random(0)) == expected


def test_blanks_are_doubled() -> None:
    assert EDITS["blanks doubled"](["a b  c"], random.Random(0)) == ["a  b    c"]


def test_a_typo_swaps_two_letters_inside_a_long_word() -> None:
    for seed in range(50):
        (found,) = EDITS["a typo"](["The dam of Tarn burst yesterday, Ms Holm said."], random.Random(seed))
        start, end = "The dam of Tarn burst y", "y, Ms Holm said."
        assert found.startswith(start)
        assert found.endswith(end)
        assert sorted(found) == sorted("The dam of Tarn burst yesterday, Ms Holm said.")
    assert EDITS["a typo"](["No long word."], random.Random(0)) == ["No long word."]


def test_a_name_is_replaced_by_the_same_one_throughout() -> None:
    first, second, third = EDITS["other names"](DOCUMENT, random.Random(1))
    assert all(name not in first + second + third for name in ("Ida", "Holm", "Tarn"))
    assert "Mayor" in first and "Monday" in first and "Republicans" in second
    tarn = first.split(" of ")[1].split(" on ")[0]
    assert third.endswith(f"near {tarn}.")
    holm = second.split("and ")[1].split("’")[0]
    assert f"{holm} of {tarn}" in first


def test_a_country_is_replaced_with_its_people() -> None:
    forms = {third for seed in range(60) for third in [EDITS["another country"](DOCUMENT, random.Random(seed))[2]]}
    assert "Officials in France met French envoys near Tarn." in forms
    assert DOCUMENT[2] not in forms
    assert len(forms) == 12


@pytest.mark.parametrize("edit", EDITS)
def test_nothing_to_edit(edit: str) -> None:
    assert EDITS[edit]([], random.Random(0)) == []
    assert EDITS[edit](["1", ""], random.Random(0)) == ["1", ""]
