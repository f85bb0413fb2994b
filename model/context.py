"""What a sentence's surroundings say: its neighbours' and its document's first verdicts.

The second stage sees, for each sentence, its own first-stage log-probabilities, the probabilities of up to three
neighbours on either side, averages that fade with distance, the mean of the rest of the document, and the cues.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from ..corpus.label import LABELS
from .features import Batch
from .tokens import IntArray

FloatArray = npt.NDArray[np.float64]

REACH = 3
"""Neighbours looked at one by one on either side."""

FADES = (0.6, 0.85)
"""Weight of a sentence one step further away, for a near and a far average."""

_FADE_STEPS = {fade: int(np.ceil(np.log(1e-3) / np.log(fade))) for fade in FADES}


def context_names() -> tuple[str, ...]:
    """The names of the columns of `context_features`, in order."""
    sides = [(side, step) for step in range(1, REACH + 1) for side in ("before", "after")]
    return (
        *(f"own {label}" for label in LABELS),
        *(f"{label} {step} {side}" for side, step in sides for label in LABELS),
        *(f"{label} {side}, fading {fade}" for fade in FADES for side in ("before", "after") for label in LABELS),
        *(f"{label} in the rest of the document" for label in LABELS),
    )


def context_features(log_probabilities: FloatArray, document_offsets: IntArray, prior: FloatArray) -> FloatArray:
    """Look around every sentence.

    Parameters
    ----------
    log_probabilities
        First-stage verdicts, natural logarithm: an array [n_sentences, 3].
    document_offsets
        Where each document starts, and the end: an array [n_documents + 1].
    prior
        Label shares that stand in where nothing is around, summing to 1: an array [3].

    Returns
    -------
    FloatArray
        An array [n_sentences, len(context_names())]. A neighbour beyond the document's edge is all zeros.
    """
    p = np.exp(log_probabilities)
    n = len(p)
    sizes = np.diff(document_offsets)
    document = np.repeat(np.arange(len(sizes)), sizes)
    parts = [log_probabilities]
    for step in range(1, REACH + 1):
        parts += [_shifted(p, document, step), _shifted(p, document, -step)]
    index = np.arange(n) - document_offsets[:-1][document] if n else np.zeros(0, dtype=np.int64)
    left = sizes[document] - 1 - index
    for fade in FADES:
        for direction, available in ((1, index), (-1, left)):
            parts.append(_faded(p, document, fade, direction, available, prior))
    totals = _totals(p, document_offsets)
    parts.append((totals[document] - p + prior) / sizes[document][:, None])
    return np.hstack(parts)


def _totals(p: FloatArray, document_offsets: IntArray) -> FloatArray:
    """Sum of the rows of each document: an array [n_documents, 3].

    Differences of one running sum would be cheaper to write, but their last digits would depend on the
    documents before, and so would every tree that splits on them.
    """
    out = np.zeros((len(document_offsets) - 1, p.shape[1]))
    filled = np.flatnonzero(np.diff(document_offsets))
    if len(filled):
        out[filled] = np.add.reduceat(p, document_offsets[filled], axis=0)
    return out


def context_frame(log_probabilities: FloatArray, batch: Batch, prior: FloatArray) -> FloatArray:
    """What the second stage reads: the surroundings beside the cues, an array [n_sentences, n_features]."""
    return np.hstack([context_features(log_probabilities, batch.document_offsets, prior), batch.cues])


def _shifted(p: FloatArray, document: IntArray, step: int) -> FloatArray:
    """Row `i` holds row `i - step` where both stand in one document, else zeros."""
    out = np.zeros_like(p)
    n = len(p)
    if abs(step) >= n:
        return out
    here, there = (slice(step, None), slice(None, -step)) if step > 0 else (slice(None, step), slice(-step, None))
    same = (document[here] == document[there])[:, None]
    out[here] = np.where(same, p[there], 0.0)
    return out


def _faded(
    p: FloatArray, document: IntArray, fade: float, direction: int, available: IntArray, prior: FloatArray
) -> FloatArray:
    """Average of the sentences on one side, each step further counting `fade` times less; the prior counts 1."""
    total = np.zeros_like(p)
    n = len(p)
    for step in range(1, min(_FADE_STEPS[fade], n - 1) + 1):
        total += fade**step * _shifted(p, document, direction * step)
    reach = np.minimum(available, _FADE_STEPS[fade]).astype(np.float64)
    weight = fade * (1 - fade**reach) / (1 - fade)
    return (total + prior) / (weight + 1)[:, None]
