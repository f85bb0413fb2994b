"""Sentences that are nearly the same.

A sentence is the set of its words and pairs of neighbouring words, letter case, punctuation and numbers left out. Two
sentences are as similar as their sets: shared elements over all elements (Jaccard). No pair above the threshold
is missed, and few others are looked at: of two such sets, ordered from the rarest element to the commonest, the first
parts must meet (the prefix filter of Chaudhuri, Ganti and Kaushik, 2006, "A primitive operator for similarity joins").
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from .watch import Watch, unwatched
from .word import WORD

if TYPE_CHECKING:
    import scipy.sparse as sp

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

NEAR_DUPLICATE_SIMILARITY = 0.5
"""From here on two sentences are near-duplicates: half of all their words and pairs of words are the same. Of twelve
words one or two may be replaced (0.77, 0.59), not three (0.44). In the project's corpus the pairs above it are
one sentence in two wordings; what lies below shares its subject or a phrase."""

_COLUMNS = 1 << 22  # of the hashed elements: collisions are rare among a million of them
_CHUNK_COST = 4_000_000  # candidate pairs, counted with repetition, that are held at a time (about 100 MB)


@dataclass(frozen=True, slots=True)
class Match:
    """Two texts that belong together, by their indices (`first` < `second`), and how similar they are, in [0, 1]."""

    first: int
    second: int
    similarity: float


def normalized_words(text: str) -> tuple[str, ...]:
    """The words of a text without letter case, punctuation and numbers.

    >>> normalized_words("At 9.30 the FERRY’s crew, 12 men, left.")
    ('at', 'the', "ferry's", 'crew', 'men', 'left')
    """
    words = (word.casefold().replace("’", "'") for word in WORD.findall(text))
    return tuple(word for word in words if not any(sign.isdigit() for sign in word))


def near_duplicates(
    texts: Sequence[str],
    groups: Sequence[Hashable],
    *,
    threshold: float = NEAR_DUPLICATE_SIMILARITY,
    watch: Watch = unwatched,
) -> list[Match]:
    """Find texts that have a near-duplicate in another group.

    Parameters
    ----------
    texts
        Sentences.
    groups
        The group of each text: its document, to compare across documents; its corpus, to compare two corpora.
        Texts of one group are not compared.
    threshold
        Least similarity, in (0, 1].
    watch
        Counts the different texts as they are compared.

    Returns
    -------
    list[Match]
        For each text that has such a partner before it the most similar one, in the order of the texts. Similarity 1
        are the same words in the same order, or the same set.
    """
    occurrences: dict[tuple[str, ...], list[int]] = {}
    for index, text in enumerate(texts):
        words = normalized_words(text)
        if words:
            occurrences.setdefault(words, []).append(index)
    best: dict[int, Match] = {}
    standing = list(occurrences.values())
    for indices in standing:
        _match_earlier(best, indices, indices, groups, 1.0)
    repeated = np.array([len(indices) > 1 for indices in standing], dtype=bool)
    for row, columns, similarities in watch(_similar_rows(list(occurrences), threshold), "sentences"):
        waiting = standing[row]
        for column, similarity in zip(columns, similarities, strict=True):
            waiting = _match_earlier(best, waiting, standing[column], groups, similarity)
            if not waiting:
                break
        # What stands in several places may also stand after this one.
        for place in np.flatnonzero(repeated[columns]):
            _match_earlier(best, standing[columns[place]], standing[row], groups, similarities[place])
    return [best[index] for index in sorted(best)]


def _match_earlier(
    best: dict[int, Match],
    indices: Sequence[int],
    partners: Sequence[int],
    groups: Sequence[Hashable],
    similarity: float,
) -> list[int]:
    """Match each index with its first partner before it in another group; give those that have none.

    A match is kept in `best` where it is the more similar one.
    """
    alone = []
    for index in indices:
        partner = next((p for p in partners if p >= index or groups[p] != groups[index]), index)
        if partner >= index:
            alone.append(index)
        elif index not in best or similarity > best[index].similarity:
            best[index] = Match(partner, index, similarity)
    return alone


def _shingles(words: tuple[str, ...]) -> list[str]:
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


def _similar_rows(forms: Sequence[tuple[str, ...]], threshold: float) -> Iterator[tuple[int, list[int], list[float]]]:
    """For each form the earlier ones that are similar to it, most similar first, and their similarities."""
    if not forms:
        return
    from sklearn.feature_extraction.text import HashingVectorizer

    vectorizer: Any = HashingVectorizer(
        analyzer=_shingles, binary=True, norm=None, alternate_sign=False, n_features=_COLUMNS, dtype=np.float32
    )
    sets: sp.csr_matrix = vectorizer.transform(forms)
    sizes = np.diff(sets.indptr).astype(np.int64)
    prefixes = _prefixes(sets, sizes, threshold)
    columns_of = prefixes.T.tocsr()
    for start, stop in _chunks(prefixes):
        candidates = (prefixes[start:stop] @ columns_of).tocoo()
        rows, columns = candidates.row.astype(np.int64) + start, candidates.col.astype(np.int64)
        possible = (columns < rows) & (_size_ratio(sizes[rows], sizes[columns]) >= threshold)
        rows, columns = rows[possible], columns[possible]
        similarities = _jaccard(sets, sizes, rows, columns)
        near = similarities >= threshold
        rows, columns, similarities = rows[near], columns[near], similarities[near]
        order = np.lexsort((columns, -similarities, rows))
        rows, columns, similarities = rows[order], columns[order], similarities[order]
        bounds = np.searchsorted(rows, np.arange(start, stop + 1))
        for row, (low, high) in enumerate(pairwise(bounds), start):
            yield row, columns[low:high].tolist(), similarities[low:high].tolist()


def _prefixes(sets: sp.csr_matrix, sizes: IntArray, threshold: float) -> sp.csr_matrix:
    """The rarest elements of each set, as many as sets so similar cannot all do without: [n, columns]."""
    import scipy.sparse as sp

    frequency = np.bincount(sets.indices, minlength=sets.shape[1])
    rows = np.repeat(np.arange(len(sizes)), sizes)
    order = np.lexsort((sets.indices, frequency[sets.indices], rows))
    rank = np.arange(len(rows)) - np.repeat(sets.indptr[:-1], sizes)
    lengths = sizes - np.ceil(threshold * sizes - 1e-9).astype(np.int64) + 1
    kept = rank < np.repeat(lengths, sizes)
    cells = (rows[kept], sets.indices[order][kept])
    return sp.csr_matrix((np.ones(len(cells[0]), dtype=np.float32), cells), shape=sets.shape)


def _chunks(prefixes: sp.csr_matrix) -> Iterator[tuple[int, int]]:
    """Ranges of rows that together meet about `_CHUNK_COST` others, or a single row."""
    meeting = np.bincount(prefixes.indices, minlength=prefixes.shape[1])
    cost = np.add.reduceat(meeting[prefixes.indices], prefixes.indptr[:-1])
    chunk = (np.cumsum(cost) - cost) // _CHUNK_COST
    starts = np.flatnonzero(np.diff(chunk, prepend=-1))
    return zip(starts.tolist(), [*starts[1:].tolist(), len(cost)], strict=True)


def _size_ratio(a: IntArray, b: IntArray) -> FloatArray:
    """What Jaccard cannot exceed for sets of these sizes: an array like `a`."""
    return np.asarray(np.minimum(a, b) / np.maximum(a, b))


def _jaccard(sets: sp.csr_matrix, sizes: IntArray, rows: IntArray, columns: IntArray) -> FloatArray:
    """The similarity of the sets in `rows` to those in `columns`: an array [n_pairs]."""
    shared = np.zeros(len(rows))
    step = 100_000
    for start in range(0, len(rows), step):
        part = slice(start, start + step)
        shared[part] = np.asarray(sets[rows[part]].multiply(sets[columns[part]]).sum(axis=1)).ravel()
    return np.asarray(shared / (sizes[rows] + sizes[columns] - shared))
