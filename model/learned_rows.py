"""The rows that the classifier learns from: sentences in their documents, and by themselves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .calibration import ISOLATED, LABELLED, TAKEN
from .tokens import IntArray

SINGLE_SHARE = 0.15
"""Share of training sentences that the second stage also sees alone, so that it works without surroundings."""


@dataclass(frozen=True)
class LearnedRows:
    """What is learned from: arrays with an entry a row.

    `chosen` is the row of the frame, `documents` the number of its document, `target` its label index. `taught` are
    the rows that teach the second stage; `kind` is the kind of each lone sentence, `TAKEN` for those in documents.
    """

    chosen: IntArray
    documents: IntArray
    target: IntArray
    taught: npt.NDArray[np.bool_]
    kind: IntArray


def with_single_sentences(groups: IntArray, target: IntArray, alone_target: IntArray, *, seed: int) -> LearnedRows:
    """All sentences; a share of them once more, each as a document of its own; and all that were labelled alone.

    Corpora of isolated sentences often lack a label (NewsSD knows no padding): trees that saw them would learn that
    a sentence alone never bears it. So their sentences teach the first stage only, and sentences taken out of whole
    documents stand for sentences alone, unless there are no others.

    Parameters
    ----------
    groups, target, alone_target
        Number of the document, label index, and label index by itself (-1 for none) of each sentence: arrays [n].
    seed
        Of the share.
    """
    random = np.random.default_rng(seed)
    whole = np.bincount(groups)[groups] > 1
    labelled = alone_target >= 0
    copied = np.flatnonzero(whole & (labelled | (random.random(len(groups)) < SINGLE_SHARE)))
    every = np.ones(len(copied), dtype=bool)
    foreign = ~whole & whole.any()
    return LearnedRows(
        chosen=np.concatenate([np.arange(len(groups)), copied]),
        documents=np.concatenate([groups, groups.max() + 1 + np.arange(len(copied))]),
        target=np.concatenate([target, np.where(labelled, alone_target, target)[copied]]),
        taught=np.concatenate([~foreign, every]),
        kind=np.concatenate([np.where(foreign, ISOLATED, TAKEN), np.where(labelled[copied], LABELLED, TAKEN)]),
    )
