"""The second stage at run time: boosted trees as flat arrays, and what each feature added along their paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from .tokens import IntArray
from .tree_paths import TreePaths, lay_out

FloatArray = npt.NDArray[np.float64]

ROWS_AT_ONCE = 512
"""Rows whose comparisons are made together: what they need stays in the processor's cache."""

DEEPEST_LAID_OUT = 6
"""Depth up to which all paths of a tree are numbered; deeper trees, which newsgrain does not grow, are walked."""


@dataclass(frozen=True)
class BoostedTrees:
    """A sum of binary regression trees for each label.

    All nodes of all trees stand one after the other. `feature`, `threshold`, `left`, `right` (node numbers) and
    `value` are arrays [n_nodes]; a leaf points to itself on both sides. An inner node's `value` is the average
    of the leaves below it, weighted by training rows, so that the steps along a path sum to the leaf.
    `roots` is an array [n_iterations, n_labels] of node numbers; `baseline` what the sum starts from, [n_labels].
    """

    feature: IntArray
    threshold: FloatArray
    left: IntArray
    right: IntArray
    value: FloatArray
    roots: IntArray
    baseline: FloatArray
    depth: int

    def raw(self, X: FloatArray) -> FloatArray:
        """Sum of the leaves that each row falls into: an array [n_rows, n_labels] of log-odds."""
        out = np.empty((len(X), self.roots.shape[1]))
        for rows in _slices(len(X)):
            # one iteration after the other, whatever the number of rows: the last digits stay the same
            out[rows] = self._leaf_values(X[rows]).reshape(*self.roots.shape, -1).sum(axis=0).T
        return out + self.baseline

    def contributions(self, X: FloatArray, shares: FloatArray) -> FloatArray:
        """Split a weighted sum of each row's log-odds over the features (Saabas 2014, path differences).

        Parameters
        ----------
        X
            An array [n_rows, n_features].
        shares
            How much the log-odds of each label count: an array [n_rows, n_labels].

        Returns
        -------
        FloatArray
            An array [n_rows, n_features + 1]; the last feature is the constant part. Sums over the features
            equal the sums over the labels of `raw(X) * shares`.
        """
        out = np.empty((len(X), X.shape[1] + 1))
        for rows in _slices(len(X)):
            out[rows, :-1] = self._added(X[rows], shares[rows])
        out[:, -1] = shares @ (self.value[self.roots].sum(axis=0) + self.baseline)
        return out

    def _added(self, X: FloatArray, shares: FloatArray) -> FloatArray:
        """What the features added to a weighted sum of log-odds: an array [n_rows, n_features]."""
        n_rows, n_features = X.shape
        share = np.tile(shares.T, (len(self.roots), 1))
        out = np.zeros(n_rows * n_features)
        for features, steps in self._steps(X):
            cells = features + np.arange(n_rows) * n_features
            out += np.bincount(cells.ravel(), (steps * share).ravel(), len(out))
        return out.reshape(n_rows, n_features)

    @cached_property
    def _paths(self) -> TreePaths | None:
        """Where rows go, laid out when it is first asked for; `None` for trees too deep for that."""
        if self.depth > DEEPEST_LAID_OUT:
            return None
        return lay_out(self.feature, self.threshold, self.left, self.right, self.roots.ravel(), self.depth)

    def _leaf_values(self, X: FloatArray) -> FloatArray:
        """The value of the leaf that each row falls into in each tree: an array [n_trees, n_rows]."""
        if self._paths is None:
            return np.asarray(self.value[self._walked(X)[-1]])
        return np.take(self.value[self._paths.nodes[-1]], self._paths.of(X))

    def _steps(self, X: FloatArray) -> Iterator[tuple[IntArray, FloatArray]]:
        """For each depth the feature that decides there and what it adds: arrays [n_trees, n_rows]."""
        if self._paths is None:
            for node, following in pairwise(self._walked(X)):
                yield self.feature[node], self.value[following] - self.value[node]
            return
        path = self._paths.of(X)
        for node, following in pairwise(self._paths.nodes):
            yield np.take(self.feature[node], path), np.take(self.value[following] - self.value[node], path)

    def _walked(self, X: FloatArray) -> list[IntArray]:
        """The nodes that each row passes, from the roots down: arrays [n_trees, n_rows]."""
        nodes = [np.repeat(self.roots.ravel()[:, None], len(X), axis=1)]
        row = np.arange(len(X))
        for _ in range(self.depth):
            node = nodes[-1]
            goes_left = X[row, self.feature[node]] <= self.threshold[node]
            nodes.append(np.where(goes_left, self.left[node], self.right[node]))
        return nodes


def _slices(n_rows: int) -> Iterator[slice]:
    return (slice(start, start + ROWS_AT_ONCE) for start in range(0, n_rows, ROWS_AT_ONCE))
