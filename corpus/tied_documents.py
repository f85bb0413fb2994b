"""Documents that must stay together because they share text or an id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .document import Document
from .finding import LONGER_THAN
from .labelled_document import LabelledDocument
from .word import WORD

if TYPE_CHECKING:
    import scipy.sparse as sp

SHINGLE_WORDS = 5
"""Words in a row that are compared: as many seldom recur by chance."""

NEAR_IDENTICAL = 0.2
"""Share of the shorter text's shingles that also stand in the other from which two texts are near-identical. No
two documents of the own corpus share 5 % of theirs; a text rewritten or cut down from another keeps most."""


def tied_documents(documents: Sequence[LabelledDocument]) -> list[list[int]]:
    """Group documents that must not stand on two sides of a split.

    Two documents are tied if they bear the same id, share a sentence of more than `LONGER_THAN`
    characters (case, punctuation and white space aside), or are near-identical: at least `NEAR_IDENTICAL` of the
    shingles (`SHINGLE_WORDS` words in a row) of the one with fewer also stand in the other (containment, Broder
    1997). Ties carry over: if a is tied to b and b to c, all three are one group.

    Returns
    -------
    Indices of documents, each in exactly one group, in order.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    pairs = [*_repeated(documents), *_near_identical(documents)]
    n = len(documents)
    rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
    graph = coo_array(([True] * len(pairs), (rows, columns)), shape=(n, n))
    number, component = connected_components(graph, directed=False)
    groups: list[list[int]] = [[] for _ in range(number)]
    for index, group in enumerate(component.tolist()):
        groups[group].append(index)
    return groups


def _repeated(documents: Iterable[LabelledDocument]) -> Iterator[tuple[int, int]]:
    """Pairs of documents with the same id or a long sentence in common, each time with the first that has it."""
    first_with: dict[tuple[str, str], int] = {}
    for index, document in enumerate(documents):
        keys = [("id", document.id)]
        keys += [
            ("sentence", " ".join(_words(unit.text))) for unit in document.sentences if len(unit.text) > LONGER_THAN
        ]
        for key in keys:
            earlier = first_with.setdefault(key, index)
            if earlier != index and key != ("sentence", ""):
                yield earlier, index


def _near_identical(documents: Sequence[LabelledDocument]) -> Iterator[tuple[int, int]]:
    import numpy as np

    shingles = _shingle_matrix(documents)
    held = np.maximum(shingles.sum(axis=1), 1)
    shared = (shingles @ shingles.T).tocoo()
    close = shared.data >= NEAR_IDENTICAL * np.minimum(held[shared.row], held[shared.col])
    for a, b in zip(shared.row[close].tolist(), shared.col[close].tolist(), strict=True):
        if a < b:
            yield a, b


def _shingle_matrix(documents: Sequence[LabelledDocument]) -> sp.csr_array:
    """Which document holds which shingle: an array [n_documents, n_shingles] of 0 and 1."""
    from scipy.sparse import csr_array

    known: dict[tuple[str, ...], int] = {}
    columns: list[int] = []
    starts = [0]
    for document in documents:
        columns += sorted(known.setdefault(shingle, len(known)) for shingle in shingles(document.document))
        starts.append(len(columns))
    ones = [1] * len(columns)
    return csr_array((ones, columns, starts), shape=(len(documents), max(len(known), 1)), dtype="int64")


def shingles(document: Document) -> set[tuple[str, ...]]:
    """All runs of `SHINGLE_WORDS` words in a document, case aside."""
    words = [word for unit in document.sentences for word in _words(unit.text)]
    return set(zip(*(words[offset:] for offset in range(SHINGLE_WORDS)), strict=False))


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())
