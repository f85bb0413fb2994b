"""Plots of documents, groups, scores and weights: each is one call that returns its Axes.

Labels look as on the page: the same colours, letters and fills (solid, hatched, dotted), so that they can be told
apart without colour. matplotlib, of the extra `[notebook]`, is imported when a plot is drawn.
"""

from .calibration import reliability_diagram
from .confusion import confusion_matrix
from .curves import learning_curve, precision_recall, risk_coverage
from .documents import document_strip, information_density
from .groups import group_shares, shares_by_group
from .thresholds import threshold_curve
from .weights import feature_weights

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
