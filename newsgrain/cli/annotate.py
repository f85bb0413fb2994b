"""`newsgrain annotate`: read documents, label their sentences, write them in the format asked for."""

import sys
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..model.rendering.legend import SHOWN_LABELS
from ..model.rendering.output import SUFFIXES, Format, View, replacing, write_documents
from .choices import LabelChoice
from .failures import Failures
from .languages import warn_of_languages
from .paths import check_input_format, check_output, named_inputs
from .progress import progress
from .scheduling import annotate_on_cluster, check_scheduler, partition_options
from .screens import chosen_format, stdout_colors, stdout_encoding, stdout_stream, stdout_width

if TYPE_CHECKING:
    from ..model.annotated import AnnotatedDocument
    from ..model.model import Model
    from ..model.rendering.resumable import ResumableOutput


def annotate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|-", help="Files or folders; - is standard input."),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="Default: by the suffix of --output, else terminal."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here; the file appears when it is complete."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes; 0: one a core.")] = 1,
    model: Annotated[str, typer.Option("--model", "-m", metavar="default|fast|PATH", help="Which model.")] = "default",
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, metavar="P", help="Verdicts below it become uncertain.")
    ] = 0.0,
    keep: Annotated[
        list[LabelChoice] | None,
        typer.Option("--keep", "-k", metavar="LABEL", help=f"Strip to {', '.join(SHOWN_LABELS)} (repeatable)."),
    ] = None,
    input_format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help="Format of the inputs, if the suffix does not tell.")
    ] = None,
    text_field: Annotated[str | None, typer.Option(metavar="NAME", help="Field or column that holds the text.")] = None,
    id_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="Field or column that names the document.")
    ] = None,
    reasons: Annotated[
        bool, typer.Option("--reasons/--no-reasons", help="Find the reasons; without them it is faster.")
    ] = True,
    explain: Annotated[bool, typer.Option("--explain", help="Terminal: show the reasons.")] = False,
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="List what failed here, too: JSON Lines, a failure a line.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="JSON Lines: go on where an earlier run with this --output was cut off.")
    ] = False,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS|local", help="Annotate Parquet on a Dask cluster, into the folder --output."),
    ] = None,
) -> None:
    """Label every sentence as reporting, opinion or padding.

    Exit status: 0 done; 1 some inputs failed, each named on standard error and
    the others done; 2 wrong usage.

    In CSV, a cell that a spreadsheet would run as a formula gets an apostrophe
    in front; Parquet and JSON Lines keep every text as it is.

    \b
    Examples:
      newsgrain annotate article.txt
      newsgrain annotate article.html --explain | less
      newsgrain annotate archive/*.txt -o archive.jsonl --jobs 4
      newsgrain annotate huge.jsonl -o labelled.jsonl --resume
      newsgrain annotate news.csv --text-field body --id-field url -o news.parquet
      newsgrain annotate archive/ -o archive.jsonl --errors failed.jsonl
      newsgrain annotate column.md --keep opinion --min-confidence 0.7
      curl -s https://example.org/story | newsgrain annotate - -o story.html
      newsgrain annotate 'archive/*.parquet' --scheduler local -j 4 -o labelled/
    """
    check_input_format(input_format)
    inputs = named_inputs(paths)
    if scheduler is not None:
        if resume:
            raise typer.BadParameter("--scheduler always goes on where a run was cut off; leave out --resume")
        folder = _folder_of_results(inputs, output, format, input_format, explain)
        check_scheduler(scheduler, jobs)
        _check_errors(inputs, None, errors)
        options = partition_options(text_field, id_field, model, min_confidence, reasons, keep or [])
        annotate_on_cluster(scheduler, inputs, folder, jobs, options, errors)
        return
    file = None if output is None else Path(output)
    chosen = chosen_format(format, file, SUFFIXES, "terminal")
    _check_output(inputs, file, chosen)
    if resume and (file is None or chosen != "jsonl" or "-" in inputs):
        raise typer.BadParameter("--resume goes on with JSON Lines from files; name a .jsonl file with --output")
    _check_errors(inputs, file, errors)
    from ..corpus.reading import read_documents
    from ..model.storage import load_model

    failures = Failures()
    documents = read_documents(
        inputs,
        input_format=input_format,
        text_field=text_field,
        id_field=id_field,
        on_error=failures.report,
        on_duplicate=failures.warn,
    )
    found = load_model(model)
    wanted = reasons and (explain or chosen not in ("terminal", "markdown"))  # the others show them
    view = _view(keep, explain, file)
    part = None
    if resume and file is not None:
        part = _resumed(file, found, min_confidence, view, reasons=wanted)
        documents = part.remaining(documents)
    annotated = found.annotate_many(documents, jobs=jobs or -1, min_confidence=min_confidence, reasons=wanted)
    annotated = warn_of_languages(annotated, lambda document: document)
    with failures.listed(errors):
        if part is not None:
            part.write(progress(annotated, wanted=True), keep=view.keep)
        else:
            _write(annotated, file, chosen, view, failures)
    failures.exit()


def _resumed(file: Path, model: "Model", min_confidence: float, view: View, *, reasons: bool) -> "ResumableOutput":
    from ..model.rendering.resumable import ResumableOutput

    settings = {
        "arrays": model.manifest.arrays_sha256,
        "encoder": model.manifest.encoder_sha256,
        "keep": sorted(view.keep or ()),
        "min_confidence": min_confidence,
        "reasons": reasons,
    }
    return ResumableOutput(file, settings)


def _folder_of_results(
    inputs: Sequence[str], output: str | None, format: Format | None, input_format: str | None, explain: bool
) -> str:
    """Refuse what a cluster does not do; the folder to write to."""
    if output is None:
        raise typer.BadParameter("--scheduler writes a file for each partition; name a folder with --output")
    for option, value in (("--format", format), ("--input-format", input_format)):
        if value not in (None, "parquet"):
            raise typer.BadParameter(f"--scheduler reads and writes Parquet alone; leave out {option} {value}")
    if explain:
        raise typer.BadParameter("--scheduler writes Parquet, which has the reasons in a column; leave out --explain")
    if "-" in inputs:
        raise typer.BadParameter("--scheduler reads files, folders and patterns; - is none")
    if Path(output).is_file():
        raise typer.BadParameter(f"{output} is a file; --scheduler writes a file for each partition, to a folder")
    return output


def _check_output(inputs: Sequence[str], output: Path | None, format: Format) -> None:
    """Refuse early what would fail or do harm at the end."""
    if output is not None:
        check_output(inputs, output)
    elif format == "parquet" and sys.stdout.isatty():
        raise typer.BadParameter("parquet is binary; name a file with --output or redirect to one")


def _check_errors(inputs: Sequence[str], output: Path | None, errors: Path | None) -> None:
    if errors is None:
        return
    check_output(inputs, errors)
    if output is not None and errors.resolve() == output.resolve():
        raise typer.BadParameter(f"{errors} is also the output; give --errors a file of its own")


def _view(keep: Sequence[LabelChoice] | None, explain: bool, output: Path | None) -> View:
    labels = frozenset(keep) if keep else None
    if output is not None:
        return View(keep=labels, explain=explain)
    return View(labels, explain, stdout_width(), stdout_colors(), stdout_encoding())


def _write(
    annotated: Iterable["AnnotatedDocument"],
    output: Path | None,
    format: Format,
    view: View,
    failures: Failures,
) -> None:
    """Write to the file or to standard output; nothing at all if every input failed."""
    shown = format == "terminal" and output is None and sys.stdout.isatty()
    documents = iter(progress(annotated, wanted=not shown))
    first = list(islice(documents, 1))
    if not first and failures.count:
        return
    everything = chain(first, documents)
    if output is None:
        stream = stdout_stream() if format in ("csv", "jsonl") else sys.stdout.buffer  # the others write no such text
        write_documents(everything, stream, format, view)
        sys.stdout.buffer.flush()
    else:
        with replacing(output) as stream:
            write_documents(everything, stream, format, view)
