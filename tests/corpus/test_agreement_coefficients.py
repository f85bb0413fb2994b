"""Published worked examples, restated by their numbers, and what must hold for any data."""

import krippendorff
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import cohen_kappa_score

from newsgrain.corpus.agreement_coefficients import (
    agreeing_pairs,
    cohen_kappa,
    coincidences,
    fleiss_kappa,
    krippendorff_alpha,
    label_f1,
)

IntArray = npt.NDArray[np.int64]

FLEISS = np.array(  # ten subjects, fourteen raters, five categories: kappa 0.210, after Fleiss 1971
    [
        [0, 0, 0, 0, 14],
        [0, 2, 6, 4, 2],
        [0, 0, 3, 5, 6],
        [0, 3, 9, 2, 0],
        [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0],
        [2, 5, 3, 2, 2],
        [6, 5, 2, 1, 0],
        [0, 2, 2, 3, 7],
    ]
)

KRIPPENDORFF = np.array(  # four observers, twelve units, 0 for missing: nominal alpha 0.743 (Krippendorff 2011)
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ]
)


def votes_of(codes: IntArray, values: int) -> IntArray:
    return np.asarray((codes[:, :, None] == np.arange(1, values + 1)).sum(axis=0))


def fleiss(votes: IntArray) -> float:
    return float(fleiss_kappa(votes.sum(axis=0), agreeing_pairs(votes).sum(), int(votes[0].sum())))


def alpha(votes: IntArray) -> float:
    return float(krippendorff_alpha(coincidences(votes).sum(axis=0)))


def test_fleiss_published_example() -> None:
    assert fleiss(FLEISS) == pytest.approx(0.210, abs=5e-4)


def test_krippendorff_published_example() -> None:
    assert alpha(votes_of(KRIPPENDORFF, 5)) == pytest.approx(0.743, abs=5e-4)


def test_krippendorff_coincidences_by_hand() -> None:
    # labels a, a, b of one unit: 2 of the 6 ordered pairs agree on a, 4 differ, each with weight 1/2
    assert coincidences(np.array([[2, 1]])).tolist() == [[[1.0, 1.0], [1.0, 0.0]]]
    assert coincidences(np.array([[1, 0]])).tolist() == [[[0.0, 0.0], [0.0, 0.0]]]


def test_cohen_by_hand() -> None:
    # of 50 units 35 agree: 0.7; by chance 0.5 · 0.6 + 0.5 · 0.4 = 0.5; (0.7 - 0.5) / (1 - 0.5)
    assert float(cohen_kappa(np.array([[20, 5], [10, 15]]))) == pytest.approx(0.4)


def test_f1_by_hand() -> None:
    # first label: 20 in common, 25 and 30 given
    assert label_f1(np.array([[20, 5], [10, 15]])).tolist() == pytest.approx([40 / 55, 30 / 45])


def test_many_tables_at_a_time() -> None:
    tables = np.array([[[20, 5], [10, 15]], [[1, 0], [0, 1]], [[3, 0], [0, 0]]])
    assert cohen_kappa(tables) == pytest.approx([0.4, 1.0, np.nan], nan_ok=True)


def test_one_label_alone_leaves_nothing_to_measure() -> None:
    votes = np.array([[3, 0, 0], [3, 0, 0]])
    assert np.isnan([fleiss(votes), alpha(votes)]).all()


codings = arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(2, 30)), elements=st.integers(1, 3))


@given(codings)
def test_perfect_agreement_is_one(codes: IntArray) -> None:
    same = np.tile(codes[0], (len(codes), 1))
    assume(len(np.unique(same)) > 1)
    votes = votes_of(same, 3)
    assert [fleiss(votes), alpha(votes)] == pytest.approx([1, 1])
    table = np.diag(votes.sum(axis=0))
    assert float(cohen_kappa(table)) == pytest.approx(1)


@given(codings, st.permutations([1, 2, 3]))
def test_the_names_of_labels_and_the_order_of_annotators_do_not_matter(codes: IntArray, names: list[int]) -> None:
    renamed = np.array([0, *names])[codes][::-1]
    for coefficient in (fleiss, alpha):
        first, second = coefficient(votes_of(codes, 3)), coefficient(votes_of(renamed, 3))
        assert first == pytest.approx(second, nan_ok=True)


@given(arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(1, 30)), elements=st.integers(0, 3)))
def test_as_the_krippendorff_package_has_it(codes: IntArray) -> None:
    votes = votes_of(codes, 3)
    votes = votes[votes.sum(axis=1) > 1]
    assume((votes.sum(axis=0) > 0).sum() > 1)
    assert alpha(votes) == pytest.approx(krippendorff.alpha(value_counts=votes, level_of_measurement="nominal"))


@given(codings)
def test_as_scikit_learn_has_it(codes: IntArray) -> None:
    first, second = codes[:2]
    assume(len(np.unique(codes[:2])) > 1)
    table = np.zeros((3, 3), dtype=np.int64)
    np.add.at(table, (first - 1, second - 1), 1)
    assert float(cohen_kappa(table)) == pytest.approx(cohen_kappa_score(first, second))
    assert (cohen_kappa(table) <= 1).all()
