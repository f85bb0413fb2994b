"""`newsgrain model`: what a model is, and whether its files are whole."""

from typing import Annotated

import typer

from .choices import DataFormat
from .screens import print_result

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Show and verify models.")

ModelArgument = Annotated[str, typer.Argument(metavar="MODEL", help="default, fast or a path.")]


@app.command()
def show(
    model: ModelArgument = "default",
    format: Annotated[DataFormat, typer.Option("--format", "-f", help="How to print it.")] = "terminal",
) -> None:
    """Print a model's manifest: versions, training data, metrics, licence.

    \b
    Examples:
      newsgrain model show
      newsgrain model show fast
      newsgrain model show my-model --format json
    """
    from ..model.rendering.properties import render_properties, render_properties_json
    from ..model.storage import load_model

    manifest = load_model(model).manifest.to_dict()
    render = render_properties_json if format == "json" else render_properties
    print_result(render(manifest), is_data=format == "json")


@app.command()
def verify(model: ModelArgument = "default") -> None:
    """Check a model's files against the hashes in its manifest.

    Exit status 1 and one line on standard error if something is amiss.

    \b
    Examples:
      newsgrain model verify
      newsgrain model verify my-model
    """
    from ..model.rendering.visible import visible_line
    from ..model.storage import load_model

    manifest = load_model(model).manifest  # loading compares the hashes
    named = visible_line(f"{manifest.name} {manifest.version}")
    typer.echo(f"{named}: whole, arrays sha256 {manifest.arrays_sha256}")
