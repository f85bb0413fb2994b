"""Tell reporting, opinion and padding apart in a news document, sentence by sentence.

>>> import newsgrain
>>> newsgrain.LABELS
('reporting', 'opinion', 'padding')

Every name is loaded when it is first used, so that `import newsgrain` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import plots as plots
    from .corpus.document import Document as Document
    from .corpus.document import Sentence as Sentence
    from .corpus.errors import CorpusError as CorpusError
    from .corpus.errors import InputError as InputError
    from .corpus.errors import ModelError as ModelError
    from .corpus.errors import NewsgrainError as NewsgrainError
    from .corpus.label import LABELS as LABELS
    from .corpus.label import UNCERTAIN as UNCERTAIN
    from .corpus.label import Label as Label
    from .corpus.reading import read_documents as read_documents
    from .model.annotated import AnnotatedDocument as AnnotatedDocument
    from .model.annotated import AnnotatedSentence as AnnotatedSentence
    from .model.annotated import Attribution as Attribution
    from .model.annotated import Reason as Reason
    from .model.comparison import Comparison as Comparison
    from .model.comparison import compare as compare
    from .model.document_frame import summary_frame as summary_frame
    from .model.frame import annotate_frame as annotate_frame
    from .model.frame import sentence_frame as sentence_frame
    from .model.model import Model as Model
    from .model.rendering.comparison import render_comparison as render_comparison
    from .model.rendering.html import render_page as render_page
    from .model.rendering.output import write_documents as write_documents
    from .model.revision import Revision as Revision
    from .model.revision import compare_versions as compare_versions
    from .model.storage import load_model as load_model
    from .model.summary import Summary as Summary

    __version__: str

_HOME = {
    "AnnotatedDocument": "model.annotated",
    "AnnotatedSentence": "model.annotated",
    "Attribution": "model.annotated",
    "Comparison": "model.comparison",
    "CorpusError": "corpus.errors",
    "Document": "corpus.document",
    "InputError": "corpus.errors",
    "LABELS": "corpus.label",
    "Label": "corpus.label",
    "Model": "model.model",
    "ModelError": "corpus.errors",
    "NewsgrainError": "corpus.errors",
    "Reason": "model.annotated",
    "Revision": "model.revision",
    "Sentence": "corpus.document",
    "Summary": "model.summary",
    "UNCERTAIN": "corpus.label",
    "annotate_frame": "model.frame",
    "compare": "model.comparison",
    "compare_versions": "model.revision",
    "load_model": "model.storage",
    "read_documents": "corpus.reading",
    "render_comparison": "model.rendering.comparison",
    "render_page": "model.rendering.html",
    "sentence_frame": "model.frame",
    "summary_frame": "model.document_frame",
    "write_documents": "model.rendering.output",
}

__all__ = [
    "LABELS",
    "UNCERTAIN",
    "AnnotatedDocument",
    "AnnotatedSentence",
    "Attribution",
    "Comparison",
    "CorpusError",
    "Document",
    "InputError",
    "Label",
    "Model",
    "ModelError",
    "NewsgrainError",
    "Reason",
    "Revision",
    "Sentence",
    "Summary",
    "__version__",
    "annotate_frame",
    "compare",
    "compare_versions",
    "load_model",
    "plots",
    "read_documents",
    "render_comparison",
    "render_page",
    "sentence_frame",
    "summary_frame",
    "write_documents",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("newsgrain")
    elif name == "plots":
        value = import_module(".plots", __name__)
    elif name in _HOME:
        value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
