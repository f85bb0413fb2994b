"""`newsgrain corpus export`: write labelled, annotated or bare documents in the formats of other tools."""

import sys
from collections.abc import Callable, Iterable
from itertools import chain, islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Literal

import typer

from .failures import Failures
from .paths import check_input_format, check_output
from .progress import progress
from .screens import stdout_stream

if TYPE_CHECKING:
    from ..corpus.exchange.proposal import Exportable

ExportFormat = Literal["label-studio", "doccano", "spacy", "csv"]

_STDOUT = Path("-")
_CONFIG_HINT = "set the Label Studio project up with the labelling configuration that --config FILE writes"


def export(
    format: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help="label-studio, doccano, spacy or csv.")],
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Corpora, articles, folders; - is standard input.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write here; the file appears when it is complete."),
    ] = None,
    model: Annotated[
        str, typer.Option("--model", "-m", metavar="default|fast|PATH", help="Which model labels what bears no labels.")
    ] = "default",
    predictions: Annotated[
        bool, typer.Option("--predictions/--no-predictions", help="Have the model label what bears no labels.")
    ] = True,
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Label Studio: write the labelling configuration here."),
    ] = None,
    input_format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help="Format of the inputs, if the suffix does not tell.")
    ] = None,
    text_field: Annotated[str | None, typer.Option(metavar="NAME", help="Field or column that holds the text.")] = None,
    id_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="Field or column that names the document.")
    ] = None,
) -> None:
    """Export to Label Studio, doccano, spaCy or CSV.

    Takes labelled corpora, what annotate and corpus suggest write as JSON Lines,
    and articles in every format that annotate reads. Labels by people stay apart
    from a model's: Label Studio gets the latter as predictions, CSV in a column of
    its own, spaCy as spans "newsgrain_predicted"; doccano knows no difference.

    label-studio and doccano come back whole by corpus import. CSV keeps the
    columns it names. Exit status 1 if some inputs failed; the others are done.

    \b
    Examples:
      newsgrain corpus export label-studio articles -o tasks.json --config ui.xml
      newsgrain corpus export label-studio labelled.jsonl --output tasks.json
      newsgrain corpus export doccano articles --model fast -o documents.jsonl
      newsgrain corpus export spacy labelled.jsonl --output labelled.spacy
      newsgrain corpus export csv articles --no-predictions > to-label.csv
    """
    check_input_format(input_format)
    output = None if output == _STDOUT else output
    _check_outputs(format, paths, output, config)
    from ..corpus.exchange.inputs import read_exportable

    failures = Failures()
    items: Iterable[Exportable] = read_exportable(
        paths, input_format=input_format, text_field=text_field, id_field=id_field, on_error=failures.report
    )
    if predictions:
        from ..model.proposals import with_proposals
        from ..model.storage import load_model

        items = with_proposals(items, load_model(model))
    written = _write(format, items, output, failures)
    if written and format == "label-studio":
        _explain_configuration(config)
    failures.exit()


def _check_outputs(format: ExportFormat, paths: list[str], output: Path | None, config: Path | None) -> None:
    if config is not None and format != "label-studio":
        raise typer.BadParameter(f"--config is for label-studio; {format} needs none")
    if format == "spacy" and output is None:
        raise typer.BadParameter("spacy is binary; name a file with --output")
    for file in (output, config):
        if file is not None:
            check_output(paths, file)
    if output is not None and config is not None and output.resolve() == config.resolve():
        raise typer.BadParameter(f"{output} cannot be both --output and --config; choose two names")


def _write(format: ExportFormat, items: Iterable["Exportable"], output: Path | None, failures: Failures) -> bool:
    """Write to the file or to standard output; nothing at all, and give `False`, if every input failed."""
    from ..model.rendering.output import replacing

    rest = iter(progress(items))
    first = list(islice(rest, 1))
    if not first and failures.count:
        return False
    write = _writer(format)
    if output is None:
        write(chain(first, rest), stdout_stream())
        sys.stdout.buffer.flush()
    else:
        with replacing(output) as stream:
            write(chain(first, rest), stream)
    return True


def _writer(format: ExportFormat) -> Callable[[Iterable["Exportable"], IO[bytes]], None]:
    if format == "label-studio":
        from ..corpus.exchange.label_studio_tasks import write_label_studio

        return write_label_studio
    if format == "doccano":
        from ..corpus.exchange.doccano import write_doccano

        return write_doccano
    if format == "spacy":
        from ..corpus.exchange.spacy_docs import write_spacy

        return write_spacy
    from ..corpus.exchange.sentence_table import write_sentence_table

    return write_sentence_table


def _explain_configuration(config: Path | None) -> None:
    from ..corpus.exchange.label_studio_tasks import LABELING_CONFIGURATION
    from ..model.rendering.output import replacing

    if config is None:
        typer.echo(f"newsgrain: {_CONFIG_HINT}", err=True)
        return
    with replacing(config) as stream:
        stream.write(LABELING_CONFIGURATION.encode("utf-8"))
