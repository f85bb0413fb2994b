"""Which padding sentences say again what an earlier sentence has said, and which sentence that is.

A small set of boosted trees over a sentence's overlap with what came before it, its place and its verdict; fitted on
the own corpus by `python -m newsgrain.training.restatement`, which measures its precision, too.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from ..corpus.label import LABELS
from .cues import cue_names
from .features import Batch
from .tokens import IntArray
from .trees import BoostedTrees

FloatArray = npt.NDArray[np.float64]

STORED = "restatement.json"
PADDING = LABELS.index("padding")

_CUES = ("initial signpost", "share read", "from the end", "capitalised")
_CUE_COLUMNS = [cue_names().index(name) for name in _CUES]
_LENGTH = cue_names().index("log words")

LEAST_WORDS = 3
"""Content words that a sentence needs to count as a copy of an earlier one: a date line or a button has fewer."""

FEATURES = (
    "overlap",
    "new share",
    "lead overlap",
    "shared words",
    "weight",
    "reporting",
    "padding",
    *_CUES,
)


def restated(batch: Batch, probabilities: FloatArray) -> IntArray:
    """The earlier sentence that each one restates: an array [n_sentences] of indices in the batch, -1 for none.

    Only sentences whose label is padding are looked at.
    """
    out = np.full(batch.n_sentences, -1, dtype=np.int64)
    rows = candidates(batch, probabilities)
    if len(rows):
        trees, threshold = shipped_trees()
        odds = trees.raw(restatement_features(batch, probabilities, rows))[:, 0]
        shown = (odds >= np.log(threshold / (1 - threshold))) | _is_copy(batch, rows) | batch.repeating[rows]
        found = rows[shown]
        out[found] = batch.novelty.repeats[found]
    return out


def candidates(batch: Batch, probabilities: FloatArray) -> IntArray:
    """Sentences called padding that share a word with an earlier one: their indices in the batch."""
    return np.flatnonzero((probabilities.argmax(axis=1) == PADDING) & (batch.novelty.repeats >= 0))


def _is_copy(batch: Batch, rows: IntArray) -> npt.NDArray[np.bool_]:
    """Whether sentences are as long as what they repeat and say nothing new: the corpus has none to learn that from."""
    new, length = batch.novelty, batch.cues[:, _LENGTH]
    whole = (new.new_share[rows] == 0) & (new.shared[rows] >= LEAST_WORDS)
    return np.asarray(whole & (new.overlap[rows] >= 1) & (length[rows] == length[new.repeats[rows]]))


def restatement_features(batch: Batch, probabilities: FloatArray, rows: IntArray) -> FloatArray:
    """What the trees see of some sentences: an array [n_rows, len(FEATURES)]."""
    new = batch.novelty
    return np.column_stack(
        [
            new.overlap[rows],
            new.new_share[rows],
            new.lead_overlap[rows],
            new.shared[rows],
            new.weight[rows],
            probabilities[rows, 0],
            probabilities[rows, PADDING],
            batch.cues[rows][:, _CUE_COLUMNS],
        ]
    ).astype(np.float64)


@cache
def shipped_trees() -> tuple[BoostedTrees, float]:
    """The trees that ship with newsgrain, and the probability from which a restatement is shown."""
    return read_trees(resources.files(__package__).joinpath(STORED).read_text("utf-8"))


def read_trees(text: str) -> tuple[BoostedTrees, float]:
    """Trees and threshold from their JSON, as `training.restatement` writes it."""
    stored = json.loads(text)
    nodes = stored["nodes"]
    trees = BoostedTrees(
        feature=np.array(nodes["feature"], dtype=np.int64),
        threshold=np.array([np.inf if value is None else value for value in nodes["threshold"]]),
        left=np.array(nodes["left"], dtype=np.int64),
        right=np.array(nodes["right"], dtype=np.int64),
        value=np.array(nodes["value"]),
        roots=np.array(stored["roots"], dtype=np.int64)[:, None],
        baseline=np.array([stored["baseline"]]),
        depth=stored["depth"],
    )
    return trees, float(stored["threshold"])
