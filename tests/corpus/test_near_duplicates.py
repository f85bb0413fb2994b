"""Near-duplicates: values worked out by hand, and no pair missed beside a comparison of all with all."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.corpus.near_duplicates import Match, near_duplicates, normalized_words

T = TypeVar("T")

FERRY = "The ferry to Hesk will stop on Monday."  # 8 words, 7 pairs of words
NO_FERRY = "The ferry to Hesk will run on Monday."  # one word and two pairs differ: 12 of 18 are shared


def about(number: float) -> Any:
    """A float that is compared as floats should be."""
    return pytest.approx(number)


def found(*texts: str, threshold: float = 0.5) -> list[Match]:
    """Near-duplicates of texts that stand in a document each."""
    return near_duplicates(texts, range(len(texts)), threshold=threshold)


def test_one_word_of_eight() -> None:
    assert found(FERRY, NO_FERRY) == [Match(0, 1, about(12 / 18))]
    assert found(NO_FERRY, FERRY) == [Match(0, 1, about(12 / 18))]


def test_the_threshold_is_included() -> None:
    assert len(found("a b", "a b c d e", threshold=1 / 3)) == 1  # {a, b, ab} of nine
    assert found("a b", "a b c d e", threshold=0.34) == []


@pytest.mark.parametrize(
    "other",
    [
        "THE FERRY TO HESK WILL STOP ON MONDAY",
        "“The ferry to Hesk will stop, on Monday!”",
        FERRY.replace("on M", "on 3 M"),
    ],
)
def test_case_punctuation_and_numbers_do_not_count(other: str) -> None:
    assert found(FERRY, other) == [Match(0, 1, 1.0)]


def test_the_most_similar_earlier_text_is_named() -> None:
    assert found(NO_FERRY, FERRY, "It rained all night.", FERRY) == [
        Match(0, 1, about(12 / 18)),
        Match(1, 3, 1.0),
    ]


def test_texts_of_one_group_are_not_compared() -> None:
    assert near_duplicates([FERRY, NO_FERRY, FERRY], ["a", "a", "a"]) == []
    assert near_duplicates([FERRY, FERRY, NO_FERRY], ["a", "b", "a"]) == [
        Match(0, 1, 1.0),
        Match(1, 2, about(12 / 18)),
    ]


def test_texts_without_words() -> None:
    assert found("", "", "12", "12", "…") == []
    assert found() == []
    assert found("\ud800", "\ud800 rain", "rain") == [Match(1, 2, 1.0)]


def test_normalized_words() -> None:
    assert normalized_words("It’s 3 p.m.: the B52 LANDED — Straße") == ("it's", "p", "m", "the", "landed", "strasse")


def shingles(text: str) -> set[str]:
    words = normalized_words(text)
    return {*words, *map(" ".join, pairwise(words))}


def jaccard(one: str, other: str) -> Fraction:
    a, b = shingles(one), shingles(other)
    return Fraction(len(a & b), len(a | b)) if a | b else Fraction(0)


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from("abcdef7"), max_size=7).map(" ".join), st.sampled_from("xyz")),
        max_size=14,
    ),
    st.sampled_from([0.25, 0.5, 0.75, 1.0]),
)
def test_no_pair_is_missed_and_none_is_made_up(items: list[tuple[str, str]], threshold: float) -> None:
    texts, groups = [text for text, _ in items], [group for _, group in items]
    expected: dict[int, Fraction] = {}
    for second in range(len(items)):
        earlier = (jaccard(texts[a], texts[second]) for a in range(second) if groups[a] != groups[second])
        most = max(earlier, default=Fraction(0))
        if most >= threshold:
            expected[second] = most
    matches = near_duplicates(texts, groups, threshold=threshold)
    assert {match.second: match.similarity for match in matches} == pytest.approx(expected)
    for match in matches:
        assert match.first < match.second
        assert groups[match.first] != groups[match.second]
        assert match.similarity == pytest.approx(float(jaccard(texts[match.first], texts[match.second])))


def test_what_is_compared_is_counted() -> None:
    seen: dict[str, int] = {}

    def watch(items: Iterable[T], noun: str, /) -> Iterable[T]:
        for number, item in enumerate(items, 1):
            yield item
            seen[noun] = number

    near_duplicates([FERRY, NO_FERRY, FERRY], "abc", watch=watch)
    assert seen == {"sentences": 2}
