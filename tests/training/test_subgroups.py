"""Groups in which errors would be unfair."""

import pytest

from newsgrain.training.subgroups import COUNTRIES, PARTIES, by_name, by_outlet, by_size


def test_groups_come_by_size_then_by_name() -> None:
    groups, numbers = by_size(["b", None, "a", "c", "c"])
    assert groups == ["c", "a", "b"]
    assert numbers.tolist() == [2, -1, 1, 0, 0]


@pytest.mark.parametrize(
    ("text", "country", "party"),
    [
        ("The U.S. and China met.", "United States", None),
        ("Indiana is no country.", None, None),
        ("A democratic vote was held in Labourville.", None, None),
        ("Democratic senators blamed the GOP.", None, "Democrats"),
        ("South Korean and North Korean envoys met.", "North Korea", None),
        ("The Tories won in England.", "United Kingdom", "Conservatives"),
    ],
)
def test_names_in_sentences(text: str, country: str | None, party: str | None) -> None:
    assert by_name([text], COUNTRIES)[0] == ([country] if country else [])
    assert by_name([text], PARTIES)[0] == ([party] if party else [])


def test_addresses_that_are_none_belong_to_no_outlet() -> None:
    groups, numbers = by_outlet(["a/https://[x/1", "https://www.example.org/y", "x://", "plain"])
    assert groups == ["example.org"]
    assert numbers.tolist() == [-1, 0, -1, -1]
