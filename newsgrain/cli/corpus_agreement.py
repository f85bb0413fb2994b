"""`newsgrain corpus agreement`."""

from typing import Annotated

import typer

from .choices import DataFormat


def agreement(
    paths: Annotated[
        list[str], typer.Argument(metavar="CORPUS", help="One corpus per annotator, or one that marks both passes.")
    ],
    format: Annotated[DataFormat, typer.Option("--format", "-f", help="How to print it.")] = "terminal",
) -> None:
    """Measure how far annotators agree.

    Documents are matched by id and sentences by their text. A single corpus must mark both passes itself:
    `second_pass` on a document, `author_label` and `second_label` on its contested sentences.

    \b
    Examples:
      newsgrain corpus agreement ana.jsonl ben.jsonl
      newsgrain corpus agreement ana.jsonl ben.jsonl eva.jsonl --format json
      newsgrain corpus agreement twice-labelled.jsonl
    """
    from ..corpus.labelled import read_labelled
    from ..model.rendering.properties import render_properties, render_properties_json
    from ..training.agreement import agreement as measure
    from ..training.agreement import annotator_names, match_annotators, two_passes

    if len(paths) == 1:
        ratings = two_passes(read_labelled(paths))
    else:
        corpora = {name: read_labelled(path) for name, path in zip(annotator_names(paths), paths, strict=True)}
        ratings = match_annotators(corpora)
    found = measure(ratings)
    if format == "json":
        typer.echo(render_properties_json(found.to_dict()), nl=False)
    else:
        typer.echo(render_properties(found.to_properties()), nl=False)
