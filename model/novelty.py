"""What a sentence adds to the document before it, and which earlier sentence it repeats most.

For every token the previous and the first sentence of the document with the same form are found by one stable
sort, so that the cost stays n log n however long the document is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .tokens import IntArray, Tokens

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Novelty:
    """Arrays [n_sentences].

    `new_share`: share of a sentence's weight (rare words weigh more) carried by forms new to the document, in
    [0, 1]; `overlap`: greatest share found in one single earlier sentence, in [0, 1]; `repeats`: the index of
    that sentence in the batch, -1 without one; `shared`: how many of a sentence's words stand in it; `weight`: the
    sentence's whole weight, ≥ 0; `lead_overlap`: share of the weight that the document's first two sentences hold
    already, in [0, 1].
    """

    new_share: FloatArray
    overlap: FloatArray
    repeats: IntArray
    shared: IntArray
    weight: FloatArray
    lead_overlap: FloatArray


def novelty(tokens: Tokens, document_offsets: IntArray, weights: FloatArray) -> Novelty:
    """Compare every sentence with the ones before it in its document.

    Parameters
    ----------
    tokens
        The batch.
    document_offsets
        Document `d` owns sentences `document_offsets[d]:document_offsets[d + 1]`: an array [n_documents + 1].
    weights
        How much each token counts, 0 for function words and signs: an array [n_tokens].
    """
    n_sentences = len(tokens.offsets) - 1
    sentence_of = np.repeat(np.arange(n_sentences), np.diff(tokens.offsets))
    first_of = np.repeat(document_offsets[:-1], np.diff(document_offsets))
    kept = np.flatnonzero(weights > 0)
    sentence, weight = sentence_of[kept], weights[kept]
    document_start = first_of[sentence]
    total = np.asarray(np.bincount(sentence, weight, n_sentences), dtype=np.float64)
    safe_total = np.maximum(total, 1e-9)

    key = document_start * (int(tokens.forms.max(initial=0)) + 1) + tokens.forms[kept]
    order = np.argsort(key, kind="stable")
    same = key[order][1:] == key[order][:-1]
    previous = np.full(len(kept), -1, dtype=np.int64)
    previous[order[1:][same]] = sentence[order[:-1][same]]
    group = np.concatenate([[0], np.cumsum(~same)]) if len(kept) else np.zeros(0, dtype=np.int64)
    group_start = np.flatnonzero(np.concatenate([[True], ~same])) if len(kept) else group
    first = np.empty(len(kept), dtype=np.int64)
    first[order] = sentence[order[group_start]][group]

    old = first < sentence
    new_share = np.bincount(sentence, weight * ~old, n_sentences) / safe_total
    in_lead = old & (first < document_start + 2)
    lead_overlap = np.bincount(sentence, weight * in_lead, n_sentences) / safe_total
    overlap = np.zeros(n_sentences)
    repeats = np.full(n_sentences, -1, dtype=np.int64)
    shared = np.zeros(n_sentences, dtype=np.int64)
    for source in (previous, first):
        _best_match(sentence, source, weight, overlap, repeats, shared)
    overlap /= safe_total
    return Novelty(new_share, np.minimum(overlap, 1.0), repeats, shared, total, lead_overlap)


def _best_match(
    sentence: IntArray,
    source: IntArray,
    weight: FloatArray,
    overlap: FloatArray,
    repeats: IntArray,
    shared: IntArray,
) -> None:
    """Raise `overlap`, `repeats` and `shared` to the earlier sentence that holds most of each sentence's weight."""
    valid = (source >= 0) & (source < sentence)
    if not valid.any():
        return
    n = len(overlap)
    pair = sentence[valid] * n + source[valid]
    pairs, inverse = np.unique(pair, return_inverse=True)
    sums, words = np.bincount(inverse, weight[valid]), np.bincount(inverse)
    here, there = pairs // n, pairs % n
    rising = np.lexsort((sums, here))
    last = np.concatenate([here[rising][1:] != here[rising][:-1], [True]])
    best = rising[last]
    better = sums[best] > overlap[here[best]]
    overlap[here[best][better]] = sums[best][better]
    repeats[here[best][better]] = there[best][better]
    shared[here[best][better]] = words[best][better]
