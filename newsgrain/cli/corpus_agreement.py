"""`newsgrain corpus agreement`: how far annotators agree."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..model.rendering.legend import counted
from .choices import DataFormat
from .screens import print_result

if TYPE_CHECKING:
    from ..corpus.agreement import Agreement


def agreement(
    corpora: Annotated[
        list[str], typer.Argument(metavar="CORPUS", help="A corpus for each annotator; or one labelled twice.")
    ],
    format: Annotated[DataFormat, typer.Option("--format", "-f", help="How to print it.")] = "terminal",
) -> None:
    """Measure how far annotators agree.

    Give one corpus for each annotator, with the same documents in them. Or
    give a single corpus that was labelled twice: its contested sentences carry
    author_label and second_label, its documents "second_pass": true.

    Shown are Krippendorff's alpha, Fleiss' kappa, Cohen's kappa and F1 for each
    pair of annotators, each with its 95 % interval over documents.

    \b
    Examples:
      newsgrain corpus agreement anna.jsonl ben.jsonl
      newsgrain corpus agreement anna.jsonl ben.jsonl carla.jsonl --format json
      newsgrain corpus agreement labelled-twice.jsonl
    """
    from ..corpus.agreement import measure_agreement
    from ..corpus.annotations import match_annotations, second_pass_annotations
    from ..model.rendering.agreement import render_agreement
    from ..model.rendering.properties import render_properties_json

    annotations = second_pass_annotations(corpora) if len(corpora) == 1 else match_annotations(corpora)
    found = measure_agreement(annotations)
    _tell_what_is_missing(found)
    is_data = format == "json"
    print_result(render_properties_json(found.to_dict()) if is_data else render_agreement(found), is_data=is_data)


def _tell_what_is_missing(found: "Agreement") -> None:
    from ..model.rendering.visible import visible_line

    if found.left_out:
        typer.echo(f"{counted(found.left_out, 'document')} labelled once only, not counted", err=True)
    for name, missing in found.missing.items():
        if missing:
            typer.echo(f"{visible_line(name)}: no label for {counted(missing, 'sentence')} of the others", err=True)
    alone = found.sentences - found.compared
    if alone:
        typer.echo(f"{counted(alone, 'sentence')} labelled by one annotator only, not compared", err=True)
