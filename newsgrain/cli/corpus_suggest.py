"""`newsgrain corpus suggest`: which unlabelled documents to label next."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..model.rendering.legend import counted
from .failures import Failures
from .paths import check_input_format, check_output, named_inputs
from .progress import progress
from .screens import stdout_stream

if TYPE_CHECKING:
    from ..training.suggestion import Suggestions


def suggest(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="ARTICLES", help="Files or folders; - is standard input.")
    ] = None,
    count: Annotated[int, typer.Option("--count", "-n", min=1, metavar="N", help="Documents to suggest.")] = 20,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="JSON Lines to write.")] = None,
    skip: Annotated[
        list[str] | None,
        typer.Option(metavar="LABELLED", help="A corpus whose documents are labelled already (repeatable)."),
    ] = None,
    model: Annotated[str, typer.Option("--model", "-m", metavar="default|fast|PATH", help="Which model.")] = "default",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes; 0: one a core.")] = 1,
    input_format: Annotated[
        str | None, typer.Option(metavar="FORMAT", help="Format of the inputs, if the suffix does not tell.")
    ] = None,
    text_field: Annotated[str | None, typer.Option(metavar="NAME", help="Field or column that holds the text.")] = None,
    id_field: Annotated[
        str | None, typer.Option(metavar="NAME", help="Field or column that names the document.")
    ] = None,
) -> None:
    """Choose the articles that are most worth labelling next.

    Those are articles whose sentences the model is unsure of, that differ from
    each other, and that are worth it for their length. They are written as
    annotated JSON Lines, best first; "suggested" holds a score and the
    sentences to look at first. The labels in it are the model's: correct them
    in an annotation tool before training on them.

    \b
    Examples:
      newsgrain corpus suggest archive/ --count 20 --output to-label.jsonl
      newsgrain corpus suggest news.csv --text-field body -n 50 -o to-label.jsonl
      newsgrain corpus suggest archive/ --skip labelled.jsonl --model my-model
    """
    check_input_format(input_format)
    inputs = named_inputs(paths)
    if output is not None:
        check_output([*inputs, *(skip or [])], output)
    from ..corpus.json_records import json_line
    from ..corpus.labelled import read_labelled
    from ..corpus.reading import read_documents
    from ..model.rendering.output import replacing
    from ..model.storage import load_model
    from ..training.suggestion import suggest as suggest_documents

    failures = Failures()
    documents = read_documents(
        inputs, input_format=input_format, text_field=text_field, id_field=id_field, on_error=failures.report
    )
    labelled = [document.document for document in read_labelled(skip)] if skip else []
    result = suggest_documents(progress(documents), load_model(model), count, skip=labelled, jobs=jobs or -1)
    _report(result, count)
    lines = b"".join(json_line(suggestion.to_dict()) for suggestion in result.found)
    if output is None:
        stdout_stream().write(lines)
        sys.stdout.buffer.flush()
    elif lines:
        with replacing(output) as stream:
            stream.write(lines)
    failures.exit()


def _report(result: "Suggestions", count: int) -> None:
    sentences = sum(len(suggestion.document.sentences) for suggestion in result.found)
    left_out = {
        "labelled already": result.labelled,
        "with the text of an earlier one": result.repeated,
        "without words": result.empty,
        "much like a better or labelled one": result.alike,
    }
    for reason, number in left_out.items():
        if number:
            typer.echo(f"{counted(number, 'document')} {reason}, left out", err=True)
    short = f" ({count:,} were asked for)" if len(result.found) < count else ""
    typer.echo(
        f"{len(result.found):,} of {counted(result.documents, 'document')} suggested{short}: "
        f"{counted(sentences, 'sentence')} to label",
        err=True,
    )
