"""Documents, sentences and labels: reading, segmenting, and the labelled corpus.

Reading inputs (`newsgrain.corpus.reading`), labelled corpora (`.labelled`), their statistics (`.statistics`)
and checks (`.check`) are modules of their own, so that importing this package costs next to nothing.
"""

from .document import ROLES, Document, Role, Sentence
from .errors import CorpusError, FittingError, InputError, ModelError, NewsgrainError
from .label import LABELS, PADDING_KINDS, UNCERTAIN, Label, PaddingKind

__all__ = [
    "LABELS",
    "PADDING_KINDS",
    "ROLES",
    "UNCERTAIN",
    "CorpusError",
    "Document",
    "FittingError",
    "InputError",
    "Label",
    "ModelError",
    "NewsgrainError",
    "PaddingKind",
    "Role",
    "Sentence",
]
