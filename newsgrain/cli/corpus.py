"""`newsgrain corpus`: check a labelled corpus and count what it holds."""

from typing import Annotated

import typer

from ..model.rendering.legend import counted
from . import corpus_agreement, corpus_split, corpus_suggest
from .choices import DataFormat

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check and describe labelled corpora.")

Corpora = Annotated[list[str], typer.Argument(metavar="PATH", help="Corpora: JSON Lines, a document a line.")]


@app.command()
def check(paths: Corpora) -> None:
    """Check that corpora keep their format; name each fault with its line.

    Exit status 1 if there are errors; warnings alone do not count.

    \b
    Examples:
      newsgrain corpus check labelled.jsonl
      newsgrain corpus check train.jsonl test.jsonl && echo fine
    """
    from ..corpus.check import check_corpus
    from ..model.rendering.visible import visible_line
    from .failures import FAILED

    found = {"error": 0, "warning": 0}
    for finding in check_corpus(paths):
        found[finding.severity] += 1
        typer.echo(visible_line(str(finding)))
    typer.echo(f"{counted(found['error'], 'error')}, {counted(found['warning'], 'warning')}", err=True)
    if found["error"]:
        raise typer.Exit(FAILED)


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
    from ..corpus.labelled import read_labelled
    from ..corpus.statistics import corpus_statistics
    from ..model.rendering.properties import render_properties, render_properties_json

    statistics = corpus_statistics(read_labelled(paths)).to_dict()
    render = render_properties_json if format == "json" else render_properties
    typer.echo(render(statistics), nl=False)


app.command("agreement")(corpus_agreement.agreement)
app.command("split")(corpus_split.split)
app.command("suggest")(corpus_suggest.suggest)
