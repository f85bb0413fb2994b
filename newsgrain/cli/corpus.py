"""`newsgrain corpus`: check a labelled corpus and count what it holds."""

from typing import Annotated

import typer

from .choices import DataFormat

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check and describe labelled corpora.")

Corpora = Annotated[list[str], typer.Argument(metavar="PATH", help="Corpora: JSON Lines, a document a line.")]


@app.command()
def check(paths: Corpora) -> None:
    """Check that corpora keep their format; name every fault with its line.

    \b
    Examples:
      newsgrain corpus check labelled.jsonl
      newsgrain corpus check train.jsonl test.jsonl && echo fine
    """
    from ..corpus.labelled import validate
    from .failures import FAILED, complain

    faults = list(validate(paths))
    for fault in faults:
        complain(fault)
    if faults:
        raise typer.Exit(FAILED)
    typer.echo("no faults found")


@app.command()
def stats(
    paths: Corpora,
    format: Annotated[DataFormat, typer.Option("--format", "-f", help="How to print it.")] = "terminal",
) -> None:
    """Count documents, sentences, words and labels of corpora.

    \b
    Examples:
      newsgrain corpus stats labelled.jsonl
      newsgrain corpus stats train.jsonl test.jsonl --format json
    """
    from dataclasses import asdict

    from ..corpus.labelled import read_labelled
    from ..corpus.statistics import corpus_statistics
    from ..model.rendering.properties import render_properties, render_properties_json

    statistics = asdict(corpus_statistics(read_labelled(paths)))
    render = render_properties_json if format == "json" else render_properties
    typer.echo(render(statistics), nl=False)
