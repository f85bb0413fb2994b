"""Which unlabelled documents are worth labelling next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heappush, heappushpop
from typing import Any

import numpy as np
import numpy.typing as npt

from ..corpus.document import Document
from ..corpus.label import LABELS
from ..corpus.tied_documents import NEAR_IDENTICAL, shingles
from ..corpus.word import WORD
from ..model.annotated import AnnotatedDocument
from ..model.model import Model
from .coverage import greedy_coverage, word_weights

FloatArray = npt.NDArray[np.float64]

CONTEXT_COST = 5
"""What opening and understanding a document costs an annotator, in sentences labelled: an assumption that keeps
documents of one or two sentences from being the cheapest of all."""

CANDIDATES = 10_000
"""Documents kept in memory to choose from: those of the most uncertainty for their cost."""

UNCERTAIN_SHARE = 0.5
"""Share of the documents, the most uncertain for their cost, that diversity chooses from."""

CHOICE = 2
"""Documents, at least, to choose each one from, as far as there are so many."""

SENTENCES_LISTED = 10
"""Sentences named in a suggestion at most."""


@dataclass(frozen=True)
class Suggestion:
    """A document worth labelling.

    `score` is its worth for its cost, in [0, 1], beside the first suggestion's, given all that stand before it;
    `sentences` are the indices of the most informative ones, the most informative first. The labels in
    `document` are a model's, not anybody's judgement.
    """

    document: AnnotatedDocument
    score: float
    sentences: tuple[int, ...]

    def to_dict(self) -> dict[str, Any]:
        """One line of annotated JSON Lines, with `suggested`."""
        return {
            **self.document.to_dict(),
            "suggested": {"score": round(self.score, 4), "sentences": list(self.sentences)},
        }


@dataclass
class Suggestions:
    """What `suggest` found, the best first, and what it left out.

    `documents` counts those that were read; of these `labelled` were labelled already, `repeated` had the text of
    an earlier one, and `empty` had no words. `alike` counts those that would have been chosen, but share much of
    their text with one that is suggested or labelled.
    """

    found: list[Suggestion] = field(default_factory=list)
    documents: int = 0
    labelled: int = 0
    repeated: int = 0
    empty: int = 0
    alike: int = 0


@dataclass(frozen=True, slots=True)
class _Candidate:
    document: Document
    uncertainty: FloatArray

    @property
    def cost(self) -> float:
        return len(self.uncertainty) + CONTEXT_COST

    @property
    def value(self) -> float:
        return float(self.uncertainty.sum() / self.cost)


def suggest(
    documents: Iterable[Document], model: Model, count: int, *, skip: Iterable[Document] = (), jobs: int = 1
) -> Suggestions:
    """Choose the documents that a model would learn most from for the work of labelling them.

    Filtered active submodular selection (Wei, Iyer and Bilmes 2015): documents are filtered by the entropy of the
    model's probabilities, summed over sentences and divided by their number and `CONTEXT_COST`; among those left,
    words in uncertain sentences are to be covered as widely as possible for the cost (see `greedy_coverage`). One
    of whose shingles `NEAR_IDENTICAL` or more stand in documents chosen or labelled already is passed over.
    Documents are read once; at most `CANDIDATES` or `CHOICE` × `count` are kept in memory.

    Parameters
    ----------
    documents
        Unlabelled documents.
    count
        Documents to choose, at least 1; fewer are found if there are not so many.
    skip
        Documents labelled already: those with the id or the words of one of them are left out.
    jobs
        Processes, at least 1; -1 takes one for each core.

    Raises
    ------
    ValueError
        If `count` is below 1.
    """
    if count < 1:
        raise ValueError(f"count must be at least 1; received {count}")
    result = Suggestions()
    labelled = list(skip)
    fresh = _fresh(documents, labelled, result)
    candidates = _most_uncertain(model.annotate_many(fresh, jobs=jobs, reasons=False), max(CANDIDATES, CHOICE * count))
    usable = result.documents - result.labelled - result.repeated - result.empty
    kept = candidates[: max(round(UNCERTAIN_SHARE * usable), CHOICE * count)]
    chosen = _cover(kept, count, labelled, result) if kept else []
    if not chosen:
        return result
    highest = chosen[0][1]
    annotated = model.annotate_many([kept[index].document for index, _ in chosen], jobs=jobs)
    result.found = [
        Suggestion(document, worth / highest if highest else 1.0, _most_informative(kept[index].uncertainty))
        for document, (index, worth) in zip(annotated, chosen, strict=True)
    ]
    return result


def uncertainty(document: AnnotatedDocument) -> FloatArray:
    """Entropy of each sentence's probabilities over that of an even guess: an array [n_sentences] in [0, 1]."""
    probabilities = np.array([sentence.probability_triple for sentence in document.sentences]).reshape(-1, len(LABELS))
    logs = np.log(np.where(probabilities > 0, probabilities, 1.0))
    return np.asarray(-(probabilities * logs).sum(axis=1) / np.log(len(LABELS)))


def _fresh(documents: Iterable[Document], skip: Iterable[Document], result: Suggestions) -> Iterator[Document]:
    """Documents that are neither labelled nor repeated nor empty; counts all of them in `result`."""
    known_ids = {document.id for document in skip} - {None}
    known_texts = {_fingerprint(document) for document in skip}
    seen: set[bytes] = set()
    for document in documents:
        result.documents += 1
        text = _fingerprint(document)
        if not text:
            result.empty += 1
        elif document.id in known_ids or text in known_texts:
            result.labelled += 1
        elif text in seen:
            result.repeated += 1
        else:
            seen.add(text)
            yield document


def _fingerprint(document: Document) -> bytes:
    """A hash of the words, whatever stands between them; nothing if there are none."""
    words = WORD.findall(document.text.casefold())
    return hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).digest() if words else b""


def _most_uncertain(documents: Iterable[AnnotatedDocument], limit: int) -> list[_Candidate]:
    """The documents of most uncertainty for their cost, the highest first; no more than `limit` are kept."""
    heap: list[tuple[float, int, _Candidate]] = []
    for number, annotated in enumerate(documents):
        candidate = _Candidate(annotated.document, uncertainty(annotated))
        entry = (candidate.value, -number, candidate)  # of equal ones the first
        if len(heap) < limit:
            heappush(heap, entry)
        else:
            heappushpop(heap, entry)
    return [candidate for _, _, candidate in sorted(heap, key=lambda entry: entry[:2], reverse=True)]


def _cover(
    candidates: list[_Candidate], count: int, labelled: Iterable[Document], result: Suggestions
) -> list[tuple[int, float]]:
    """Indices of the candidates chosen, with their worth; counts in `result` those passed over."""
    known = {shingle for document in labelled for shingle in shingles(document)}

    def is_new(index: int) -> bool:
        own = shingles(candidates[index].document)
        if own and len(own & known) >= NEAR_IDENTICAL * len(own):
            result.alike += 1
            return False
        known.update(own)
        return True

    texts = [[sentence.text for sentence in candidate.document.sentences] for candidate in candidates]
    matrix = word_weights(texts, [candidate.uncertainty for candidate in candidates])
    return greedy_coverage(matrix, np.array([candidate.cost for candidate in candidates]), count, accept=is_new)


def _most_informative(uncertainties: FloatArray) -> tuple[int, ...]:
    return tuple(np.argsort(-uncertainties, kind="stable")[:SENTENCES_LISTED].tolist())
