"""Which tokens stand inside quotation marks, over sentence boundaries.

Curly marks say themselves whether they open or close; straight ones and the doubled apostrophes of old agency
text toggle, with the place in the sentence deciding where the toggle would be wrong. A quotation that is not
closed, or only after more than `PATIENCE` sentences without a mark, ends with the sentence of its last mark.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .tokens import IntArray, Tokens, TokenTable

OPENING = ("“", "``", "«", "„")
CLOSING = ("”", "»")
STRAIGHT = ('"', "''")

PATIENCE = 6
"""Longest run of sentences without any mark that still counts as one quotation."""

BoolArray = npt.NDArray[np.bool_]


def mark_kinds(table: TokenTable) -> dict[int, int]:
    """Form → +1 (opens), -1 (closes) or 0 (either) for every quotation mark."""
    kinds = dict.fromkeys(OPENING, 1) | dict.fromkeys(CLOSING, -1) | dict.fromkeys(STRAIGHT, 0)
    return {table.form(mark): kind for mark, kind in kinds.items()}


def inside_quotation(tokens: Tokens, document_offsets: IntArray, table: TokenTable) -> BoolArray:
    """Mark the tokens inside quotation: an array [n_tokens], the marks themselves included."""
    kinds = mark_kinds(table)
    at = np.flatnonzero(np.isin(tokens.forms, np.fromiter(kinds, dtype=np.int64)))
    depth = np.zeros(len(tokens.forms) + 1, dtype=np.int32)
    if len(at):
        sentence_of = np.searchsorted(tokens.offsets, at, side="right") - 1
        document_of = np.searchsorted(document_offsets, sentence_of, side="right") - 1
        starts, ends = _intervals(
            at.tolist(),
            [kinds[form] for form in tokens.forms[at].tolist()],
            sentence_of.tolist(),
            document_of.tolist(),
            tokens,
            document_offsets,
        )
        np.add.at(depth, starts, 1)
        np.add.at(depth, ends, -1)
    return np.cumsum(depth[:-1]) > 0


def _intervals(
    at: Sequence[int],
    kinds: Sequence[int],
    sentence_of: Sequence[int],
    document_of: Sequence[int],
    tokens: Tokens,
    document_offsets: IntArray,
) -> tuple[list[int], list[int]]:
    """Pair the marks up: token positions where quotations start and where they have ended."""
    starts: list[int] = []
    ends: list[int] = []
    opened = -1
    last_sentence = 0
    offsets = tokens.offsets
    for position, kind, sentence, document, previous in zip(
        at, kinds, sentence_of, document_of, [-1, *document_of[:-1]], strict=True
    ):
        if opened >= 0 and (document != previous or sentence - last_sentence > PATIENCE):
            starts.append(opened)
            ends.append(int(offsets[last_sentence + 1]))
            opened = -1
        first = position == offsets[sentence]
        if opened < 0:
            if kind >= 0 and not (kind == 0 and _closes_sentence(position, sentence, offsets)):
                opened = position
            elif sentence > document_offsets[document] or not first:
                # a closing mark whose opening one was lost: the sentence so far was quoted
                starts.append(int(offsets[sentence]))
                ends.append(position + 1)
        elif kind < 0 or (kind == 0 and not first):
            starts.append(opened)
            ends.append(position + 1)
            opened = -1
        last_sentence = sentence
    if opened >= 0:
        starts.append(opened)
        ends.append(int(offsets[last_sentence + 1]))
    return starts, ends


def _closes_sentence(position: int, sentence: int, offsets: IntArray) -> bool:
    """Whether nothing but the end mark (and one sign) follows in the sentence, and something precedes."""
    return int(offsets[sentence + 1]) - position <= 2 and position > int(offsets[sentence])
