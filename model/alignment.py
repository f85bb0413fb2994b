"""Which sentence of one version became which of the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ..corpus.word import WORD

if TYPE_CHECKING:
    import scipy.sparse as sp

ALIKE = 0.5
"""From here on two sentences are versions of one: half of what they say, by weight of words, is the same."""

MOVED_ALIKE = 0.75
"""Sentences out of order must be more alike than that: chance finds a likeness somewhere in a long text."""

ABSORBED = 0.6
"""Share of a sentence's own words that must stand in another for it to be merged into that."""

_CANDIDATES = 8
"""Partners looked at for a sentence; more only occur among sentences that repeat each other."""

_CHUNK = 256  # rows compared at a time: a few megabytes against 10,000 sentences

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentence `before` of the first text became sentence `after` of the second.

    `similarity` is in [0, 1], 1 for the same words; `moved` says that it stands out of order.
    """

    before: int
    after: int
    similarity: float
    moved: bool


def align(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Pair the sentences of two versions of a text, in the order of `after`; each stands in one pair at most.

    Two sentences are as similar as their sets of words: twice the weight of what they share over the weight of both
    (Dice), where a word weighs the more the fewer of all sentences hold it. Among pairs that keep the order those
    of the greatest total similarity (squared, so that two halves do not outweigh a whole) are chosen; what is
    left over is paired as moved.

    >>> align(["It rained.", "Ships sank."], ["Ships sank.", "It rained hard."])
    [Pair(before=1, after=0, similarity=1.0, moved=False)]
    """
    candidates = list(_candidates(before, after))
    chosen = _in_order(candidates)
    taken_before, taken_after = {pair.before for pair in chosen}, {pair.after for pair in chosen}
    for pair in sorted(candidates, key=lambda p: (-p.similarity, p.after, p.before)):
        if pair.similarity < MOVED_ALIKE:
            break
        if pair.before not in taken_before and pair.after not in taken_after:
            taken_before.add(pair.before)
            taken_after.add(pair.after)
            chosen.append(Pair(pair.before, pair.after, pair.similarity, moved=True))
    return sorted(chosen, key=lambda pair: pair.after)


def absorbed(texts: Sequence[str], others: Sequence[str], partners: Mapping[int, int]) -> dict[int, int]:
    """The sentences that were merged into a neighbour's: of each the place in `others` of the sentence it is in now.

    A sentence without a partner is merged if `ABSORBED` of the words that it has beyond its neighbour (at most two
    places away), and three at least or all, stand in the neighbour's partner. With the versions exchanged it finds
    what was split off.

    >>> absorbed(["It rained hard.", "Ships sank."], ["It rained hard and ships sank."], {0: 0})
    {1: 0}
    """
    found = {}
    for index, text in enumerate(texts):
        if index in partners:
            continue
        words = set(_words(text))
        for near in (index - 1, index + 1, index - 2, index + 2):
            if near in partners:
                own = words.difference(_words(texts[near]))
                held = own.intersection(_words(others[partners[near]]))
                if own and (held == own or len(held) >= max(ABSORBED * len(own), 3)):
                    found[index] = partners[near]
                    break
    return found


def _candidates(before: Sequence[str], after: Sequence[str]) -> Iterator[Pair]:
    """The pairs that are alike, at most `_CANDIDATES` a sentence: the most similar, then those of like place."""
    if not (before and after):
        return
    left, right, sizes_left, sizes_right = _weighted_words(before, after)
    columns_of = right.T.tocsr()
    for start in range(0, len(before), _CHUNK):
        shared = left[start : start + _CHUNK] @ columns_of
        for row in range(shared.shape[0]):
            window = slice(shared.indptr[row], shared.indptr[row + 1])
            columns = shared.indices[window]
            number = start + row
            alike = 2 * shared.data[window] / (sizes_left[number] + sizes_right[columns])
            near = np.flatnonzero(alike >= ALIKE - 1e-9)
            distance = np.abs(columns[near] / len(after) - number / len(before))
            for place in near[np.lexsort((distance, -alike[near].round(6)))][:_CANDIDATES]:
                yield Pair(number, int(columns[place]), min(round(float(alike[place]), 4), 1.0), moved=False)


def _weighted_words(
    before: Sequence[str], after: Sequence[str]
) -> tuple[sp.csr_matrix, sp.csr_matrix, FloatArray, FloatArray]:
    """Which words each sentence holds, once with their weights: [n_before, words] and [n_after, words]; and the
    weight of each sentence."""
    import scipy.sparse as sp

    sets = [_words(text) for text in (*before, *after)]
    number: dict[str, int] = {}
    cells = [number.setdefault(word, len(number)) for words in sets for word in words]
    borders = np.cumsum([0, *map(len, sets)])
    held = sp.csr_matrix((np.ones(len(cells)), cells, borders), shape=(len(sets), len(number)))
    weights = 1 + np.log(len(sets) / np.bincount(cells, minlength=len(number)))
    sizes = np.asarray(held @ weights)
    left = held[: len(before)].multiply(weights).tocsr()
    return left, held[len(before) :], sizes[: len(before)], sizes[len(before) :]


def _words(text: str) -> list[str]:
    """The different words of a sentence, or the sentence itself where it has none."""
    return list(dict.fromkeys(WORD.findall(text.casefold().replace("’", "'")))) or [" ".join(text.split())]


def _in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs rising on both sides whose squared similarities sum to the most.

    The frontier holds, for rising places in the second text, the best sum that ends there or before (Fredman 1975,
    for weights); what a pair replaces is never better than it.
    """
    ends: list[int] = []
    sums: list[float] = []
    last: list[int] = []
    previous = [-1] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda i: (pairs[i].before, -pairs[i].after))
    for index in order:
        place = bisect_left(ends, pairs[index].after)
        total = pairs[index].similarity ** 2 + (sums[place - 1] if place else 0.0)
        previous[index] = last[place - 1] if place else -1
        stop = place
        while stop < len(ends) and sums[stop] <= total:
            stop += 1
        if stop > place or place == len(ends) or ends[place] > pairs[index].after:
            ends[place:stop], sums[place:stop], last[place:stop] = [pairs[index].after], [total], [index]
    chosen = []
    at = last[-1] if last else -1
    while at >= 0:
        chosen.append(pairs[at])
        at = previous[at]
    return chosen[::-1]
