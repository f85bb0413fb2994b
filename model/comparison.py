"""Documents, or groups of them, side by side: how much of each reports, opines, pads, and how sure that is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ..corpus.bootstrap import FloatArray, Interval, interval, resample_documents
from ..corpus.document import Document
from ..corpus.errors import ComparisonError
from ..corpus.label import LABELS, UNCERTAIN
from ..corpus.word import count_words
from .annotated import AnnotatedDocument, AnnotatedSentence
from .model import Model
from .rendering.legend import document_name
from .revision import Revision, compare_versions
from .summary import LabelTotal
from .telling import Telling, TellingSentences

Basis = Literal["documents", "sentences"]

FEW_UNITS = 10
"""Below so many documents (or sentences, for a single document) an interval from resampling them is too narrow."""

_COLUMNS = (*LABELS, UNCERTAIN)

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Side:
    """One document or one group.

    `totals` and `shares` map each label (and `uncertain`, where any side has some) to its sentences and words and to
    its share of words with the interval. The interval comes from resampling `basis`: documents, or the
    sentences of a single document. `excess` is the share of each label less its share in all other sides
    together (NaN where there are no words); `telling` holds examples of each of the three labels, best first.
    """

    name: str
    documents: int
    sentences: int
    words: int
    totals: dict[str, LabelTotal]
    shares: dict[str, Interval]
    basis: Basis
    excess: dict[str, float]
    telling: dict[str, tuple[Telling, ...]]

    @property
    def information_density(self) -> Interval:
        """Reporting words over all words, in [0, 1], with its interval."""
        return self.shares["reporting"]

    @property
    def few(self) -> bool:
        """Whether so little was resampled that the intervals are too narrow."""
        return (self.documents if self.basis == "documents" else self.sentences) < FEW_UNITS

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; a figure that is undefined is null."""
        return {
            "name": self.name,
            "documents": self.documents,
            "sentences": self.sentences,
            "words": self.words,
            "labels": {
                label: {"sentences": total.sentences, "words": total.words, "share": self.shares[label].to_dict()}
                for label, total in self.totals.items()
            },
            "information_density": self.information_density.to_dict(),
            "intervals_over": self.basis,
            "telling": {label: [t.to_dict() for t in found] for label, found in self.telling.items()},
        }


@dataclass(frozen=True)
class Comparison:
    """Two or more sides.

    `differences` maps, for two sides, each label to the second one's share less the first one's, with its
    interval (`None` for more). `revision` aligns the two if each is a single document (else `None`).
    """

    sides: tuple[Side, ...]
    differences: dict[str, Interval] | None
    revision: Revision | None
    model_name: str
    model_version: str

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that occur: the three, and `uncertain` where a verdict was withheld."""
        return tuple(self.sides[0].totals)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "sides": [side.to_dict() for side in self.sides],
            "differences": self.differences
            and {label: difference.to_dict() for label, difference in self.differences.items()},
            "revision": self.revision and self.revision.to_dict(),
            "model": {"name": self.model_name, "version": self.model_version},
        }


def compare(named: Iterable[tuple[str, AnnotatedDocument]]) -> Comparison:
    """Compare documents, or groups of them.

    Parameters
    ----------
    named
        Annotated documents, each with the name of its side; those of one name are a group. They are read once,
        and only the first document of a side is kept.

    Returns
    -------
    Comparison
        The sides in the order of their first documents. Intervals at level 0.95 come from resampling documents, for a
        side of a single document its sentences: then they say how even the document is, no more.

    Raises
    ------
    ComparisonError
        If there are fewer than two sides.

    Examples
    --------
    >>> import newsgrain
    >>> model = newsgrain.load_model()
    >>> plain = model.annotate("The bridge closed on Monday. Two men were hurt, police said.")
    >>> padded = model.annotate("The bridge closed on Monday. Only time will tell what the future holds.")
    >>> found = newsgrain.compare([("plain", plain), ("padded", padded)])
    >>> [(side.name, side.words) for side in found.sides]
    [('plain', 11), ('padded', 13)]
    """
    tallies: dict[str, _Tally] = {}
    for name, document in named:
        tallies.setdefault(name, _Tally(name, seed=len(tallies))).add(document)
    if len(tallies) < 2:
        received = f"one, {next(iter(tallies))!r}" if tallies else "none"
        raise ComparisonError(f"expected at least two documents or groups to compare; received {received}")
    together = sum((tally.words for tally in tallies.values()), np.zeros(len(_COLUMNS), dtype=np.int64))
    shown = [label for label, words in zip(_COLUMNS, together, strict=True) if label in LABELS or words]
    models = [tally.first for tally in tallies.values()]
    return Comparison(
        tuple(tally.side(shown, together) for tally in tallies.values()),
        _differences(*tallies.values(), shown=shown) if len(tallies) == 2 else None,
        _revision(list(tallies.values())),
        models[0].model_name,
        models[0].model_version,
    )


def annotate_groups(
    model: Model, named: Iterable[tuple[str, Document]], *, jobs: int = 1, min_confidence: float = 0.0
) -> Iterator[tuple[str, AnnotatedDocument]]:
    """Annotate documents that carry the name of their side, lazily and without reasons, for `compare`.

    `jobs` and `min_confidence` are those of `Model.annotate_many`.
    """
    names: deque[str] = deque()  # documents come back in order, but some are read ahead of those

    def unnamed() -> Iterator[Document]:
        for name, document in named:
            names.append(name)
            yield document

    for annotated in model.annotate_many(unnamed(), jobs=jobs, min_confidence=min_confidence, reasons=False):
        yield names.popleft(), annotated


class _Tally:
    """What is counted of one side while its documents go by."""

    def __init__(self, name: str, seed: int) -> None:
        self.name = name
        self._seed = seed
        self._by_document: list[IntArray] = []
        self._sentences = np.zeros(len(_COLUMNS), dtype=np.int64)
        self._telling = TellingSentences()

    def add(self, document: AnnotatedDocument) -> None:
        if not self._by_document:
            self.first = document
        counts = _word_counts(document.sentences)
        self._by_document.append(counts.sum(axis=0))
        self._sentences += _label_counts(document.sentences)
        self._telling.add(document, document_name(document, len(self._by_document) - 1))

    @property
    def documents(self) -> int:
        return len(self._by_document)

    @property
    def words(self) -> IntArray:
        """Words of each label: an array [4]."""
        return np.asarray(np.sum(self._by_document, axis=0))

    def resampled(self) -> FloatArray:
        """Shares of words over resampled units: an array [resamples, 4]."""
        single = self.documents == 1
        tables = _word_counts(self.first.sentences) if single else np.array(self._by_document)
        return _ratios(resample_documents(tables, self._seed)) if len(tables) else np.full((1, len(_COLUMNS)), np.nan)

    def side(self, shown: list[str], together: IntArray) -> Side:
        resampled, shares, others = self.resampled(), _ratios(self.words), _ratios(together - self.words)
        places = {label: _COLUMNS.index(label) for label in shown}
        return Side(
            self.name,
            self.documents,
            int(self._sentences.sum()),
            int(self.words.sum()),
            {
                label: LabelTotal(int(self._sentences[i]), int(self.words[i]), float(np.nan_to_num(shares[i])))
                for label, i in places.items()
            },
            {label: interval(float(shares[i]), resampled[:, i]) for label, i in places.items()},
            "documents" if self.documents > 1 else "sentences",
            {label: float(shares[i] - others[i]) for label, i in places.items()},
            {label: self._telling.of(label) for label in LABELS},
        )


def _word_counts(sentences: tuple[AnnotatedSentence, ...]) -> IntArray:
    """Words of each sentence in the column of its label: an array [n_sentences, 4]."""
    table = np.zeros((len(sentences), len(_COLUMNS)), dtype=np.int64)
    for row, sentence in enumerate(sentences):
        table[row, _COLUMNS.index(sentence.label)] = count_words(sentence.text)
    return table


def _label_counts(sentences: tuple[AnnotatedSentence, ...]) -> IntArray:
    """Sentences of each label: an array [4]."""
    places = [_COLUMNS.index(sentence.label) for sentence in sentences]
    return np.bincount(np.array(places, dtype=np.int64), minlength=len(_COLUMNS))


def _ratios(words: npt.NDArray[Any]) -> FloatArray:
    """Each column over the sum of all: an array like `words`, NaN where there are no words."""
    total = words.sum(axis=-1, keepdims=True)
    return np.asarray(np.divide(words, total, out=np.full(words.shape, np.nan), where=total > 0))


def _differences(first: _Tally, second: _Tally, *, shown: list[str]) -> dict[str, Interval]:
    """The second side's shares less the first one's; the sides are resampled apart."""
    values = _ratios(second.words) - _ratios(first.words)
    a, b = first.resampled(), second.resampled()
    size = min(len(a), len(b))
    spread = b[:size] - a[:size]
    return {label: interval(float(values[i]), spread[:, i]) for i, label in enumerate(_COLUMNS) if label in shown}


def _revision(tallies: list[_Tally]) -> Revision | None:
    if len(tallies) != 2 or any(tally.documents > 1 for tally in tallies):
        return None
    return compare_versions(tallies[0].first, tallies[1].first)
