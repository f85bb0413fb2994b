import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.model.tokens import (
    CUE_NAMES,
    END,
    LOWER,
    MIXED,
    NUMBER,
    SHAPES,
    SIGN,
    TITLE,
    UPPER,
    TokenTable,
    cue_row,
    normalise,
    shape_of,
    tokenize,
)


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


def test_a_table_is_full_when_many_unknown_forms_have_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgrain.model.tokens.MAX_FORMS", 2)
    table = TokenTable(["the"])
    numbers = [table[word] // SHAPES for word in ("the", "zebra", "yak", "Zebra")]
    assert numbers == [0, 1, 2, 1]
    assert not table.is_full
    table["okapi"]
    assert table.is_full


def test_cues_of_forms_by_hand() -> None:
    def borne(form: str) -> set[str]:
        return {name for name, value in zip(CUE_NAMES, cue_row(form), strict=True) if value}

    assert "speech verb" in borne("said")
    assert "-ly adverb" in borne("slowly")
    assert borne("fly") == set()  # too short for an ending
    assert borne("<year>") == set()


def test_the_table_keeps_cues_when_it_grows() -> None:
    table = TokenTable(["said"])
    code = table["quickly"]
    for number in range(3000):
        table[f"w{'abcdefghij'[number % 10]}{'k' * (number // 10)}"]
    column = CUE_NAMES.index("-ly adverb")
    assert table.cues[code // SHAPES, column] == 1
    assert np.array_equal(table.cues[0], cue_row("said"))


@pytest.mark.parametrize(
    ("token", "shape"),
    [("rain", LOWER), ("Oslo", TITLE), ("McGee", MIXED), ("NATO", UPPER), ("A", TITLE), ("1,200", NUMBER), ("“", SIGN)],
)
def test_shapes(token: str, shape: int) -> None:
    assert shape_of(token) == shape


def test_threads_may_fill_one_table() -> None:
    words = [f"{a}{b}{c}" for a in "bcdfgh" for b in "aeiou" for c in "klmnpqrst"]
    turned = [words[start:] + words[:start] for start in range(0, 200, 9)]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(5):
            table = TokenTable(["the"])
            with ThreadPoolExecutor(8) as threads:
                list(threads.map(partial(tokenize, table=table), turned))
            assert len({table[word] for word in words}) == len(words)
    finally:
        sys.setswitchinterval(before)
