import numpy as np
import pytest

from newsgrain.model.quotation import PATIENCE, inside_quotation
from newsgrain.model.tokens import TokenTable, tokenize


def quoted(sentences: list[str], documents: list[int] | None = None) -> list[str]:
    """For each sentence a string of q (inside) and . (outside), one a token."""
    table = TokenTable(["said"])
    tokens = tokenize(sentences, table)
    offsets = np.array(documents or [0, len(sentences)])
    inside = inside_quotation(tokens, offsets, table)
    return [
        "".join("q" if i else "." for i in inside[a : b - 1])
        for a, b in zip(tokens.offsets[:-1], tokens.offsets[1:], strict=True)
    ]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("''", "''"), ("``", "''")])
def test_a_quotation_within_a_sentence(opening: str, closing: str) -> None:
    assert quoted([f"He said {opening}no way{closing} twice ."]) == ["..qqqq.."]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("''", "''"), ("``", "''"), ("«", "»")])
def test_a_quotation_over_sentences(opening: str, closing: str) -> None:
    assert quoted([f"{opening}No .", "Never .", f"Not us{closing}", "He left ."]) == ["qqq", "qq", "qqq", "..."]


@pytest.mark.parametrize("following", ["He left .", "“Yes ,” he said ."])
def test_a_quotation_never_closed_ends_with_its_sentence(following: str) -> None:
    found = quoted(["“No .", "Never .", following], [0, 2, 3])
    assert found[:2] == ["qqq", ".."]


def test_every_paragraph_of_a_quotation_may_open_it_anew() -> None:
    assert quoted(["“No .", "Never .", "“Not us .”", "He left ."]) == ["qqq", "qq", "qqqqq", "..."]


def test_a_closing_mark_is_waited_for_over_some_sentences_only() -> None:
    near = quoted(["“No .", *["He left ."] * (PATIENCE - 1), "Not us ”"])
    assert set("".join(near)) == {"q"}
    far = quoted(["“No .", *["He left ."] * PATIENCE, "Not us ”"])
    assert far == ["qqq", *["..."] * PATIENCE, "qqq"]


def test_a_closing_mark_alone_quotes_its_sentence_so_far() -> None:
    assert quoted(["He left .", "Not us” ."]) == ["...", "qqq."]


def test_a_straight_mark_at_the_start_of_a_sentence_does_not_close() -> None:
    assert quoted(['"No .', '"Never . "', "He left ."]) == ["qqq", "qqqq", "..."]


def test_a_straight_mark_at_the_end_of_a_sentence_does_not_open() -> None:
    assert quoted(["He left .", 'Not us "', "He left ."]) == ["...", "qqq", "..."]


def test_an_apostrophe_is_no_mark() -> None:
    assert quoted(["The workers ' hall isn’t open ."]) == ["......."]
