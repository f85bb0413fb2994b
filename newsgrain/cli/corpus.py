"""`newsgrain corpus`: what is done with labelled corpora."""

from typing import Annotated

import typer

from . import (
    corpus_agreement,
    corpus_check,
    corpus_export,
    corpus_import,
    corpus_split,
    corpus_suggest,
)
from .choices import DataFormat
from .corpus_check import Corpora
from .screens import print_result

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check, measure and exchange labelled corpora.")


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
    print_result(render(statistics), is_data=format == "json")


app.command("agreement")(corpus_agreement.agreement)
app.command("check")(corpus_check.check)
app.command("export")(corpus_export.export)
app.command("import")(corpus_import.import_)
app.command("split")(corpus_split.split)
app.command("suggest")(corpus_suggest.suggest)
