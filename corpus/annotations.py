"""The same sentences labelled by several annotators, brought together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from .errors import CorpusError, NewsgrainError
from .label import LABELS, Label
from .labelled import CorpusLine, corpus_lines
from .labelled_document import LabelledDocument

MISSING = -1
"""Stands in a table of labels where an annotator gave none."""

PASSES = ("author_label", "second_label")
"""The extras of a sentence on which two passes over one corpus differed: what each of them said."""

_T = TypeVar("_T")
_Unit = tuple[str, str, int]  # document, text, and how often the same text stood in it before


@dataclass(frozen=True)
class Annotations:
    """Labels of several annotators for the same sentences.

    `labels` holds an index into `LABELS`, or `MISSING`, for each annotator and sentence: an array
    [n_annotators, n_sentences]; every sentence has at least one. `document_of` is the index into `documents` of
    each sentence: an array [n_sentences]. `left_out` counts documents that were not labelled twice.
    """

    annotators: tuple[str, ...]
    documents: tuple[str, ...]
    document_of: npt.NDArray[np.int64]
    labels: npt.NDArray[np.int64]
    left_out: int = 0


def match_annotations(corpora: Sequence[str | Path]) -> Annotations:
    """Bring together what several annotators, a corpus each, said of the same documents.

    A sentence is the same if its document's id and its text are; a text that recurs in a document is matched in
    order. What some did not label is missing for them.

    Raises
    ------
    CorpusError
        If a corpus breaks the format, or a document stands in it twice.
    NewsgrainError
        If a corpus is given twice, or no sentence was labelled by two annotators.
    """
    for name, times in Counter(map(str, corpora)).items():
        if times > 1:
            raise NewsgrainError(f"{name} is given {times} times; give one corpus for each annotator")
    found = [dict(_units(corpus)) for corpus in corpora]
    documents = _in_order(unit[0] for labels in found for unit in labels)
    ranks = {name: rank for rank, name in enumerate(documents)}
    units = sorted(_in_order(unit for labels in found for unit in labels), key=lambda unit: ranks[unit[0]])
    table = np.array([[labels.get(unit, MISSING) for unit in units] for labels in found], dtype=np.int64)
    if not ((table != MISSING).sum(axis=0) > 1).any():
        raise NewsgrainError(
            f"no sentence stands in two of {', '.join(map(str, corpora))}; expected the same documents, "
            "with the same ids and sentences, in each of them"
        )
    return Annotations(
        tuple(map(str, corpora)), documents, np.array([ranks[unit[0]] for unit in units], dtype=np.int64), table
    )


def second_pass_annotations(corpora: Sequence[str | Path]) -> Annotations:
    """What two passes over one corpus said, as its contested sentences tell.

    See `both_passes` for which documents were labelled twice.

    Raises
    ------
    CorpusError
        If the corpus breaks the format, a document stands in it twice, or a sentence carries one of `PASSES`
        alone or a label that is none.
    NewsgrainError
        If no document was labelled twice.
    """
    documents: list[str] = []
    document_of: list[int] = []
    rows: list[tuple[int, int]] = []
    left_out = 0
    for line, document in _documents(corpora):
        try:
            pairs = both_passes(document)
        except ValueError as error:
            raise CorpusError(line.source, line.line, str(error)) from None
        if pairs is None:
            left_out += 1
            continue
        rows += [(LABELS.index(first), LABELS.index(second)) for first, second in pairs]
        document_of += [len(documents)] * len(pairs)
        documents.append(document.id)
    if not documents:
        raise NewsgrainError(
            f"no document in {', '.join(map(str, corpora))} was labelled twice: none has 'second_pass': true or "
            f"sentences with {' and '.join(PASSES)}; give one corpus for each annotator"
        )
    annotators = tuple(name.removesuffix("_label") for name in PASSES)
    return Annotations(annotators, tuple(documents), np.array(document_of), np.array(rows).T, left_out)


def both_passes(document: LabelledDocument) -> list[tuple[Label, Label]] | None:
    """What two passes said of each sentence of a document; `None` if it was labelled once.

    A document was labelled twice if its `second_pass` is true or a sentence of it carries both of `PASSES`; where
    a sentence carries neither, both passes gave its label.

    Raises
    ------
    ValueError
        If a sentence carries one of `PASSES` alone, or a label that is none.
    """
    pairs = [_contested(number, extras) for number, extras in enumerate(document.extras, 1)]
    if document.document.metadata.get("second_pass") is not True and not any(pairs):
        return None
    return [pair or (label, label) for label, pair in zip(document.labels, pairs, strict=True)]


def _contested(number: int, extras: Mapping[str, object]) -> tuple[Label, Label] | None:
    given = [extras.get(name) for name in PASSES]
    if given == [None, None]:
        return None
    for name, label in zip(PASSES, given, strict=True):
        if label not in LABELS:
            raise ValueError(f"unknown {name} {label!r} in sentence {number}; expected one of: {', '.join(LABELS)}")
    first, second = (LABELS[LABELS.index(label)] for label in given if label in LABELS)
    return first, second


def _units(corpus: str | Path) -> Iterator[tuple[_Unit, int]]:
    for _, document in _documents([corpus]):
        seen: Counter[str] = Counter()
        for unit, label in zip(document.sentences, document.labels, strict=True):
            yield (document.id, unit.text, seen[unit.text]), LABELS.index(label)
            seen[unit.text] += 1


def _documents(corpora: Sequence[str | Path]) -> Iterator[tuple[CorpusLine, LabelledDocument]]:
    places: dict[str, str] = {}
    for line in corpus_lines(corpora):
        if line.document is None:
            raise line.problems[0]
        identity = line.document.id
        if identity in places:
            problem = f"duplicate id {identity!r}, first in {places[identity]}; keep one document of each id"
            raise CorpusError(line.source, line.line, problem)
        places[identity] = f"{line.source}:{line.line}"
        yield line, line.document


def _in_order(items: Iterator[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))
