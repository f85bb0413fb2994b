"""A comparison as CSV: a row a side, or, for two versions of an article, a row a sentence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ...corpus.bootstrap import rounded
from ...corpus.cells import spreadsheet_cell
from .legend import SHOWN_LABELS

if TYPE_CHECKING:
    from ..annotated import AnnotatedSentence
    from ..comparison import Comparison, Side
    from ..revision import Revision

SIDE_COLUMNS: tuple[str, ...] = (
    "name",
    "documents",
    "sentences",
    "words",
    "intervals_over",
    "information_density",
    "information_density_low",
    "information_density_high",
    *(
        f"{label}_{figure}"
        for label in SHOWN_LABELS
        for figure in ("sentences", "words", "share", "share_low", "share_high")
    ),
)
"""The columns of the table of sides."""

EDIT_COLUMNS: tuple[str, ...] = (
    "kind",
    "similarity",
    *(f"{when}_{what}" for when in ("before", "after") for what in ("index", "label", "confidence", "text")),
)
"""The columns of the table of sentences."""


def render_comparison_csv(comparison: Comparison) -> str:
    """A row a side, in CSV with a header; a share that is undefined is an empty cell.

    Cells that a spreadsheet would run as a formula get an apostrophe in front.
    """
    return _csv(SIDE_COLUMNS, (_side(side) for side in comparison.sides))


def render_revision_csv(revision: Revision) -> str:
    """A row for each sentence of either version, in the order of `Revision.edits`."""
    return _csv(
        EDIT_COLUMNS,
        (
            [
                edit.kind,
                edit.similarity,
                *_sentence(edit.before_index, edit.before),
                *_sentence(edit.after_index, edit.after),
            ]
            for edit in revision.edits
        ),
    )


def _side(side: Side) -> Iterator[object]:
    density = side.information_density
    yield from (side.name, side.documents, side.sentences, side.words, side.basis)
    yield from (rounded(density.value), rounded(density.low), rounded(density.high))
    for label in SHOWN_LABELS:
        if label not in side.totals:  # nothing was withheld
            yield from (0, 0, *(0.0,) * 3)
            continue
        share = side.shares[label]
        yield from (side.totals[label].sentences, side.totals[label].words)
        yield from (rounded(share.value), rounded(share.low), rounded(share.high))


def _sentence(index: int | None, sentence: AnnotatedSentence | None) -> Sequence[object]:
    if sentence is None:
        return (None,) * 4
    return (index, sentence.label, sentence.confidence, sentence.text)


def _csv(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([spreadsheet_cell(value) if isinstance(value, str) else value for value in row])
    return text.getvalue()
