"""The sentences that a reader should be shown as an example of what a side has more of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..corpus.label import LABELS
from ..corpus.word import WORD
from .annotated import AnnotatedDocument, AnnotatedSentence

TELLING = 3
"""Sentences shown for a label of a side."""

FULL_WORDS = 30
"""A sentence longer than that does not count for more: the longest of an archive are lists and broken markup."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence, its place (`index`, from 0) in its document, and the document's name and number in its side."""

    document: str
    number: int
    index: int
    sentence: AnnotatedSentence

    @property
    def score(self) -> float:
        """Words (at most `FULL_WORDS`) times the probability of the label: how much it surely adds to the label."""
        return min(len(WORD.findall(self.sentence.text)), FULL_WORDS) * self.sentence.confidence

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        sentence = self.sentence
        return {
            "document": self.document,
            "index": self.index,
            "label": sentence.label,
            "confidence": sentence.confidence,
            "text": sentence.text,
        }


class TellingSentences:
    """The best examples of each label among the documents of one side, kept as they go by.

    Headings and captions are left out, so is what repeats a better one word for word. Of several documents
    each gives one sentence at most, so that no single document speaks for its group.
    """

    def __init__(self) -> None:
        self._best: dict[str, list[Telling]] = {label: [] for label in LABELS}
        self._documents = 0

    def add(self, document: AnnotatedDocument, name: str) -> None:
        """Consider the sentences of one more document."""
        number, self._documents = self._documents, self._documents + 1
        for label, best in self._best.items():
            found = [
                Telling(name, number, index, sentence)
                for index, sentence in enumerate(document.sentences)
                if sentence.label == label and sentence.role in ("text", "list_item")
            ]
            self._best[label] = _distinct([*best, *found], one_a_document=self._documents > 1)

    def of(self, label: str) -> tuple[Telling, ...]:
        """The best examples of a label, best first."""
        return tuple(self._best[label])


def _distinct(found: list[Telling], *, one_a_document: bool) -> list[Telling]:
    """The best `TELLING` of the sentences, ties in their order."""
    documents: set[int] = set()
    texts: set[str] = set()
    kept: list[Telling] = []
    for telling in sorted(found, key=lambda t: (-t.score, t.number, t.index)):
        text = " ".join(WORD.findall(telling.sentence.text.casefold()))
        if text in texts or (one_a_document and telling.number in documents):
            continue
        documents.add(telling.number)
        texts.add(text)
        kept.append(telling)
        if len(kept) == TELLING:
            break
    return kept
