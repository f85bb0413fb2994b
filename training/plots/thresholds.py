"""What asking the encoder more often gains."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ...corpus.errors import ModelError
from ...corpus.label import LABELS
from ...model.storage import load_model
from .appearance import INK, RULE, axes, colour, in_percent, lettered, look

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def threshold_curve(
    model: str | Path = "default", *, speeds: Mapping[float, float] | None = None, ax: Axes | None = None
) -> Axes:
    """Cross-validated F1 over the confidences below which the encoder is asked; the model's own is marked.

    Parameters
    ----------
    model
        A model with an encoder: `default`, or a folder that `training.rebuild` wrote.
    speeds
        Sentences per CPU-second at thresholds of the curve, as the benchmark measures them: the curve is then drawn
        against speed (logarithmic), else against the share of sentences that the encoder reads.
    ax
        Where to draw; a new figure by default.

    Raises
    ------
    ModelError
        If the model has no such curve, or no threshold of it has a speed.
    """
    parameters = load_model(model).manifest.parameters
    points: list[dict[str, Any]] = list(parameters.get("curve", ()))
    if speeds is not None:
        points = [point for point in points if point["threshold"] in speeds]
    if not points:
        raise ModelError(f"no curve of thresholds to draw for {str(model)!r}; name a model with an encoder")
    ax = axes(ax, 5.2, 3.8)
    places = [point["asked"] if speeds is None else speeds[point["threshold"]] for point in points]
    macro = [sum(point["f1"]) / len(LABELS) for point in points]
    ax.plot(places, macro, color=colour(INK), marker="o", markersize=4, linewidth=2, label="macro-F1")
    for index, label in enumerate(LABELS):
        ax.plot(places, [point["f1"][index] for point in points], **look(label).stroke, label=lettered(label))
    for place, value, point in zip(places, macro, points, strict=True):
        own = point["threshold"] == parameters.get("threshold")
        ax.annotate(
            f"{point['threshold']:g}",
            (place, value),
            xytext=(0, -11),
            textcoords="offset points",
            ha="center",
            fontsize="x-small",
            fontweight="bold" if own else "normal",
        )
        if own:
            ax.axvline(place, color=colour(RULE), linewidth=1, zorder=0)
    if speeds is None:
        ax.set(xlabel="sentences read by the encoder")
        in_percent(ax.xaxis)
    else:
        ax.set(xlabel="sentences per CPU-second", xscale="log")
    ax.set(ylabel="F1, cross-validated")
    ax.grid(visible=True, color=colour(RULE), linewidth=0.5)
    ax.legend(frameon=False, fontsize="small", loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4)
    return ax
