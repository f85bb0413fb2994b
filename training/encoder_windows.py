"""Labelled sentences as the encoder reads them in training: windows of neighbours, padded to batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..model.encoder import MAX_PIECES, OPEN, SEPARATOR
from ..model.windows import WINDOW_PIECES
from .encoder_extra import torch
from .pretrained import pretrained_tokenizer

IntArray = npt.NDArray[np.int64]

BUCKET = 400
"""Windows sorted by length together, so that a batch holds little filling."""


@dataclass(frozen=True)
class Batch:
    """Padded windows: `owner` numbers the sentence of each piece, `separators` are places in the flattened pieces.

    `rows` are the sentences' numbers in the training data.
    """

    pieces: torch.Tensor
    mask: torch.Tensor
    owner: torch.Tensor
    separators: torch.Tensor
    rows: IntArray


class Windows:
    """Labelled sentences cut into windows anew for every pass.

    Parameters
    ----------
    sentences
        In reading order, documents one after the other.
    documents
        A number for each sentence's document: an array [n].
    alone
        Share of documents read sentence by sentence in a pass, in [0, 1].
    batch_pieces
        Word pieces in a batch, filling included.
    random
        Where the borders of windows and the order of batches come from.
    """

    def __init__(
        self,
        sentences: Sequence[str],
        documents: IntArray,
        *,
        alone: float,
        batch_pieces: int,
        random: np.random.Generator,
    ) -> None:
        self.alone = alone
        self.batch_pieces = batch_pieces
        self.random = random
        tokenizer = pretrained_tokenizer()
        self.opening, self.separator = tokenizer.convert_tokens_to_ids([OPEN, SEPARATOR])
        found = tokenizer(list(sentences), truncation=True, max_length=MAX_PIECES, add_special_tokens=False)
        self.pieces: list[list[int]] = found["input_ids"]
        borders = np.flatnonzero(np.diff(documents)) + 1
        self.documents = np.split(np.arange(len(sentences)), borders)

    def of_one_pass(self) -> list[list[list[int]]]:
        """Batches of windows, each a list of sentence numbers, in random order."""
        windows: list[list[int]] = []
        for rows in self.documents:
            if len(rows) > 1 and self.random.random() < self.alone:
                windows += [[row] for row in rows.tolist()]
            else:
                shorter = int(self.random.integers(0, WINDOW_PIECES - 60))
                windows += self._cut(rows.tolist(), WINDOW_PIECES - shorter)
        lengths = np.array([1 + sum(len(self.pieces[row]) + 1 for row in window) for window in windows])
        order = self.random.permutation(len(windows))
        batches: list[list[list[int]]] = []
        for start in range(0, len(order), BUCKET):
            bucket = order[start : start + BUCKET]
            batches += self._filled(bucket[np.argsort(lengths[bucket], kind="stable")], lengths, windows)
        return [batches[i] for i in self.random.permutation(len(batches))]

    def _cut(self, rows: list[int], first_limit: int) -> list[list[int]]:
        """One window after the other; the first is shorter, so that borders fall elsewhere in each pass."""
        windows: list[list[int]] = [[]]
        size, limit = 1, first_limit
        for row in rows:
            length = len(self.pieces[row]) + 1
            if windows[-1] and size + length > limit:
                windows.append([])
                size, limit = 1, WINDOW_PIECES
            windows[-1].append(row)
            size += length
        return windows

    def _filled(self, order: IntArray, lengths: IntArray, windows: list[list[int]]) -> list[list[list[int]]]:
        """Batches of at most `batch_pieces`, filling included, from windows in order of length."""
        batches: list[list[list[int]]] = [[]]
        for index in order.tolist():
            if batches[-1] and (len(batches[-1]) + 1) * int(lengths[index]) > self.batch_pieces:
                batches.append([])
            batches[-1].append(windows[index])
        return batches

    def batch(self, windows: list[list[int]]) -> Batch:
        """Pad windows to one length."""
        length = max(1 + sum(len(self.pieces[row]) + 1 for row in window) for window in windows)
        rows = [row for window in windows for row in window]
        pieces = np.zeros((len(windows), length), dtype=np.int64)
        mask = np.zeros_like(pieces)
        owner = np.full_like(pieces, len(rows))
        separators, sentence = [], 0
        for line, window in enumerate(windows):
            pieces[line, 0], mask[line, 0] = self.opening, 1
            at = 1
            for row in window:
                end = at + len(self.pieces[row])
                pieces[line, at : end + 1] = [*self.pieces[row], self.separator]
                mask[line, at : end + 1] = 1
                owner[line, at : end + 1] = sentence
                separators.append(line * length + end)
                at, sentence = end + 1, sentence + 1
        return Batch(
            torch.from_numpy(pieces),
            torch.from_numpy(mask),
            torch.from_numpy(owner),
            torch.tensor(separators),
            np.array(rows),
        )
