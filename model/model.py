"""The model as its users meet it: text in, annotated document out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np

from ..corpus.document import ROLES, Document
from ..corpus.label import LABELS, UNCERTAIN
from .annotated import AnnotatedDocument, AnnotatedSentence, Attribution, Reason
from .attribution import attribute
from .cascade import Cascade
from .compiled import CompiledClassifier, Verdicts
from .explanation import explain
from .features import Batch, extract
from .manifest import Manifest
from .storage import load_again
from .workers import annotate_named, in_workers

BATCH_SENTENCES = 2_000
"""Sentences annotated in one go: enough to spread NumPy's cost per call, little enough to stay in the cache."""

PROBABILITY_DIGITS = 6
"""Probabilities are rounded to this many digits, so that results do not depend on how documents were batched."""

_CHARACTERS = 120
"""Of a sentence of news. Documents are batched by length: their sentences are found where they are annotated."""

_ROLE_INDEX = {role: index for index, role in enumerate(ROLES)}


@dataclass(frozen=True)
class Model:
    """A loaded model. Immutable after loading: threads may share it, processes may fork with it.

    `manifest` says what it was trained on and how well it did; `cascade`, where there is one, asks the encoder
    about what the classifier is not sure of; `folder` is where it was read from.
    """

    classifier: CompiledClassifier
    manifest: Manifest
    cascade: Cascade | None = None
    folder: str | None = field(default=None, compare=False, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled, a model is whole: where it is taken to, its folder need not be."""
        return Model, (self.classifier, self.manifest, self.cascade)

    @property
    def name(self) -> str:
        """The model's name."""
        return self.manifest.name

    @property
    def version(self) -> str:
        """The model's version."""
        return self.manifest.version

    def annotate(
        self, document: str | Document, *, min_confidence: float = 0.0, reasons: bool = True
    ) -> AnnotatedDocument:
        """Annotate one document.

        Parameters
        ----------
        document
            Its text, or a `Document` (which may be split into sentences already).
        min_confidence
            Verdicts whose probability is lower, in [0, 1], become `uncertain`.
        reasons
            Whether to explain each verdict; without, annotating takes about half the time.

        Raises
        ------
        TypeError
            If `document` is neither a string nor a `Document`.
        ValueError
            If `min_confidence` is outside [0, 1].

        Examples
        --------
        >>> import newsgrain
        >>> doc = newsgrain.load_model().annotate("The council voted 7-2 on Tuesday to close the library.")
        >>> [s.label for s in doc.sentences]
        ['reporting']
        """
        return self._annotate_batch([_as_document(document)], min_confidence, reasons)[0]

    def annotate_many(
        self,
        documents: Iterable[str | Document],
        *,
        jobs: int = 1,
        min_confidence: float = 0.0,
        reasons: bool = True,
    ) -> Iterator[AnnotatedDocument]:
        """Annotate documents lazily and in order, holding only a few batches at a time.

        Parameters
        ----------
        jobs
            Processes, at least 1; -1 takes one for each core.

        Raises
        ------
        AnnotationError
            If annotating a document fails, or kills the process that does it; the message names the document.
        """
        if jobs == 0 or jobs < -1:
            raise ValueError(f"jobs must be at least 1, or -1 for one a core; received {jobs}")
        _check_confidence(min_confidence)
        work = partial(annotate_named, _Annotate(self), min_confidence=min_confidence, reasons=reasons)
        if jobs == 1:
            for batch in batches(documents):
                yield from work(batch)
        else:
            yield from in_workers(work, batches(documents), jobs)

    def decide(self, documents: Sequence[Document]) -> tuple[Batch, Verdicts]:
        """What the model sees in documents, none without sentences, and how it judges them.

        Probabilities are rounded to `PROBABILITY_DIGITS`: the label that is explained is the one that is given.
        """
        sentences = [sentence for document in documents for sentence in document.sentences]
        texts = [sentence.text for sentence in sentences]
        batch = extract(
            texts,
            np.cumsum([0, *(len(document.sentences) for document in documents)], dtype=np.int64),
            np.array([_ROLE_INDEX[sentence.role] for sentence in sentences], dtype=np.int64),
            self.classifier.vocabulary,
        )
        verdicts = self.classifier.decide(batch)
        if self.cascade is not None:
            verdicts = self.cascade.decide(verdicts, texts, batch.document_offsets, batch.repeating)
        return batch, replace(verdicts, probabilities=verdicts.probabilities.round(PROBABILITY_DIGITS))

    def _annotate_batch(
        self, documents: list[Document], min_confidence: float, reasons: bool
    ) -> list[AnnotatedDocument]:
        _check_confidence(min_confidence)
        annotated: list[list[AnnotatedSentence]] = [[] for _ in documents]
        filled = [index for index, document in enumerate(documents) if document.sentences]
        if filled:
            sentences = [sentence for document in documents for sentence in document.sentences]
            batch, verdicts = self.decide([documents[index] for index in filled])
            why: list[tuple[Reason, ...]] = [()] * len(sentences)
            if reasons:
                why = explain(self.classifier, batch, verdicts, sentences)
            for index, start, end in zip(filled, batch.document_offsets, batch.document_offsets[1:], strict=False):
                window = slice(int(start), int(end))
                annotated[index] = _sentences(documents[index], verdicts, window, why[window], min_confidence)
            self.classifier.vocabulary.renew_table()
        return [
            AnnotatedDocument(document, tuple(found), self.name, self.version)
            for document, found in zip(documents, annotated, strict=True)
        ]


def _check_confidence(min_confidence: float) -> None:
    if not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence must lie in [0, 1]; received {min_confidence}")


@dataclass(frozen=True)
class _Annotate:
    """What annotates batches in workers: they read a model's files themselves, once, and are not sent megabytes."""

    model: Model

    def __call__(self, documents: list[Document], **options: Any) -> list[AnnotatedDocument]:
        """Annotate a batch."""
        return self.model._annotate_batch(documents, **options)

    def __reduce__(self) -> tuple[Any, ...]:
        """The model's folder, if it was read from one, else the model."""
        if self.model.folder is None:
            return _Annotate, (self.model,)
        return _annotate_with, (self.model.folder, self.model.manifest.arrays_sha256)


def _annotate_with(folder: str, arrays_sha256: str) -> _Annotate:
    return _Annotate(load_again(folder, arrays_sha256))


def _sentences(
    document: Document,
    verdicts: Verdicts,
    window: slice,
    why: list[tuple[Reason, ...]],
    min_confidence: float,
) -> list[AnnotatedSentence]:
    probabilities = verdicts.probabilities[window].tolist()
    speakers: list[Attribution | None] = attribute(document)
    out = []
    for sentence, triple, speaker, reasons in zip(document.sentences, probabilities, speakers, why, strict=True):
        confidence = max(triple)
        label = LABELS[triple.index(confidence)] if confidence >= min_confidence else UNCERTAIN
        out.append(
            AnnotatedSentence(
                sentence.text,
                sentence.start,
                sentence.end,
                sentence.role,
                sentence.paragraph,
                label,
                confidence,
                tuple(triple),
                speaker,
                reasons,
            )
        )
    return out


def batches(documents: Iterable[str | Document]) -> Iterator[list[Document]]:
    """Group documents until each group has about `BATCH_SENTENCES` sentences, by the length of their texts."""
    group: list[Document] = []
    size = 0
    for document in map(_as_document, documents):
        group.append(document)
        size += max(_CHARACTERS, len(document.text))
        if size >= BATCH_SENTENCES * _CHARACTERS:
            yield group
            group, size = [], 0
    if group:
        yield group


def _as_document(document: str | Document) -> Document:
    if isinstance(document, Document):
        return document
    if isinstance(document, str):
        return Document(document)
    raise TypeError(f"expected a text (str) or a Document; received {type(document).__name__}")
