"""Which path a row takes through each of many small trees, found without walking down any of them.

Every distinct comparison is made once, for many rows at a time; a path is then read off the comparisons' outcomes,
as a number whose bits say where the row went left (compare Lucchese et al. 2015, QuickScorer).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class TreePaths:
    """The paths of trees that are made as deep as the deepest by comparisons that change nothing.

    Attributes
    ----------
    nodes
        For each depth, the leaves' included, the node that each path passes there: arrays [n_trees * 2**depth]. The
        paths of one tree stand together, in the order of their numbers.
    comparisons
        For each depth the comparison (see `thresholds`) made at each place there: arrays [2**depth, n_trees].
    thresholds
        For each feature that is asked for, by number: what it is compared with, in the order of the comparisons.
    """

    nodes: tuple[IntArray, ...]
    comparisons: tuple[IntArray, ...]
    thresholds: tuple[tuple[int, FloatArray], ...]

    def of(self, X: FloatArray) -> IntArray:
        """The path that each row takes through each tree: an array [n_trees, n_rows]."""
        outcomes = self._outcomes(X)
        went: list[BoolArray] = []
        path = np.repeat(np.arange(len(self.nodes[0]) >> len(self.comparisons))[:, None], len(X), axis=1)
        for places in self.comparisons:
            left = _chosen([outcomes[place] for place in places], went)
            went.append(left)
            path <<= 1
            path |= left
        return path

    def _outcomes(self, X: FloatArray) -> BoolArray:
        """Which comparisons hold (the value is not above the threshold): an array [n_comparisons, n_rows]."""
        out = np.empty((sum(len(thresholds) for _, thresholds in self.thresholds), len(X)), dtype=bool)
        columns = np.ascontiguousarray(X.T)
        at = 0
        for feature, thresholds in self.thresholds:
            np.less_equal(columns[feature], thresholds[:, None], out=out[at : at + len(thresholds)])
            at += len(thresholds)
        return out


def _chosen(places: Sequence[BoolArray], went: Sequence[BoolArray]) -> BoolArray:
    """The outcome at the place that was reached; the last step decides between neighbours."""
    for left in reversed(went):
        places = [a ^ (left & (a ^ b)) for a, b in zip(places[::2], places[1::2], strict=True)]
    return places[0]


def lay_out(
    feature: IntArray, threshold: FloatArray, left: IntArray, right: IntArray, roots: IntArray, depth: int
) -> TreePaths:
    """Find the paths of trees whose nodes are given as in `BoostedTrees`.

    Parameters
    ----------
    roots
        The first node of each tree: an array [n_trees].
    """
    order = np.lexsort((threshold, feature))
    new = np.concatenate([[True], (np.diff(feature[order]) != 0) | (threshold[order][1:] != threshold[order][:-1])])
    comparison = np.empty(len(order), dtype=np.int64)
    comparison[order] = np.cumsum(new) - 1
    distinct = order[new]
    borders = [0, *(np.flatnonzero(np.diff(feature[distinct])) + 1).tolist(), len(distinct)]
    thresholds = [(int(feature[distinct[a]]), threshold[distinct[a:b]]) for a, b in pairwise(borders)]
    levels = [roots[:, None]]
    for _ in range(depth):
        levels.append(np.stack([right[levels[-1]], left[levels[-1]]], axis=2).reshape(len(roots), -1))
    nodes = tuple(np.repeat(level, 2 ** (depth - k), axis=1).ravel() for k, level in enumerate(levels))
    return TreePaths(nodes, tuple(comparison[level.T] for level in levels[:-1]), tuple(thresholds))
