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


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"')])
def test_a_quotation_over_sentences(opening: str, closing: str) -> None:
    assert quoted([f"{opening}No .", "Never .", f"Not us{closing}", "He left ."]) == ["qqq", "qq", "qqq", "..."]


def test_a_quotation_never_closed_ends_with_its_document() -> None:
    assert quoted(["“No .", "Never .", "He left ."], [0, 2, 3]) == ["qqq", "qq", "..."]


def test_a_quotation_never_closed_ends_after_a_while() -> None:
    found = quoted(["“No .", *["He left ."] * (PATIENCE + 3)])
    assert found[1] == "qqq"
    assert found[-1] == "..."


def test_a_closing_mark_alone_quotes_its_sentence_so_far() -> None:
    assert quoted(["He left .", "Not us” ."]) == ["...", "qqq."]
