"""Skeletons: what is taken out, what stays, and which sentences are one mould filled twice."""

from typing import Any

import pytest

from newsgrain.corpus.function_words import FUNCTION_WORDS
from newsgrain.corpus.near_duplicates import Match
from newsgrain.corpus.skeleton import NUMBER_WORDS, Skeleton, shared_skeletons, skeleton


def about(number: float) -> Any:
    """A float that is compared as floats should be."""
    return pytest.approx(number)


def test_names_numbers_and_content_words_are_gaps() -> None:
    assert skeleton("On Tuesday the old council of Mill Lane voted 7–2 to close twelve libraries.") == Skeleton(
        ("on", "_", "the", "_", "of", "_", "to", "_"), ("old", "council", "voted", "close", "libraries")
    )
    assert skeleton("") == Skeleton((), ())
    assert skeleton("Will the US win in May? What It May Mean").frame == (
        *("will", "the", "_", "in", "_"),
        *("what", "it", "_"),
    )
    assert skeleton("It’s over.") == skeleton("IT'S OVER!") == Skeleton(("it's", "over"), ())


def shared(*texts: str) -> list[Match]:
    return shared_skeletons(texts, range(len(texts)))


@pytest.mark.parametrize(
    ("one", "other", "kept", "taken"),
    [
        ("The bridge is a monument with a toll.", "The harbour is a swamp with a flag.", 5, 3),
        ("Oslo has the nerve to tax its own fog.", "Bergen has the nerve to tax its own rain.", 7, 2),
        ("On 3 May the hall in Ely was shut by Ruiz.", "On 19 June the hall in Rye was shut by Holm.", 7, 0),
    ],
)
def test_one_mould_filled_twice(one: str, other: str, kept: int, taken: int) -> None:
    # "Oslo" and "Bergen" open their sentences and so count as content words: they may be ordinary ones.
    share = kept / (kept + taken)
    assert shared(one, other) == shared(other, one)
    (match,) = shared(one, other)
    assert (match.first, match.second) == (0, 1)
    assert match.similarity == pytest.approx(share)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The writer was hosted by the board.", "The game was lost by the side."),  # four words stay: grammar
        ("The mayor resigned.", "The mayor resigned."),  # too few function words for a mould
        ("The bridge is a monument with a toll.", "The bridge was a monument with a toll."),  # other function words
        (
            "The tired red bridge is a crumbling concrete monument with a toll.",
            "The harbour is a swamp with a flag.",
        ),  # six are taken out, five stay
    ],
)
def test_other_moulds(one: str, other: str) -> None:
    assert shared(one, other) == []


def test_sentences_of_one_document_are_not_compared() -> None:
    one, other = "The bridge is a monument with a toll.", "The harbour is a swamp with a flag."
    assert shared_skeletons([one, other, other], ["a", "a", "b"]) == [Match(0, 2, about(5 / 8))]


def test_word_lists_are_plain_and_apart() -> None:
    assert not FUNCTION_WORDS & NUMBER_WORDS
    assert all(word == word.casefold() for word in FUNCTION_WORDS | NUMBER_WORDS)
