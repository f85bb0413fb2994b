"""Features, classifier, annotation, explanation, rendering and storage of models.

What annotating gives is re-exported here. Loading a model (`newsgrain.model.storage`), the scikit-learn estimator
(`.classifier`), frames (`.frame`) and pages (`.rendering`) are modules of their own, so that importing this package
costs next to nothing.
"""

from .annotated import AnnotatedDocument, AnnotatedSentence, Attribution, Reason
from .manifest import Manifest
from .summary import LabelTotal, Summary

__all__ = [
    "AnnotatedDocument",
    "AnnotatedSentence",
    "Attribution",
    "LabelTotal",
    "Manifest",
    "Reason",
    "Summary",
]
