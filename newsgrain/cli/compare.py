"""`newsgrain compare`: documents or groups of them side by side, and an article before and after editing."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..model.rendering.comparison import COMPARISON_SUFFIXES, ComparisonFormat
from ..model.rendering.legend import counted
from ..model.rendering.output import View, replacing
from .failures import Failures
from .languages import warn_of_languages
from .paths import check_input_format, check_output, named_inputs
from .progress import progress
from .screens import chosen_format, print_result, stdout_colors, stdout_encoding, stdout_width

if TYPE_CHECKING:
    from ..model.comparison import Comparison


def compare(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|-", help="Documents, folders, files of records; - is standard input."),
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="COLUMN", help="Group the records by this column or field.")] = None,
    edited: Annotated[
        bool | None,
        typer.Option(
            "--edited/--not-edited",
            help="Two documents: the second is an edited version of the first. Default: if they share enough.",
        ),
    ] = None,
    format: Annotated[
        ComparisonFormat | None,
        typer.Option("--format", "-f", help="Default: by the suffix of --output, else terminal."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here; the file appears when it is complete."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes; 0: one a core.")] = 1,
    model: Annotated[str, typer.Option("--model", "-m", metavar="default|fast|PATH", help="Which model.")] = "default",
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, metavar="P", help="Verdicts below it become uncertain.")
    ] = 0.0,
    input_format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help="Format of the inputs, if the suffix does not tell.")
    ] = None,
    text_field: Annotated[str | None, typer.Option(metavar="NAME", help="Field or column that holds the text.")] = None,
    id_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="Field or column that names the document.")
    ] = None,
) -> None:
    """Show documents, or groups of them, side by side.

    Each PATH is one side: a document, or a group (a folder, a file of records,
    a quoted pattern). A single PATH is opened: what lies in the folder, or the
    records of the file, are the sides. With --by the values of a column are.

    Shares of words come with 95 % intervals over documents, for a single
    document over its sentences. Each side shows the surest and longest
    sentences of the labels of which it has more; of two versions of an article
    every sentence is shown as kept, changed, moved, cut or added.

    CSV holds a row a side; with --edited, a row a sentence. JSON holds it all.

    Exit status: 0 done; 1 some inputs failed, each named on standard error and
    the others done; 2 wrong usage.

    \b
    Examples:
      newsgrain compare draft.txt final.txt
      newsgrain compare draft.txt final.txt --edited -o edits.csv
      newsgrain compare archive/daily archive/weekly -o papers.html
      newsgrain compare news.csv --by outlet --text-field body --jobs 4
    """
    check_input_format(input_format)
    inputs = named_inputs(paths)
    chosen = chosen_format(format, output, COMPARISON_SUFFIXES, "terminal")
    if output is not None:
        check_output(inputs, output)
    if edited and by is not None:
        raise typer.BadParameter("--edited is for two documents, --by for groups of them; leave one of them out")
    from ..corpus.errors import ComparisonError
    from ..corpus.grouping import read_groups
    from ..model.comparison import annotate_groups
    from ..model.comparison import compare as compare_sides
    from ..model.storage import load_model

    failures = Failures()
    missing: list[str | None] = []
    groups = read_groups(
        inputs,
        by=by,
        input_format=input_format,
        text_field=text_field,
        id_field=id_field,
        on_error=failures.report,
        on_missing=lambda document: missing.append(document.id),
    )
    annotated = annotate_groups(load_model(model), groups, jobs=jobs or -1, min_confidence=min_confidence)
    try:
        found = compare_sides(progress(warn_of_languages(annotated, lambda named: named[1])))
    except ComparisonError as error:
        if failures.count:  # with those inputs there would have been more
            raise
        raise typer.BadParameter(str(error)) from error
    if missing:
        typer.echo(f"{counted(len(missing), 'document')} without a value in {by!r}, left out", err=True)
    if edited and found.revision is None:
        raise typer.BadParameter("--edited needs two sides of a single document each; leave it out")
    _write(found, chosen, output, edited)
    failures.exit()


def _write(found: "Comparison", format: ComparisonFormat, output: Path | None, edited: bool | None) -> None:
    from ..model.rendering.comparison import render_comparison

    view = View() if output else View(width=stdout_width(), color=stdout_colors(), encoding=stdout_encoding())
    text = render_comparison(found, format, view, edited=edited)
    if output is None:
        print_result(text, is_data=format != "terminal")
    else:
        with replacing(output) as stream:
            stream.write(text.encode("utf-8", "replace"))
