"""What annotating gives: a document whose sentences carry a verdict, its confidence and its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..corpus.document import Document, Role
from ..corpus.label import LABELS, UNCERTAIN, Label
from .summary import Summary, summarise

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks in a sentence.

    `speaker` and `verb` are as they stand in the document (`None` where unknown, or for a verb where a
    quotation runs on without one); `quoted` is the quoted text, `None` for purely indirect speech.
    """

    speaker: str | None
    verb: str | None
    quoted: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One cue that moved the verdict.

    `cue` is in an editor's words; `weight` is its contribution to the log-odds of the label given, in nats
    (negative: it spoke against); `start` and `end` are document offsets of the words it rests on, which for a
    restatement are the earlier sentence that it repeats.
    """

    cue: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnnotatedSentence:
    """A sentence with its verdict.

    `label` is one of the three labels, or `uncertain` below the asked confidence; `confidence` is the
    probability of the most probable label, in [1/3, 1]; `probabilities` follows the order of `LABELS`.
    """

    text: str
    start: int
    end: int
    role: Role
    paragraph: int
    label: str
    confidence: float
    probability_triple: tuple[float, float, float]
    attribution: Attribution | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def probabilities(self) -> dict[Label, float]:
        """Label → probability; the three sum to 1."""
        return dict(zip(LABELS, self.probability_triple, strict=True))

    def to_dict(self) -> dict[str, Any]:
        """The sentence as it stands in JSON output."""
        attribution = self.attribution
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "role": self.role,
            "label": self.label,
            "confidence": self.confidence,
            "probabilities": self.probabilities,
            "attribution": attribution
            and {"speaker": attribution.speaker, "verb": attribution.verb, "quoted": attribution.quoted},
            "reasons": [{"cue": r.cue, "weight": r.weight, "start": r.start, "end": r.end} for r in self.reasons],
        }


@dataclass(frozen=True, repr=False)
class AnnotatedDocument:
    """A document whose sentences carry verdicts. A notebook shows it as highlighted HTML, a prompt in one line."""

    document: Document
    sentences: tuple[AnnotatedSentence, ...]
    model_name: str
    model_version: str

    @property
    def id(self) -> str | None:
        """The document's id, as given or derived by the reader."""
        return self.document.id

    @property
    def text(self) -> str:
        """The document's text, unaltered."""
        return self.document.text

    @cached_property
    def summary(self) -> Summary:
        """Counts and shares per label, information density, longest padding run."""
        return summarise(self.sentences)

    @cached_property
    def language(self) -> str:
        """What the text is written in, as far as a small check can tell: `en`, else see `corpus.language.language_of`.

        The labels of a document that is not English mean nothing: the model was trained on English news.
        """
        from ..corpus.language import language_of

        return language_of(self.text)

    def text_of(self, label: str) -> str:
        """The sentences of one label (or `uncertain`), in order, one paragraph of the original a line.

        Raises
        ------
        ValueError
            If `label` is neither one of the three labels nor `uncertain`.
        """
        if label not in (*LABELS, UNCERTAIN):
            raise ValueError(f"unknown label {label!r}; expected one of: {', '.join((*LABELS, UNCERTAIN))}")
        lines: dict[int, list[str]] = {}
        for sentence in self.sentences:
            if sentence.label == label:
                lines.setdefault(sentence.paragraph, []).append(sentence.text)
        return "\n".join(" ".join(texts) for texts in lines.values())

    def with_min_confidence(self, threshold: float) -> AnnotatedDocument:
        """The same document with every verdict below `threshold` (in [0, 1]) turned into `uncertain`."""
        if not 0 <= threshold <= 1:
            raise ValueError(f"min_confidence must lie in [0, 1]; received {threshold}")
        sentences = tuple(replace(s, label=UNCERTAIN) if s.confidence < threshold else s for s in self.sentences)
        return replace(self, sentences=sentences)

    def to_dict(self) -> dict[str, Any]:
        """The document as one line of annotated JSON Lines."""
        return {
            "id": self.id,
            "sentences": [sentence.to_dict() for sentence in self.sentences],
            "summary": self.summary.to_dict(),
            "language": self.language,
            "model": {"name": self.model_name, "version": self.model_version},
        }

    def to_frame(self) -> pd.DataFrame:
        """A tidy frame, a row a sentence; see `newsgrain.sentence_frame` for its columns and dtypes."""
        from .frame import sentence_frame

        return sentence_frame(self)

    def summary_frame(self) -> pd.DataFrame:
        """A tidy frame of one row, the document; see `newsgrain.summary_frame` for its columns and dtypes."""
        from .document_frame import summary_frame

        return summary_frame(self)

    def __repr__(self) -> str:
        """One line: a notebook keeps it beside the HTML, and the fields of an article would fill pages."""
        from .rendering.legend import counted

        labels = ", ".join(f"{total.sentences} {label}" for label, total in self.summary.labels.items())
        model = f"{self.model_name} {self.model_version}"
        return f"<AnnotatedDocument {self.id!r}: {counted(len(self.sentences), 'sentence')} ({labels}), model {model}>"

    def _repr_html_(self) -> str:
        from .rendering.html import render_fragment

        return render_fragment(self)


def each_annotated(documents: AnnotatedDocument | Iterable[AnnotatedDocument]) -> Iterator[AnnotatedDocument]:
    """One annotated document or several, lazily, one after the other.

    Raises
    ------
    TypeError
        If one of them is something else.
    """
    for document in [documents] if isinstance(documents, AnnotatedDocument | str) else documents:
        if not isinstance(document, AnnotatedDocument):
            kind = type(document).__name__
            raise TypeError(f"expected an annotated document; received {kind}; annotate it first: Model.annotate")
        yield document
