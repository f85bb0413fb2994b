"""What the first stage learned: the features that speak most for a label and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...corpus.errors import InputError
from ...corpus.label import LABELS
from ..weights import KINDS, UNITS, Kind, weight_frame
from .appearance import MUTED, RULE, axes, colour, lettered, look, titled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ...model.classifier import SentenceClassifier


def feature_weights(
    classifier: SentenceClassifier, label: str, *, kind: Kind = "cue", top: int = 16, ax: Axes | None = None
) -> Axes:
    """Draw the largest weights of the first stage for one label, as `training.weights.weight_frame` gives them.

    Bars to the right, filled as the label is, speak for it; grey ones to the left speak against it.

    Parameters
    ----------
    classifier
        Fitted.
    label
        One of `LABELS`.
    kind
        `cue` or `word`.
    top
        How many features to show, at least 1: those of the largest absolute weight.
    ax
        Where to draw; a new figure by default.

    Raises
    ------
    InputError
        For an unknown label or kind, or `top` below 1.
    ValueError
        If the classifier is not fitted.
    """
    for value, choices in ((label, LABELS), (kind, KINDS)):
        if value not in choices:
            raise InputError("plot", f"unknown {value!r}; expected one of: {', '.join(choices)}")
    if top < 1:
        raise InputError("plot", f"expected at least 1 feature to show; received {top}")
    frame = weight_frame(classifier)
    frame = frame[frame["kind"] == kind]
    chosen = frame.reindex(frame[label].abs().sort_values(ascending=False, kind="stable").index[:top])
    chosen = chosen.sort_values(label, ascending=False, kind="stable")
    ax = axes(ax, 6.4, 0.9 + 0.24 * len(chosen))
    bars = ax.barh(range(len(chosen)), chosen[label], 0.78)
    for bar, weight in zip(bars, chosen[label], strict=True):
        bar.set(**(look(label).bar if weight > 0 else {"facecolor": colour(RULE), "edgecolor": colour(MUTED)}))
    ax.axvline(0, color=colour(MUTED), linewidth=0.8)
    ax.set_yticks(range(len(chosen)), [name.replace("$", r"\$") for name in chosen["feature"]])
    ax.tick_params(axis="y", length=0)
    ax.invert_yaxis()
    ax.set_xlabel(f"weight ({UNITS[kind]})")
    ax.grid(axis="x", color=colour(RULE), linewidth=0.6)
    ax.set_axisbelow(True)
    titled(ax, f"{lettered(label)}: {kind}s")
    return ax
