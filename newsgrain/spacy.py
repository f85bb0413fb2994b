"""newsgrain in a spaCy pipeline: `nlp.add_pipe("newsgrain")`.

The installed package announces the component (entry point group `spacy_factories`), so that no import is needed.

The component judges the sentences that the `Doc` has. Where no earlier component has set any (a parser, a
`sentencizer`, a `DocBin`), newsgrain's own segmentation sets them. So `doc.sents`, the labelled spans and what other
components see are always the same sentences.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> component = nlp.add_pipe("newsgrain", config={"min_confidence": 0.5})
>>> doc = nlp("The council voted 7-2 on Tuesday to close the library. Only time will tell.")
>>> [sent.text for sent in doc.sents if sent._.newsgrain["label"] == "reporting"]
['The council voted 7-2 on Tuesday to close the library.']
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from .corpus.block import find_blocks
from .corpus.document import Document, Sentence
from .corpus.json_records import json_bytes
from .corpus.label import UNCERTAIN
from .model.storage import SHIPPED, load_model, save_model

try:
    import srsly
    from spacy.attrs import SENT_START
    from spacy.language import Language
    from spacy.tokens import Doc, Span, SpanGroup
    from spacy.util import minibatch
except ImportError as error:
    raise ImportError("spaCy is not installed; install it with: pip install 'newsgrain[spacy]'") from error

if TYPE_CHECKING:
    from .model.annotated import AnnotatedDocument, AnnotatedSentence
    from .model.model import Model

SPANS_KEY = "newsgrain"
"""The span group with a span a sentence, unless the configuration names another."""

COMPONENT_FILE = "component.json"
"""What the component writes beside the files of a model of one's own."""

COLORS = {"reporting": "#9cc5ee", "opinion": "#f2b27a", "padding": "#cbb8e0", UNCERTAIN: "#d0d0d0"}
"""A background for each label; displaCy writes on it in black, the least contrast is 11 to 1."""

Span.set_extension("newsgrain", default=None, force=True)
Doc.set_extension("newsgrain", default=None, force=True)


@Language.factory(  # type: ignore[untyped-decorator]
    "newsgrain",
    default_config={"model": "default", "min_confidence": 0.0, "reasons": True, "spans_key": SPANS_KEY},
    assigns=["doc._.newsgrain", "doc.spans", "span._.newsgrain", "token.is_sent_start"],
)
def create_newsgrain(
    nlp: Language, name: str, model: str, min_confidence: float, reasons: bool, spans_key: str
) -> NewsgrainComponent:
    """Make the component as a pipeline's configuration asks for it; what `nlp.add_pipe("newsgrain")` calls."""
    return NewsgrainComponent(model, min_confidence=min_confidence, reasons=reasons, spans_key=spans_key)


class NewsgrainComponent:
    """Labels the sentences of each `Doc` as reporting, opinion or padding.

    `sent._.newsgrain` holds what annotated JSON Lines hold of a sentence: a dict with `label`, `confidence`,
    `probabilities`, `attribution` and `reasons` (whose `start` and `end` point into `doc.text`); it is `None` for a
    blank sentence. `doc._.newsgrain` holds the summary and the `model`. `doc.spans[spans_key]` has a span a
    sentence, labelled; the group's `attrs` hold `confidences` and `model`.

    Parameters
    ----------
    model
        `default`, `fast` or the path of a model. It is loaded with the first document. Saving the pipeline saves
        a model of one's own with it; a model that ships with newsgrain is saved by its name only.
    min_confidence
        Verdicts whose probability is lower, in [0, 1], become `uncertain`.
    reasons
        Whether to explain each verdict; without, annotating is faster.
    spans_key
        The span group to write; what it held is replaced.

    Raises
    ------
    ValueError
        If `min_confidence` is outside [0, 1].
    """

    def __init__(
        self,
        model: str = "default",
        *,
        min_confidence: float = 0.0,
        reasons: bool = True,
        spans_key: str = SPANS_KEY,
    ) -> None:
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence must lie in [0, 1]; received {min_confidence}")
        self.model_name = model
        self.min_confidence = min_confidence
        self.reasons = reasons
        self.spans_key = spans_key
        self._model: Model | None = None

    @property
    def annotator(self) -> Model:
        """The model, loaded when it is first asked for; `ModelError` if there is none.

        It must not be called `model`: spaCy looks whether a component has one, for some hash seeds before it is named.
        """
        if self._model is None:
            self._model = load_model(self.model_name)
        return self._model

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Annotate documents in batches, lazily and in order."""
        for docs in minibatch(stream, size=batch_size):
            annotated = self.annotator.annotate_many(
                [_document(doc) for doc in docs], min_confidence=self.min_confidence, reasons=self.reasons
            )
            for doc, found in zip(docs, annotated, strict=True):
                self._set(doc, found)
                yield doc

    def _set(self, doc: Doc, annotated: AnnotatedDocument) -> None:
        model = {"name": annotated.model_name, "version": annotated.model_version}
        spans = []
        for (sent, body), sentence in zip(_sentences(doc), annotated.sentences, strict=True):
            span = Span(doc, body.start, body.end, label=sentence.label)
            sent._.newsgrain = span._.newsgrain = _values(sentence)
            spans.append(span)
        attrs = {"confidences": [s.confidence for s in annotated.sentences], "model": " ".join(model.values())}
        doc.spans[self.spans_key] = SpanGroup(doc, name=self.spans_key, spans=spans, attrs=attrs)
        doc._.newsgrain = annotated.summary.to_dict() | {"model": model}

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write what the pipeline's configuration does not hold: a model of one's own."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / COMPONENT_FILE).write_bytes(json_bytes({"model": self.model_name}))
        if self.model_name not in SHIPPED:
            save_model(self.annotator.classifier, self.annotator.manifest, folder, self.annotator.cascade)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NewsgrainComponent:
        """Take the saved model, unless the configuration now names another."""
        folder = Path(path)
        saved = srsly.read_json(folder / COMPONENT_FILE)["model"]
        if saved == self.model_name and saved not in SHIPPED:
            self._model = load_model(folder)
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """What `to_disk` writes, as bytes."""
        with TemporaryDirectory() as folder:
            self.to_disk(folder)
            packed: bytes = srsly.msgpack_dumps({file.name: file.read_bytes() for file in Path(folder).iterdir()})
        return packed

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> NewsgrainComponent:
        """Take what `to_bytes` gave."""
        with TemporaryDirectory() as folder:
            for name, content in srsly.msgpack_loads(data).items():
                (Path(folder) / Path(name).name).write_bytes(content)
            return self.from_disk(folder)


def _sentences(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """The sentences of a document that are not blank, each with its part between white space."""
    for sent in doc.sents:
        start, end = sent.start, sent.end
        while start < end and doc[start].is_space:
            start += 1
        while start < end and doc[end - 1].is_space:
            end -= 1
        if start < end:
            yield sent, doc[start:end]


def _document(doc: Doc) -> Document:
    """What newsgrain reads: the text, its sentences (set here if nobody has) and their roles."""
    blocks = find_blocks(doc.text)
    if not doc.has_annotation("SENT_START"):
        _set_sentences(doc)
    starts = [start for start, _, _ in blocks]
    units = []
    for _, body in _sentences(doc):
        number = max(bisect_right(starts, body.start_char) - 1, 0)
        _, end, role = blocks[number]
        # a parser's sentence may run from a heading into the text below it
        units.append(
            Sentence(body.text, body.start_char, body.end_char, role if body.end_char <= end else "text", number)
        )
    return Document(doc.text, given_sentences=tuple(units))


def _set_sentences(doc: Doc) -> None:
    """Let newsgrain's sentences begin with the tokens that do; a bound within a token is passed over."""
    begins = {unit.start for unit in Document(doc.text).sentences[1:]}
    starts = [1 if token.i == 0 or token.idx in begins else -1 for token in doc]
    # setting `is_sent_start` token by token looks through the whole document each time
    doc.from_array([SENT_START], np.array(starts, dtype=np.int64).reshape(-1, 1).view(np.uint64))


def _values(sentence: AnnotatedSentence) -> dict[str, Any]:
    """A sentence as in annotated JSON Lines, without what the span tells; with tuples, as spaCy reads lists back."""
    values = {key: value for key, value in sentence.to_dict().items() if key not in ("start", "end", "text")}
    return values | {"reasons": tuple(values["reasons"])}


def displacy_options(spans_key: str = SPANS_KEY) -> dict[str, Any]:
    """What `displacy.render(doc, style="span", options=…)` needs to show the labels, each in its colour."""
    return {"spans_key": spans_key, "colors": dict(COLORS)}
