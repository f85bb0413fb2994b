"""The application: its commands, `--version`, and what becomes of errors, interrupts and closed pipes."""

from typing import Annotated

import typer

from . import annotate, compare, corpus, model, train
from .failures import QuietGroup

app = typer.Typer(
    cls=QuietGroup,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help starts in half the time and reads the same in a pipe
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"newsgrain {version('newsgrain')}")
        raise typer.Exit


@app.callback()
def newsgrain(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Tell reporting, opinion and padding apart in news, sentence by sentence.

    Results go to standard output, logs and progress to standard error.

    \b
    Examples:
      newsgrain annotate article.txt
      newsgrain annotate archive/ --output archive.parquet --jobs 4
      newsgrain annotate --help
    """


app.command("annotate")(annotate.annotate)
app.command("compare")(compare.compare)
app.command("train")(train.train)
app.command("evaluate")(train.evaluate)
app.add_typer(model.app, name="model")
app.add_typer(corpus.app, name="corpus")
