"""How well speakers are found: `python -m newsgrain.training.attribution`.

Counts over the documents of the own corpus that are annotated with who speaks. The rules were not fitted on them,
but some were read while the rules were written: the figures are those of familiar kinds of text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import typer

from ..corpus.bootstrap import Interval, interval, resample_documents
from ..corpus.labelled import read_labelled
from ..corpus.labelled_document import LabelledDocument
from ..model.annotated import Attribution
from ..model.attribution import attribute
from .outside import OWN

SPEECH = ("direct", "indirect")
"""With words quoted, or without."""

_FOUND, _NAMED, _GIVEN, _EXPECTED = range(4)


@dataclass(frozen=True)
class SpeechScore:
    """Precision, recall and F1 in [0, 1] of one kind of speech; `named` is the F1 where the speaker must be right."""

    speech: str
    sentences: int
    precision: Interval
    recall: Interval
    f1: Interval
    named: Interval

    def __str__(self) -> str:
        """One line."""
        return (
            f"{self.speech} ({self.sentences} sentences): precision {self.precision}, recall {self.recall}, "
            f"F1 {self.f1}, with the right speaker {self.named}"
        )


def annotated_documents(
    documents: Iterable[LabelledDocument],
) -> Iterator[tuple[LabelledDocument, list[Attribution | None]]]:
    """The documents in which speakers are annotated, each with an attribution for every sentence (or `None`)."""
    for document in documents:
        expected = [Attribution(**given) if (given := extra.get("attribution")) else None for extra in document.extras]
        if any(expected):
            yield document, expected


def count(found: Sequence[Attribution | None], expected: Sequence[Attribution | None]) -> npt.NDArray[np.int64]:
    """What was found, named rightly, given and expected in a document, for each kind of speech: an array [2, 4].

    A sentence counts for the kind that the annotation says, and where it says none for the kind that was found.
    """
    table = np.zeros((len(SPEECH), 4), dtype=np.int64)
    for given, wanted in zip(found, expected, strict=True):
        said = wanted or given
        if said is not None:
            row = table[SPEECH.index("direct" if said.quoted else "indirect")]
            row[_EXPECTED] += wanted is not None
            row[_GIVEN] += given is not None
            row[_FOUND] += given is not None and wanted is not None
            row[_NAMED] += given is not None and wanted is not None and same_speaker(given.speaker, wanted.speaker)
    return table


def same_speaker(found: str | None, expected: str | None) -> bool:
    """Whether one name holds all words of the other: annotators kept titles and let long descriptions be short.

    >>> same_speaker("Ana Ruiz", "Councillor Ruiz"), same_speaker("Ana Ruiz", "Councillor Ana Ruiz")
    (False, True)
    """
    one, other = (frozenset((name or "").casefold().split()) - {"the", "a", "an"} for name in (found, expected))
    return one == other or bool(one and other and (one <= other or other <= one))


def speech_scores(tables: npt.NDArray[np.int64], seed: int = 0) -> list[SpeechScore]:
    """Scores of each kind of speech from the tables of documents: an array [n_documents, 2, 4]."""
    total, resampled = tables.sum(axis=0), resample_documents(tables, seed)
    out = []
    for kind, speech in enumerate(SPEECH):
        values, spread = _ratios(total[None, kind])[0], _ratios(resampled[:, kind])
        intervals = (interval(float(value), spread[:, at]) for at, value in enumerate(values))
        out.append(SpeechScore(speech, int(total[kind, _EXPECTED]), *intervals))
    return out


def _ratios(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Precision, recall, F1, and F1 with the right speaker: an array [n, 4], NaN where nothing is counted."""
    found, named, given, expected = counts.T.astype(np.float64)
    with np.errstate(invalid="ignore"):
        both = given + expected
        return np.column_stack([found / given, found / expected, 2 * found / both, 2 * named / both])


def run() -> None:
    """Print precision, recall and F1 of direct and indirect speech, with 95 % intervals by document."""
    tables = []
    for document, expected in annotated_documents(read_labelled(sorted(OWN.glob("*.jsonl")))):
        tables.append(count(attribute(document.document), expected))
    typer.echo(f"{len(tables)} documents")
    for score in speech_scores(np.stack(tables)):
        typer.echo(str(score))


if __name__ == "__main__":
    typer.run(run)
