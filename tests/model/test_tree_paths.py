"""Paths through random trees, compared with a walk down each of them."""

import numpy as np

from newsgrain.model.tree_paths import IntArray, lay_out

#   0: x0 <= 1 ? 1 : 2      1: x1 <= 2 ? 3 : 4      2: x1 <= 2 ? 5 : 6      7: a leaf alone
FEATURE = np.array([0, 1, 1, 0, 0, 0, 0, 0])
THRESHOLD = np.array([1, 2, 2, *[np.inf] * 5])
LEFT = np.array([1, 3, 5, 3, 4, 5, 6, 7])
RIGHT = np.array([2, 4, 6, 3, 4, 5, 6, 7])
ROOTS = np.array([0, 7])


def test_each_path_lists_its_nodes() -> None:
    paths = lay_out(FEATURE, THRESHOLD, LEFT, RIGHT, ROOTS, 2)
    assert [nodes.tolist() for nodes in paths.nodes] == [
        [0, 0, 0, 0, 7, 7, 7, 7],
        [2, 2, 1, 1, 7, 7, 7, 7],
        [6, 5, 4, 3, 7, 7, 7, 7],
    ]


def test_like_comparisons_are_made_once() -> None:
    paths = lay_out(FEATURE, THRESHOLD, LEFT, RIGHT, ROOTS, 2)
    assert [(feature, thresholds.tolist()) for feature, thresholds in paths.thresholds] == [(0, [1, np.inf]), (1, [2])]


def test_rows_take_the_path_whose_bits_say_left() -> None:
    paths = lay_out(FEATURE, THRESHOLD, LEFT, RIGHT, ROOTS, 2)
    X = np.array([[1.0, 2.0], [1.0, 2.1], [1.1, 2.0], [1.1, 9.0]])
    assert paths.of(X).tolist() == [[3, 2, 1, 0], [7, 7, 7, 7]]


def test_trees_of_roots_alone() -> None:
    paths = lay_out(FEATURE, THRESHOLD, LEFT, RIGHT, np.array([7, 6]), 0)
    assert paths.of(np.zeros((3, 2))).tolist() == [[0, 0, 0], [1, 1, 1]]
    assert paths.nodes[0].tolist() == [7, 6]


def test_random_deep_trees_lead_where_walking_leads() -> None:
    random = np.random.default_rng(5)
    depth, n_trees = 5, 20
    size = 2 ** (depth + 1) - 1  # children of node i are 2i + 1 and 2i + 2
    inner = np.arange(size) < 2**depth - 1
    inner &= random.random(size) < 0.8  # some branches end early
    own = np.arange(size)
    tree_left, tree_right = np.where(inner, 2 * own + 1, own), np.where(inner, 2 * own + 2, own)
    roots = np.arange(n_trees) * size
    left = np.concatenate([tree_left + root for root in roots])
    right = np.concatenate([tree_right + root for root in roots])
    feature = random.integers(0, 4, len(left))
    threshold = np.where(left == np.arange(len(left)), np.inf, random.integers(0, 5, len(left)) / 4)
    X = random.integers(0, 6, (200, 4)) / 5

    def walked(node: int, row: IntArray) -> int:
        for _ in range(depth):
            node = int(left[node] if row[feature[node]] <= threshold[node] else right[node])
        return node

    paths = lay_out(feature, threshold, left, right, roots, depth)
    assert paths.nodes[-1][paths.of(X)].tolist() == [[walked(root, row) for row in X] for root in roots.tolist()]
