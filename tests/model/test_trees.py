"""Two small trees by hand: feature 0 splits at 1; below, feature 1 splits at 2 in the first tree of the first label."""

from dataclasses import replace

import numpy as np
import pytest

from newsgrain.model.trees import DEEPEST_LAID_OUT, ROWS_AT_ONCE, BoostedTrees

#                      0    1    2    3    4    5    6
FEATURE = np.array([0, 1, 0, 0, 0, 0, 0])
THRESHOLD = np.array([1, 2, np.inf, np.inf, np.inf, np.inf, np.inf])
LEFT = np.array([1, 3, 2, 3, 4, 5, 6])
RIGHT = np.array([2, 4, 2, 3, 4, 5, 6])
VALUE = np.array([2.0, 1.0, 5.0, 0.5, 3.0, -1.0, 0.25])


@pytest.fixture
def trees() -> BoostedTrees:
    roots = np.array([[0, 5, 6]])
    return BoostedTrees(FEATURE, THRESHOLD, LEFT, RIGHT, VALUE, roots, np.array([0.1, 0.2, 0.3]), depth=2)


X = np.array([[0.0, 1.0], [1.0, 2.5], [1.5, 0.0]])


def test_rows_fall_into_their_leaves(trees: BoostedTrees) -> None:
    assert trees.raw(X) == pytest.approx(np.array([[0.6, -0.8, 0.55], [3.1, -0.8, 0.55], [5.1, -0.8, 0.55]]))


LABEL = np.eye(3)


def test_contributions_are_the_steps_along_the_path(trees: BoostedTrees) -> None:
    found = trees.contributions(X, LABEL[[0, 0, 0]])
    assert found == pytest.approx(np.array([[-1, -0.5, 2.1], [-1, 2, 2.1], [3, 0, 2.1]]))
    assert trees.contributions(X[:1], LABEL[[1]]) == pytest.approx(np.array([[0, 0, -0.8]]))
    assert found.sum(axis=1) == pytest.approx(trees.raw(X)[:, 0])


def test_contributions_to_a_mixture_of_labels(trees: BoostedTrees) -> None:
    shares = np.array([[1.0, 0.0, 0.0], [0.5, 0.0, -0.5], [0.0, 2.0, 1.0]])
    found = trees.contributions(X, shares)
    assert found == pytest.approx(np.array([[-1, -0.5, 2.1], [-0.5, 1, 0.775], [0, 0, -1.05]]))
    assert found.sum(axis=1) == pytest.approx((trees.raw(X) * shares).sum(axis=1))


def test_deep_trees_are_walked_to_the_same_end(trees: BoostedTrees, monkeypatch: pytest.MonkeyPatch) -> None:
    shares = np.array([[1.0, 0.0, 0.0], [0.5, 0.0, -0.5], [0.0, 2.0, 1.0]])
    laid_out = trees.raw(X), trees.contributions(X, shares)
    deep = replace(trees, depth=DEEPEST_LAID_OUT + 1)
    assert (deep.raw(X) == laid_out[0]).all()
    assert (deep.contributions(X, shares) == laid_out[1]).all()


def test_a_value_that_is_no_number_goes_right(trees: BoostedTrees) -> None:
    assert trees.raw(np.array([[np.nan, 0.0]]))[0, 0] == pytest.approx(5.1)


def test_no_result_depends_on_the_number_of_rows(trees: BoostedTrees) -> None:
    many = np.random.default_rng(3).uniform(0, 3, (2 * ROWS_AT_ONCE + 7, 2))
    shares = np.random.default_rng(4).uniform(-1, 1, (len(many), 3))
    one_by_one = np.vstack([trees.raw(row[None]) for row in many])
    assert (trees.raw(many) == one_by_one).all()
    explained = [trees.contributions(many[[i]], shares[[i]])[0, :-1] for i in range(len(many))]
    assert (trees.contributions(many, shares)[:, :-1] == np.array(explained)).all()


def test_no_rows(trees: BoostedTrees) -> None:
    assert trees.raw(np.zeros((0, 2))).shape == (0, 3)
    assert trees.contributions(np.zeros((0, 2)), np.zeros((0, 3))).shape == (0, 3)
