"""Two small trees by hand: feature 0 splits at 1; below, feature 1 splits at 2 in the first tree of the first label."""

import numpy as np
import pytest

from newsgrain.model.trees import BoostedTrees

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


def test_contributions_are_the_steps_along_the_path(trees: BoostedTrees) -> None:
    found = trees.contributions(X)
    assert found[:, :, 0] == pytest.approx(np.array([[-1, -0.5, 2.1], [-1, 2, 2.1], [3, 0, 2.1]]))
    assert found[0, :, 1] == pytest.approx([0, 0, -0.8])
    assert found.sum(axis=1) == pytest.approx(trees.raw(X))


def test_no_rows(trees: BoostedTrees) -> None:
    assert trees.raw(np.zeros((0, 2))).shape == (0, 3)
    assert trees.contributions(np.zeros((0, 2))).shape == (0, 3, 3)
