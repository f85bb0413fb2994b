"""How often an edit that keeps the meaning flips a verdict: `python -m newsgrain.training.robustness [CORPUS ...]`.

Only sentences that an edit changed are counted; their surroundings are edited, too.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from ..corpus.bootstrap import Interval, interval, resample_documents
from ..corpus.document import Document
from ..corpus.labelled import read_labelled
from ..model.annotated import AnnotatedDocument
from ..model.model import Model
from ..model.storage import SHIPPED, load_model
from .edits import EDITS, Edit
from .outside import OWN
from .report.markdown import figures_table


@dataclass(frozen=True)
class FlipRate:
    """Sentences that an edit changed, and the share of them whose label it flipped (`None` if there are none)."""

    sentences: int
    rate: Interval | None

    def __str__(self) -> str:
        """The share in per cent."""
        if self.rate is None:
            return "–"
        low, high = (f"{100 * bound:.1f}" for bound in (self.rate.low, self.rate.high))
        return f"{100 * self.rate.value:.1f} % [{low}, {high}]"


def flip_rates(model: Model, documents: Sequence[Document], *, seed: int = 0) -> dict[str, FlipRate]:
    """Flip rates by edit, with intervals over documents."""
    before = list(model.annotate_many(documents, reasons=False))
    found = {}
    for name, edit in EDITS.items():
        edited = [_edited(document, edit, seed + number) for number, document in enumerate(documents)]
        after = model.annotate_many(edited, reasons=False)
        found[name] = _rate(np.array([_counts(old, new) for old, new in zip(before, after, strict=True)]), seed)
    return found


def _edited(document: Document, edit: Edit, seed: int) -> Document:
    units = document.sentences
    return Document.from_sentences(
        edit([unit.text for unit in units], random.Random(seed)),
        roles=[unit.role for unit in units],
        paragraphs=[unit.paragraph for unit in units],
        id=document.id,
    )


def _counts(old: AnnotatedDocument, new: AnnotatedDocument) -> tuple[int, int]:
    """Sentences whose text changed, and those of them whose label did."""
    changed = [(a, b) for a, b in zip(old.sentences, new.sentences, strict=True) if a.text != b.text]
    return len(changed), sum(a.label != b.label for a, b in changed)


def _rate(counts: np.ndarray[tuple[int, int], np.dtype[np.int64]], seed: int) -> FlipRate:
    changed, flipped = counts.sum(axis=0)
    if not changed:
        return FlipRate(0, None)
    resampled = resample_documents(counts, seed)
    spread = resampled[:, 1] / np.maximum(resampled[:, 0], 1)
    return FlipRate(int(changed), interval(flipped / changed, spread))


def robustness(
    corpora: Annotated[list[Path] | None, typer.Argument(help="Labelled corpora; default: the own test split.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of the edits and of the intervals.")] = 0,
) -> None:
    """Print how often each edit flips a verdict of the shipped models, as Markdown."""
    documents = [found.document for found in read_labelled(corpora or [OWN / "test.jsonl"])]
    rates = {name: flip_rates(load_model(name), documents, seed=seed) for name in SHIPPED}
    rows = [
        (edit, f"{rates[SHIPPED[0]][edit].sentences:,}", *(str(rates[name][edit]) for name in SHIPPED))
        for edit in EDITS
    ]
    typer.echo(figures_table(("edit", "sentences changed", *(f"`{name}`" for name in SHIPPED)), rows))


if __name__ == "__main__":
    typer.run(robustness)
