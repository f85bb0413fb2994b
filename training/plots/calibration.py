"""The reliability diagram: is the model as often right as it says?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ...corpus.bootstrap import interval, resample_documents
from ...corpus.errors import InputError
from ..metrics import CALIBRATION_BINS, expected_calibration_error
from .appearance import MUTED, RULE, axes, colour, in_percent, look, titled, whiskers
from .predictions import Predictions, predictions

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEWEST = 10
"""Sentences that a bin needs for a point: the accuracy of a handful says nothing."""


def reliability_diagram(
    truth: npt.ArrayLike,
    probabilities: npt.ArrayLike,
    *,
    documents: npt.ArrayLike | None = None,
    fewest: int = FEWEST,
    ax: Axes | None = None,
) -> Axes:
    """Accuracy against confidence, over `CALIBRATION_BINS` bins of equal width (Guo et al. 2017).

    Each point stands at its bin's mean confidence and accuracy; the grey bars give the share of sentences in each
    bin. On the diagonal a model is as often right as it says. The title gives the expected calibration error.

    Parameters
    ----------
    truth, probabilities
        True labels [n], and probabilities [n, 3] in the order of `LABELS`.
    documents
        The document of each row, [n]: with it points bear 95 % intervals over resampled documents.
    fewest
        Sentences that a bin needs for a point, at least 1.
    ax
        Where to draw; a new figure by default.

    Raises
    ------
    InputError
        If the shapes do not fit.
    """
    given = predictions(truth, probabilities)
    ax = axes(ax, 4.8, 4.6)
    tables = _tables(given, documents)
    count, right, confidence = tables.sum(axis=0)
    filled = count >= max(fewest, 1)
    mean, accuracy = confidence[filled] / count[filled], right[filled] / count[filled]
    lower, share = np.arange(CALIBRATION_BINS) / CALIBRATION_BINS, count / count.sum()
    width = 1 / CALIBRATION_BINS
    grey = {"color": colour(RULE), "edgecolor": colour(MUTED), "label": "share of sentences"}
    ax.bar(lower[count > 0], share[count > 0], width, align="edge", **grey)
    ax.plot([0, 1], [0, 1], color=colour(MUTED), linestyle="--", linewidth=1, label="as often right as it says")
    if documents is not None:
        low, high = _intervals(tables, filled, accuracy)
        whiskers(ax, mean, accuracy, yerr=[accuracy - low, high - accuracy])
    style = look("reporting")
    ax.plot(mean, accuracy, **style.stroke, marker=style.marker, label="_accuracy")
    titled(ax, f"calibration error {expected_calibration_error(given.truth, given.probabilities):.3f}")
    ax.set(xlim=(0.3, 1.01), ylim=(0, 1.02), xlabel="confidence", ylabel="accuracy")
    in_percent(ax.xaxis)
    in_percent(ax.yaxis)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=2, frameon=False, fontsize="small")
    return ax


def _tables(given: Predictions, documents: npt.ArrayLike | None) -> npt.NDArray[np.float64]:
    """Sentences, right ones and summed confidence by document and bin: an array [n_documents, 3, n_bins]."""
    n = len(given.truth)
    names = np.arange(n) if documents is None else np.asarray(documents)
    if len(names) != n:
        raise InputError("plot", f"expected a document for each of {n} sentences; received {len(names)}")
    group = np.zeros(n, dtype=np.int64) if documents is None else np.unique(names, return_inverse=True)[1]
    bins = np.minimum((given.confidence * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    tables = np.zeros((group.max() + 1, 3, CALIBRATION_BINS))
    for row, values in enumerate((np.ones(n), given.right, given.confidence)):
        np.add.at(tables[:, row], (group, bins), values)
    return tables


def _intervals(
    tables: npt.NDArray[np.float64], filled: npt.NDArray[np.bool_], accuracy: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Ends of the interval of each filled bin's accuracy."""
    resampled = resample_documents(tables[:, :2])[:, :, filled]
    rates = resampled[:, 1] / np.where(resampled[:, 0] > 0, resampled[:, 0], np.nan)
    found = [interval(value, rates[:, index]) for index, value in enumerate(accuracy)]
    return np.array([f.low for f in found]), np.array([f.high for f in found])
