"""Plots for notebooks and talks, each one call that returns its Axes; they need the extra `[notebook]`.

>>> from newsgrain import plots
>>> plots.document_strip  # doctest: +ELLIPSIS
<function document_strip at ...>
"""

from .training.plots import (
    confusion_matrix,
    document_strip,
    feature_weights,
    group_shares,
    information_density,
    learning_curve,
    precision_recall,
    reliability_diagram,
    risk_coverage,
    shares_by_group,
    threshold_curve,
)

__all__ = [
    "confusion_matrix",
    "document_strip",
    "feature_weights",
    "group_shares",
    "information_density",
    "learning_curve",
    "precision_recall",
    "reliability_diagram",
    "risk_coverage",
    "shares_by_group",
    "threshold_curve",
]
