"""How the models do on real news that nothing was learned from: `python -m newsgrain.training.unseen CORPORA`.

The labels (`corpus/data/unseen_labels.tsv`, CC0) are of articles of the pool, given after the models were chosen; the
texts are read in place. The models have seen these articles without labels only, among those whose words they count.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..model.storage import SHIPPED, load_model
from .data import describe, document_frame
from .evaluation import measure, predict
from .outside import POOL, pool_documents

UNSEEN_LABELS = "unseen_labels.tsv"


def unseen(corpora: Annotated[Path, typer.Argument(help="Folder with the pool.")]) -> None:
    """Print how both shipped models judge the labelled articles of the pool."""
    documents = list(pool_documents(corpora / POOL, UNSEEN_LABELS))
    frame = document_frame(documents)
    for name in SHIPPED:
        probabilities = predict(load_model(name), [document.document for document in documents])
        evaluation = measure(
            frame, probabilities, model=name, corpora={"articles not learned from": describe(documents)}, quote=False
        )
        typer.echo(evaluation.render("terminal"))


if __name__ == "__main__":
    typer.run(unseen)
