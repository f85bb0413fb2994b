"""Count the background vocabulary anew: `python -m newsgrain.training.background CORPORA`.

The counts say how rare a word is in news; they come from unlabelled articles. Every model holds its own copy of
what it uses, so new counts matter from the next `newsgrain train` on.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from ..model.vocabulary import count_forms
from .outside import POOL, pool_articles


def background(
    corpora: Annotated[Path, typer.Argument(help="Folder that holds the pool of articles.")],
    output: Annotated[Path, typer.Option(help="Where to write the counts.")] = Path("model/background.json"),
) -> None:
    """Count how many of the unlabelled articles hold each word form."""
    counts, documents = count_forms(text for _, text in pool_articles(corpora / POOL))
    record = {"documents": documents, "documents_of_form": dict(sorted(counts.items()))}
    output.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    typer.echo(f"{len(counts):,} forms of {documents:,} articles: {output}", err=True)


if __name__ == "__main__":
    typer.run(background)
