"""A model's verdicts as proposals: what people are shown to correct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from ..corpus.document import Document
from ..corpus.exchange.proposal import Exportable, Proposal
from ..corpus.label import LABELS
from .annotated import AnnotatedDocument
from .model import Model


def with_proposals(items: Iterable[Exportable], model: Model) -> Iterator[Exportable]:
    """Annotate the documents that bear no labels yet, lazily and in order; pass the others on."""
    for bare, group in groupby(items, key=lambda item: isinstance(item, Document)):
        if bare:
            documents = (item for item in group if isinstance(item, Document))
            yield from map(_proposal, model.annotate_many(documents, reasons=False))
        else:
            yield from group


def _proposal(annotated: AnnotatedDocument) -> Proposal:
    return Proposal(
        annotated.document,
        tuple(LABELS[s.probability_triple.index(s.confidence)] for s in annotated.sentences),
        tuple(s.confidence for s in annotated.sentences),
        f"{annotated.model_name} {annotated.model_version}",
        tuple({} for _ in annotated.sentences),
    )
