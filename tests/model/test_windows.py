from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.model.windows import AFTER, BEFORE, WINDOW_PIECES, Window, plan_windows


def plan(lengths: list[int], wanted: list[int], offsets: list[int] | None = None) -> list[Window]:
    asked = np.zeros(len(lengths), dtype=bool)
    asked[wanted] = True
    return list(plan_windows(np.array(lengths), np.array(offsets or [0, len(lengths)]), asked))


def test_a_window_takes_what_stands_near_and_no_more() -> None:
    # 64 pieces before: three of 20; 48 after: two of 20
    assert plan([20] * 12, [6]) == [Window(3, 9, (6,))]


def test_a_short_document_is_one_window() -> None:
    assert plan([30, 30, 30], [0, 1, 2]) == [Window(0, 3, (0, 1, 2))]


def test_a_sentence_at_the_end_of_a_full_window_is_left_to_the_next() -> None:
    # 1 + 5 × 50 = 251 pieces are full; the fifth has nothing after it
    first, second = plan([50] * 6, list(range(6)))
    assert first == Window(0, 5, (0, 1, 2, 3))
    assert second == Window(3, 6, (4, 5))


def test_windows_do_not_cross_documents() -> None:
    assert plan([10, 10, 10, 10], [1, 2], [0, 2, 4]) == [Window(0, 2, (1,)), Window(2, 4, (2,))]


def test_nothing_wanted_is_nothing_read() -> None:
    assert plan([10, 10], []) == []


documents = st.lists(st.lists(st.tuples(st.integers(1, 73), st.booleans()), min_size=1, max_size=40), max_size=5)


@given(documents)
def test_every_wanted_sentence_is_answered_once_within_its_document(found: list[list[tuple[int, bool]]]) -> None:
    flat = [pair for document in found for pair in document]
    lengths, asked = np.array([p[0] for p in flat], dtype=int), np.array([p[1] for p in flat], dtype=bool)
    offsets = np.cumsum([0, *map(len, found)])
    windows = list(plan_windows(lengths, offsets, asked))
    assert [i for window in windows for i in window.answers] == np.flatnonzero(asked).tolist()
    for window in windows:
        assert any(a <= window.first and window.end <= b for a, b in pairwise(offsets))
        assert window.first <= window.answers[0] <= window.answers[-1] < window.end
        assert 1 + lengths[window.first : window.end].sum() <= WINDOW_PIECES
        assert lengths[window.first : window.answers[0]].sum() <= BEFORE
        trailing = lengths[window.answers[-1] + 1 : window.end]
        assert trailing.sum() <= AFTER + WINDOW_PIECES  # what a full window left to the next stays in it
    assert lengths[[i for w in windows for i in range(w.first, w.end)]].sum() <= 3 * max(lengths.sum(), 1)
