"""How the models do on real news that nothing was learned from: `python -m newsgrain.training.unseen CORPORA`.

The labels (`corpus/data/pool_labels.tsv`, CC0) are of articles of the pool, given after the models were chosen; the
texts are read in place. The models have seen these articles without labels only, among those whose words they count.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from ..corpus.document import Document
from ..corpus.errors import CorpusError
from ..corpus.exchange.newsmix import standoff_labels
from ..corpus.exchange.standoff import find_sentences
from ..corpus.labelled_document import LabelledDocument
from ..model.storage import SHIPPED
from .data import describe, document_frame
from .evaluation import measure
from .outside import POOL

POOL_LABELS = "pool_labels.tsv"


def labelled_pool(path: Path) -> Iterator[LabelledDocument]:
    """The labelled articles of the pool.

    Raises
    ------
    CorpusError
        If an article is missing, or its text is not the one that was labelled.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = {record["id"]: record["text"] for record in map(json.loads, lines)}
    for number, labelled in enumerate(standoff_labels(POOL_LABELS), start=1):
        found = find_sentences(texts.get(labelled.id, ""), labelled.digests)
        sentences = [sentence for sentence in found if sentence is not None]
        if len(sentences) < len(found):
            raise CorpusError(str(path), number, f"{labelled.id}: missing, or not the text that was labelled")
        document = Document.from_sentences(sentences, id=labelled.id, metadata={"source": labelled.source})
        yield LabelledDocument(document, tuple(labelled.labels), ({},) * len(sentences))


def unseen(corpora: Annotated[Path, typer.Argument(help="Folder with the pool.")]) -> None:
    """Print how both shipped models judge the labelled articles of the pool."""
    from ..model.storage import load_model

    documents = list(labelled_pool(corpora / POOL))
    frame = document_frame(documents)
    for name in SHIPPED:
        annotated = load_model(name).annotate_many((d.document for d in documents), reasons=False)
        probabilities = np.array([s.probability_triple for document in annotated for s in document.sentences])
        evaluation = measure(
            frame, probabilities, model=name, corpora={"labelled pool": describe(documents)}, quote=False
        )
        typer.echo(evaluation.render("terminal"))


if __name__ == "__main__":
    typer.run(unseen)
