from itertools import pairwise

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from newsgrain.training.coverage import FEATURES, greedy_coverage, word_weights


def test_a_row_like_a_chosen_one_is_worth_less() -> None:
    # gains at first 3, 3, 2; after the first row its double gains 3(√2 - 1) = 1.24 only
    matrix = sp.csr_array(np.array([[9.0, 0.0], [9.0, 0.0], [0.0, 4.0]]))
    found = greedy_coverage(matrix, np.ones(3), 3)
    assert [row for row, _ in found] == [0, 2, 1]
    assert [gain for _, gain in found] == pytest.approx([3, 2, 3 * (2**0.5 - 1)])


def test_the_gain_is_for_its_cost() -> None:
    matrix = sp.csr_array(np.array([[9.0, 0.0], [0.0, 4.0]]))
    assert greedy_coverage(matrix, np.array([3.0, 1.0]), 1) == [(1, 2.0)]


def test_a_row_that_is_refused_is_passed_over_for_good() -> None:
    matrix = sp.csr_array(np.array([[9.0, 0.0], [4.0, 0.0], [0.0, 1.0]]))
    asked: list[int] = []

    def accept(row: int) -> bool:
        asked.append(row)
        return row != 0

    assert greedy_coverage(matrix, np.ones(3), 3, accept=accept) == [(1, 2.0), (2, 1.0)]
    assert asked == [0, 1, 2]


@given(
    arrays(np.float64, st.tuples(st.integers(1, 8), st.just(5)), elements=st.floats(0, 10)),
    st.integers(1, 10),
)
def test_as_the_plain_greedy_search(values: np.typing.NDArray[np.float64], count: int) -> None:
    costs = np.arange(1.0, len(values) + 1)
    found = greedy_coverage(sp.csr_array(values), costs, count)
    assert len({row for row, _ in found}) == len(found) == min(count, len(values))
    covered = np.zeros(5)
    left = set(range(len(values)))
    for row, gain in found:
        gains = {i: float((np.sqrt(covered + values[i]) - np.sqrt(covered)).sum() / costs[i]) for i in left}
        assert gain == pytest.approx(gains[row]) == pytest.approx(max(gains.values()))
        covered += values[row]
        left.remove(row)
    worths = [gain for _, gain in found]
    assert all(a >= b - 1e-9 for a, b in pairwise(worths))


def test_word_weights_by_hand() -> None:
    texts = [["ferry ferry closed", "ferry"], ["Ferry opened"], ["hens"]]
    matrix = word_weights(texts, [np.array([0.5, 0.25]), np.array([1.0]), np.array([1.0])])
    assert matrix.shape == (3, FEATURES)
    rarity = np.log(4 / 3) ** 2  # in two of three documents; the other words stand in one alone
    assert sorted(matrix.sum(axis=1).tolist()) == pytest.approx([0, 0.75 * rarity, rarity])
    assert (matrix.max(axis=0).toarray() > 0).sum() == 1


def test_words_of_very_few_documents_do_not_count() -> None:
    texts = [["ferry"]] * 2 + [["hens"]] * 3 + [[f"word{n}"] for n in range(1495)]  # 0.2 % of 1,500 are three
    sums = word_weights(texts, [np.ones(1)] * 1500).sum(axis=1)
    assert (sums[:2] == 0).all()
    assert (sums[2:5] > 0).all()
