import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.model.tokens import END, LOWER, NUMBER, SHAPES, SIGN, TITLE, UPPER, TokenTable, normalise, tokenize


def test_forms_are_lower_case_and_numbers_are_kinds() -> None:
    assert [normalise(t) for t in ("Don’t", "NATO", "1997", "12", "3.5", "12:30", "1,200")] == [
        "don't", "nato", "<year>", "<00>", "<0.0>", "<0:0>", "<0,0>",
    ]  # fmt: skip


def test_sentences_become_codes_with_an_end_mark_each() -> None:
    table = TokenTable(["the", "said"])
    tokens = tokenize(["The NATO chief said 12.", "", "a\nb"], table)
    assert tokens.offsets.tolist() == [0, 7, 8, 11]
    assert tokens.lengths.tolist() == [6, 0, 2]
    assert tokens.shapes[:7].tolist() == [TITLE, UPPER, LOWER, LOWER, NUMBER, SIGN, END]
    assert tokens.forms[0] == 0
    assert tokens.forms[3] == 1
    assert tokens.forms[1] >= 2


def test_no_sentence_gives_no_token() -> None:
    assert tokenize([], TokenTable(["the"])).offsets.tolist() == [0]


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_text_gives_one_end_mark_a_sentence(sentences: list[str]) -> None:
    tokens = tokenize(sentences, TokenTable(["the"]))
    assert len(tokens.offsets) == len(sentences) + 1
    assert np.all(np.diff(tokens.offsets) >= 1) if sentences else True
    assert (tokens.shapes == END).sum() == len(sentences)


def test_unknown_forms_are_forgotten_only_when_many(monkeypatch: object) -> None:
    table = TokenTable(["the"])
    first = table["zebra"]
    table.shrink()
    assert table["zebra"] == first
    assert first // SHAPES == 1
