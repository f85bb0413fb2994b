"""Statistics of agreement, for many tables at once so that they can be resampled.

Cohen 1960, Fleiss 1971, Krippendorff's alpha for nominal data (Hayes and Krippendorff 2007), and specific agreement
by label (Cicchetti and Feinstein 1990).
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

from ..corpus.label import LABELS

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

MISSING = -1
"""The label index of a sentence that an annotator has not labelled."""


def coincidences(labels: IntArray, groups: IntArray) -> FloatArray:
    """Krippendorff's coincidence matrices by document: an array [n_documents, 3, 3].

    Every ordered pair of labels that two annotators gave one sentence counts 1 / (labels of the sentence - 1).
    """
    n = len(LABELS)
    out = np.zeros((int(groups.max()) + 1) * n * n)
    given = (labels != MISSING).sum(axis=1)
    for a, b in combinations(range(labels.shape[1]), 2):
        both = (labels[:, a] != MISSING) & (labels[:, b] != MISSING)
        x, y, weight = labels[both, a], labels[both, b], 1 / (given[both] - 1)
        for first, second in ((x, y), (y, x)):
            out += np.bincount((groups[both] * n + first) * n + second, weight, len(out))
    return out.reshape(-1, n, n)


def nominal_alpha(tables: FloatArray) -> FloatArray:
    """Krippendorff's alpha of coincidence matrices [n_tables, 3, 3]: 1 - observed / expected disagreement."""
    marginal = tables.sum(axis=2)
    size = marginal.sum(axis=1)
    observed = size - np.trace(tables, axis1=1, axis2=2)
    expected = (size**2 - (marginal**2).sum(axis=1)) / np.maximum(size - 1, 1)
    return np.where(expected > 0, 1 - observed / np.where(expected > 0, expected, 1), 1.0)


def fleiss_kappa(labels: IntArray) -> float | None:
    """Fleiss' kappa over the sentences that all annotators labelled; `None` if there is none."""
    full = labels[(labels != MISSING).all(axis=1)]
    if not len(full):
        return None
    raters = full.shape[1]
    counts = np.stack([(full == i).sum(axis=1) for i in range(len(LABELS))], axis=1)
    observed = ((counts**2).sum(axis=1) - raters).mean() / (raters * (raters - 1))
    by_chance = ((counts.sum(axis=0) / counts.sum()) ** 2).sum()
    return 1.0 if by_chance == 1 else float((observed - by_chance) / (1 - by_chance))


def cohen_kappa(tables: FloatArray) -> FloatArray:
    """Cohen's kappa of confusion tables [n_tables, 3, 3]."""
    size = np.maximum(tables.sum(axis=(1, 2)), 1)
    observed = np.trace(tables, axis1=1, axis2=2) / size
    by_chance = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1) / size**2
    return np.where(by_chance < 1, (observed - by_chance) / np.where(by_chance < 1, 1 - by_chance, 1), 1.0)


def observed_agreement(tables: FloatArray) -> FloatArray:
    """Share of pairs of labels that are alike, in [0, 1], of coincidence matrices [n_tables, 3, 3]."""
    return np.asarray(np.trace(tables, axis1=1, axis2=2) / np.maximum(tables.sum(axis=(1, 2)), 1e-9))


def specific_agreement(tables: FloatArray) -> FloatArray:
    """For each label, how often the other label of its pairs is the same: an array [n_tables, 3]; 1 if unused."""
    marginal = tables.sum(axis=2)
    alike = np.diagonal(tables, axis1=1, axis2=2)
    return np.where(marginal > 0, alike / np.where(marginal > 0, marginal, 1), 1.0)
