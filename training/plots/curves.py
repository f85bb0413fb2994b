"""Curves: precision against recall, errors against coverage, scores against documents learned from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from ...corpus.errors import InputError
from ...corpus.label import LABELS
from .appearance import INK, RULE, axes, colour, in_percent, lettered, look
from .predictions import predictions

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

THRESHOLDS = (0.5, 0.7, 0.9)
"""Confidences that are marked on the risk–coverage curve."""

MACRO = "macro_f1"
"""The name of macro-F1 among the figures of a learning curve."""


def precision_recall(truth: npt.ArrayLike, probabilities: npt.ArrayLike, *, ax: Axes | None = None) -> Axes:
    """Precision against recall of each label, as the probability asked for it falls from 1 to 0.

    The legend gives the average precision: the mean precision over the steps in recall. The marker stands where the
    label is the most probable one, which is when a model gives it.

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
    from sklearn.metrics import average_precision_score, precision_recall_curve

    given = predictions(truth, probabilities)
    ax = axes(ax, 4.8, 4.2)
    for index, label in enumerate(LABELS):
        true, named = given.truth == index, given.predicted == index
        if not true.any():
            continue
        style = look(label)
        precision, recall, _ = precision_recall_curve(true, given.probabilities[:, index])
        average = average_precision_score(true, given.probabilities[:, index])
        name = f"{lettered(label)} ({average:.2f})"
        ax.plot(recall, precision, **style.stroke, drawstyle="steps-post", label=name)
        if named.any():
            hits = (true & named).sum()
            ax.plot(hits / true.sum(), hits / named.sum(), color=style.colour, marker=style.marker, label="_given")
    ax.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="recall", ylabel="precision")
    _percent_grid(ax)
    ax.legend(loc="lower left", frameon=False, fontsize="small", title="average precision", title_fontsize="small")
    return ax


def risk_coverage(
    truth: npt.ArrayLike,
    probabilities: npt.ArrayLike,
    *,
    thresholds: Sequence[float] = THRESHOLDS,
    ax: Axes | None = None,
) -> Axes:
    """Share of errors against the share of sentences that are labelled at all, as the asked confidence rises.

    At the right end every sentence is labelled; leftwards the least confident verdicts become `uncertain`, and of
    the rest fewer are wrong if the confidences are worth something (El-Yaniv and Wiener 2010).

    Parameters
    ----------
    truth, probabilities
        True labels [n], and probabilities [n, 3] in the order of `LABELS`.
    thresholds
        Confidences to mark, as `min_confidence` takes them.
    ax
        Where to draw; a new figure by default.

    Raises
    ------
    InputError
        If the shapes do not fit.
    """
    given = predictions(truth, probabilities)
    ax = axes(ax, 4.8, 3.8)
    order = np.argsort(-given.confidence, kind="stable")
    ranked = given.confidence[order]
    wrong = np.cumsum(~given.right[order])
    last = np.append(ranked[1:] != ranked[:-1], True)  # verdicts of one confidence come or go together
    kept = np.flatnonzero(last) + 1
    coverage, risk = kept / len(ranked), wrong[last] / kept
    style = look("reporting")
    ax.plot(coverage, risk, **style.stroke, label="_curve")
    for threshold in thresholds:
        number = int((ranked >= threshold).sum())
        if number:
            place = number / len(ranked), wrong[number - 1] / number
            ax.plot(*place, color=style.colour, marker=style.marker, label=f"_{threshold}")
            ax.annotate(f"{threshold:.2f}".rstrip("0"), place, (0, 7), textcoords="offset points", ha="right")
    ax.set(xlim=(0, 1.02), ylim=(0, None), xlabel="sentences labelled (points: least confidence)", ylabel="wrong")
    _percent_grid(ax)
    return ax


def learning_curve(points: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """F1 against the number of documents learned from, with 95 % intervals for macro-F1.

    Parameters
    ----------
    points
        As `newsgrain.training.learning.learning_points` gives them: columns `documents`, `figure` (a label, or
        `macro_f1`), `value`, `low`, `high`.
    ax
        Where to draw; a new figure by default.

    Raises
    ------
    InputError
        If a column is missing or there is no row.
    """
    missing = [name for name in ("documents", "figure", "value", "low", "high") if name not in points.columns]
    if missing or points.empty:
        raise InputError(
            "plot",
            "expected the points of a learning curve; received "
            f"{'no row' if not missing else 'a frame without ' + ', '.join(missing)}; make them with "
            "newsgrain.training.learning.learning_points",
        )
    ax = axes(ax, 5.4, 3.8)
    for figure in (MACRO, *LABELS):
        part = points[points["figure"] == figure].sort_values("documents")
        if part.empty:
            continue
        if figure == MACRO:
            ax.fill_between(part["documents"], part["low"], part["high"], color=colour(RULE), linewidth=0)
            ax.plot(part["documents"], part["value"], color=colour(INK), marker="D", linewidth=2, label="macro-F1")
        else:
            style = look(figure)
            name = lettered(figure)
            ax.plot(part["documents"], part["value"], **style.stroke, marker=style.marker, markersize=5, label=name)
    ax.set(xlabel="documents learned from", ylabel="F1", xlim=(0, None), ylim=(0, 1.02))
    ax.set_xticks(sorted(set(points["documents"].tolist())))
    ax.grid(axis="y", color=colour(RULE), linewidth=0.6)
    ax.set_axisbelow(True)
    ax.legend(loc="lower right", frameon=False, fontsize="small")
    return ax


def _percent_grid(ax: Axes) -> None:
    in_percent(ax.xaxis)
    in_percent(ax.yaxis)
    ax.grid(color=colour(RULE), linewidth=0.6)
    ax.set_axisbelow(True)
