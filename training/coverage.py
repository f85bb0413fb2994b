"""Choosing texts that say much, and not the same as each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heapify, heappop, heapreplace

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

FloatArray = npt.NDArray[np.float64]

FEATURES = 2**18
"""Columns that words are hashed into: far more than a language has common words."""

LEAST_SHARE = 0.002
"""Share of the documents, and 2 of them at least, that a word must stand in to count: names of one event would
otherwise make every text that was printed twice look rich."""


def word_weights(texts: Sequence[Sequence[str]], weights: Sequence[FloatArray]) -> sp.csr_array:
    """How much weight of each document bears each word.

    Parameters
    ----------
    texts
        The sentences of each document.
    weights
        A weight ≥ 0 for each of them.

    Returns
    -------
    An array [n_documents, FEATURES]: the weights of the sentences with that word, times its squared inverse
    document frequency log((1 + n) / (1 + df)), so that under a square root the frequency counts once; 0 for
    words of fewer documents than `LEAST_SHARE` says.
    """
    from sklearn.feature_extraction.text import HashingVectorizer

    hashing = HashingVectorizer(n_features=FEATURES, alternate_sign=False, norm=None, binary=True)
    rows = [
        sp.csr_array(np.atleast_2d(weight) @ sp.csr_array(hashing.transform(sentences)))
        for sentences, weight in zip(texts, weights, strict=True)
    ]
    matrix = sp.csr_array(sp.vstack(rows))
    frequency = np.bincount(matrix.indices, minlength=FEATURES)
    rarity = np.where(frequency >= max(2, LEAST_SHARE * len(rows)), np.log((1 + len(rows)) / (1 + frequency)), 0.0)
    matrix.data *= rarity[matrix.indices] ** 2
    return matrix


def greedy_coverage(
    matrix: sp.csr_array, costs: FloatArray, count: int, *, accept: Callable[[int], bool] = lambda _: True
) -> list[tuple[int, float]]:
    """Choose rows that together cover the columns best for their cost.

    The value of a set is the sum over columns of the square root of what its rows bear there: a feature-based
    submodular function, whose diminishing returns keep like rows from being chosen together. The row with the
    largest gain for its cost is taken again and again (Lin and Bilmes 2011), found lazily (Minoux 1978).

    Parameters
    ----------
    matrix
        Values ≥ 0: an array [n_rows, n_columns].
    costs
        Above 0: an array [n_rows].
    count
        Rows to choose; fewer if there are not so many.
    accept
        Called with each row that is about to be chosen; if it says no, the row is passed over for good.

    Returns
    -------
    Rows in the order of choice, each with its gain for its cost, which never rises from one to the next.
    """
    covered = np.zeros(matrix.shape[1])

    def gain(row: int) -> float:
        span = slice(matrix.indptr[row], matrix.indptr[row + 1])
        held = covered[matrix.indices[span]]
        return float((np.sqrt(held + matrix.data[span]) - np.sqrt(held)).sum() / costs[row])

    heap = [(-gain(row), row, 0) for row in range(matrix.shape[0])]
    heapify(heap)
    chosen: list[tuple[int, float]] = []
    while heap and len(chosen) < count:
        negative, row, known_at = heap[0]
        if known_at < len(chosen):
            heapreplace(heap, (-gain(row), row, len(chosen)))
            continue
        heappop(heap)  # no other row can gain more: gains only shrink
        if accept(row):
            chosen.append((row, -negative))
            span = slice(matrix.indptr[row], matrix.indptr[row + 1])
            covered[matrix.indices[span]] += matrix.data[span]
    return chosen
