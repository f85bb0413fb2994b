import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.corpus.allocation import allocate, whole_shares


def test_whole_shares_by_largest_remainder() -> None:
    # 28.8, 3.6, 3.6: the two that are left go to the remainders 0.8 and 0.6
    assert whole_shares(36, [0.8, 0.1, 0.1]).tolist() == [29, 4, 3]
    assert whole_shares(10, [0.8, 0.1, 0.1]).tolist() == [8, 1, 1]


def test_whole_shares_leave_no_side_empty() -> None:
    assert whole_shares(3, [0.98, 0.01, 0.01]).tolist() == [1, 1, 1]


@given(st.integers(3, 200), st.floats(0.01, 0.4), st.floats(0.01, 0.4))
def test_whole_shares_are_exact_to_one(total: int, dev: float, test: float) -> None:
    shares = [1 - dev - test, dev, test]
    whole = whole_shares(total, shares)
    assert whole.sum() == total
    assert (whole >= 1).all()
    roomy = np.array(shares) * total >= 1
    if roomy.all():
        assert (np.abs(whole - np.array(shares) * total) < 1).all()


def test_a_second_quantity_is_spread_as_well() -> None:
    # ten groups, four of them marked: half of the groups, and half of the marks, to each side
    amounts = np.array([[1.0, mark] for mark in (1, 1, 1, 1, 0, 0, 0, 0, 0, 0)])
    side = allocate(amounts, [0.5, 0.5])
    assert [(amounts[side == s]).sum(axis=0).tolist() for s in (0, 1)] == [[5, 2], [5, 2]]


def test_groups_too_large_for_a_side_leave_no_side_empty() -> None:
    side = allocate(np.array([[6.0], [2.0], [2.0]]), [0.8, 0.1, 0.1])
    assert sorted(side.tolist()) == [0, 1, 2]
    assert side[0] == 0


def test_too_few_groups() -> None:
    with pytest.raises(ValueError, match="at least 2 groups"):
        allocate(np.array([[5.0]]), [0.5, 0.5])


@given(st.lists(st.integers(1, 6), min_size=3, max_size=40), st.integers(0, 5))
def test_the_asked_shares_within_the_largest_group(sizes: list[int], seed: int) -> None:
    amounts = np.array(sizes, dtype=float)[:, None]
    shares = [0.6, 0.2, 0.2]
    side = allocate(amounts, shares, seed=seed)
    assert set(side.tolist()) == {0, 1, 2}
    held = np.bincount(side, amounts[:, 0], 3)
    assert (np.abs(held - whole_shares(sum(sizes), shares)) <= max(sizes)).all()
    if max(sizes) == 1:
        assert held.tolist() == whole_shares(sum(sizes), shares).tolist()


def test_the_seed_decides() -> None:
    amounts = np.ones((30, 1))
    first, again, other = (allocate(amounts, [0.5, 0.5], seed=seed).tolist() for seed in (1, 1, 2))
    assert first == again
    assert first != other
