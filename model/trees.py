"""The second stage at run time: boosted trees as flat arrays, and what each feature added along their paths."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .tokens import IntArray

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class BoostedTrees:
    """A sum of binary regression trees for each label.

    All nodes of all trees stand one after the other. `feature`, `threshold`, `left`, `right` (node numbers) and
    `value` are arrays [n_nodes]; a leaf points to itself on both sides. An inner node's `value` is the average
    of the leaves below it, weighted by training rows, so that the steps along a path sum to the leaf.
    `roots` is an array [n_iterations, 3] of node numbers; `baseline` what the sum starts from, [3].
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
        """Sum of the leaves that each row falls into: an array [n_rows, 3] of log-odds."""
        if not len(X):
            return np.zeros((0, self.roots.shape[1]))
        node = self._leaves(X)
        sums = self.value[node].reshape(len(X), *self.roots.shape).sum(axis=1)
        return np.asarray(sums + self.baseline)

    def _leaves(self, X: FloatArray) -> IntArray:
        node = np.broadcast_to(self.roots.ravel(), (len(X), self.roots.size)).copy()
        row = np.arange(len(X))[:, None]
        for _ in range(self.depth):
            goes_left = X[row, self.feature[node]] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        return node

    def contributions(self, X: FloatArray) -> FloatArray:
        """Split each row's log-odds over the features (Saabas 2014, path differences).

        Returns
        -------
        FloatArray
            An array [n_rows, n_features + 1, 3]; the last feature is the constant part. Sums over the features
            equal `raw(X)`.
        """
        n_rows, n_features = X.shape
        n_labels = self.roots.shape[1]
        n_cells = n_rows * (n_features + 1) * n_labels
        out = np.zeros(n_cells)
        label = np.tile(np.arange(n_labels), len(self.roots))
        node = np.broadcast_to(self.roots.ravel(), (n_rows, self.roots.size)).copy()
        row = np.arange(n_rows)[:, None]
        for _ in range(self.depth):
            feature = self.feature[node]
            goes_left = X[row, feature] <= self.threshold[node]
            following = np.where(goes_left, self.left[node], self.right[node])
            cell = (row * (n_features + 1) + feature) * n_labels + label
            out += np.bincount(cell.ravel(), (self.value[following] - self.value[node]).ravel(), n_cells)
            node = following
        out = out.reshape(n_rows, n_features + 1, n_labels)
        constant = self.value[self.roots].sum(axis=0) + self.baseline
        out[:, -1, :] += constant
        return out
