"""What a labelled corpus holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from statistics import quantiles
from typing import Any

from .document import ROLES
from .label import LABELS, PADDING_KINDS
from .labelled_document import LabelledDocument
from .word import count_words

UNNAMED = "(none)"
"""The source or genre of documents that name none."""


@dataclass(frozen=True, slots=True)
class LabelCount:
    """Sentences and words of one label, and their shares of all, in [0, 1]."""

    sentences: int
    words: int
    share: float
    word_share: float


@dataclass(frozen=True, slots=True)
class GroupCount:
    """Documents and sentences of one source or genre, and its sentences by label."""

    documents: int
    sentences: int
    labels: dict[str, int]


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The five-number summary of a distribution; quartiles are interpolated (all 0 for an empty one)."""

    minimum: float
    lower: float
    median: float
    upper: float
    maximum: float


@dataclass(frozen=True, slots=True)
class CorpusStatistics:
    """Counts of a corpus.

    `transitions[a][b]` is how often a sentence labelled `b` follows one labelled `a` in a document;
    `openings` and `closings` count the labels of first and last sentences. `padding_kinds` counts the kinds
    that are tagged, `attributed` and `contested` the sentences that are marked so. `sentence_words` and
    `document_sentences` are distributions of lengths.
    """

    documents: int
    sentences: int
    words: int
    labels: dict[str, LabelCount]
    sources: dict[str, GroupCount]
    genres: dict[str, GroupCount]
    roles: dict[str, int]
    padding_kinds: dict[str, int]
    transitions: dict[str, dict[str, int]]
    openings: dict[str, int]
    closings: dict[str, int]
    attributed: int
    contested: int
    sentence_words: Quartiles
    document_sentences: Quartiles

    def to_dict(self) -> dict[str, Any]:
        """The statistics as plain dictionaries and numbers."""
        return asdict(self)


def corpus_statistics(documents: Iterable[LabelledDocument]) -> CorpusStatistics:
    """Count what a corpus holds; documents are read once and not kept."""
    tally = _Tally()
    for document in documents:
        tally.add(document)
    return tally.result()


class _Tally:
    def __init__(self) -> None:
        self.label_words: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.marks: Counter[tuple[str, str]] = Counter()  # (roles, padding_kinds, … ; value)
        self.groups: dict[str, dict[str, Counter[str]]] = {"source": {}, "genre": {}}
        self.sentence_words: list[int] = []
        self.document_sentences: list[int] = []

    def add(self, document: LabelledDocument) -> None:
        labels = document.labels
        self.document_sentences.append(len(labels))
        self.pairs.update(pairwise(labels))
        self.marks.update(("openings", label) for label in labels[:1])
        self.marks.update(("closings", label) for label in labels[-1:])
        for kind, name in (("source", document.source), ("genre", document.genre)):
            counts = self.groups[kind].setdefault(name or UNNAMED, Counter())
            counts["documents"] += 1
            counts.update(labels)
        for unit, label, extras in zip(document.sentences, labels, document.extras, strict=True):
            words = count_words(unit.text)
            self.sentence_words.append(words)
            self.label_words[label] += words
            self.marks["labels", label] += 1
            self.marks["roles", unit.role] += 1
            self.marks["padding_kinds", extras.get("kind") or ""] += 1
            self.marks["attributed", ""] += bool(extras.get("attribution"))
            self.marks["contested", ""] += bool(extras.get("contested"))

    def result(self) -> CorpusStatistics:
        sentences, words = len(self.sentence_words), sum(self.sentence_words)
        return CorpusStatistics(
            documents=len(self.document_sentences),
            sentences=sentences,
            words=words,
            labels={label: self._label_count(label, sentences, words) for label in LABELS},
            sources=_group_counts(self.groups["source"]),
            genres=_group_counts(self.groups["genre"]),
            roles=self._marked("roles", ROLES),
            padding_kinds=self._marked("padding_kinds", PADDING_KINDS),
            transitions={a: {b: self.pairs[a, b] for b in LABELS} for a in LABELS},
            openings=self._marked("openings", LABELS),
            closings=self._marked("closings", LABELS),
            attributed=self.marks["attributed", ""],
            contested=self.marks["contested", ""],
            sentence_words=_quartiles(self.sentence_words),
            document_sentences=_quartiles(self.document_sentences),
        )

    def _label_count(self, label: str, sentences: int, words: int) -> LabelCount:
        count, label_words = self.marks["labels", label], self.label_words[label]
        return LabelCount(
            count,
            label_words,
            count / sentences if sentences else 0.0,
            label_words / words if words else 0.0,
        )

    def _marked(self, kind: str, values: Sequence[str]) -> dict[str, int]:
        return {value: self.marks[kind, value] for value in values}


def _group_counts(groups: dict[str, Counter[str]]) -> dict[str, GroupCount]:
    return {
        name: GroupCount(
            counts["documents"],
            sum(counts[label] for label in LABELS),
            {label: counts[label] for label in LABELS},
        )
        for name, counts in sorted(groups.items())
    }


def _quartiles(values: list[int]) -> Quartiles:
    if len(values) < 2:
        only = values[0] if values else 0
        return Quartiles(only, only, only, only, only)
    lower, median, upper = quantiles(values, n=4, method="inclusive")
    return Quartiles(min(values), lower, median, upper, max(values))
