"""The confusion matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ...corpus.label import LABELS
from ...model.rendering.legend import percent
from .appearance import INK, axes, colour, lettered
from .predictions import predictions

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DARKEST = 1.1
"""The share that would be as dark as a reporting sentence's line: black figures stay legible in every cell."""


def confusion_matrix(truth: npt.ArrayLike, probabilities: npt.ArrayLike, *, ax: Axes | None = None) -> Axes:
    """What became of the sentences of each true label: a row a true label, a column a predicted one.

    A cell is the darker the larger its share of the row; it gives that share, which on the diagonal is the recall,
    and the number of sentences.

    Parameters
    ----------
    truth, probabilities
        True labels [n], and probabilities [n, 3] in the order of `LABELS`.
    ax
        Where to draw; a new figure by default.

    Raises
    ------
    InputError
        If the shapes do not fit.
    """
    from sklearn.metrics import confusion_matrix as count_pairs

    given = predictions(truth, probabilities)
    ax = axes(ax, 4.6, 3.8)
    table = count_pairs(given.truth, given.predicted, labels=range(len(LABELS)))
    share = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    from matplotlib.colors import LinearSegmentedColormap  # after axes(), which says so if matplotlib is missing

    shades = LinearSegmentedColormap.from_list("share", [colour("paper"), colour("reporting-line")])
    ax.imshow(share, cmap=shades, vmin=0, vmax=DARKEST)
    for (row, column), count in np.ndenumerate(table):
        part = share[row, column]
        text = f"{percent(part)}\n{count:,}" if table[row].sum() else "none"
        ax.text(column, row, text, ha="center", va="center", color=colour(INK))
    ticks = range(len(LABELS))
    ax.set_xticks(ticks, [lettered(label) for label in LABELS])
    ax.set_yticks(ticks, [lettered(label) for label in LABELS])
    ax.set(xlabel="predicted", ylabel="true")
    ax.tick_params(length=0)
    ax.spines[:].set_visible(False)
    return ax
