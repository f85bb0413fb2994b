"""`newsgrain corpus import`: read the labelled text of others into the labelled format."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from .failures import FAILED, complain
from .paths import check_output
from .progress import progress

if TYPE_CHECKING:
    from ..corpus.exchange.import_log import ImportLog
    from ..corpus.labelled_document import LabelledDocument

_COLUMN_OPTIONS = ("text", "label", "document", "source", "map")


def import_(
    format: Annotated[
        str,
        typer.Argument(metavar="FORMAT", help="A corpus, label-studio, doccano, or columns of any table; see below."),
    ],
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files or folders of that format.")],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Write JSON Lines here; they appear when complete."),
    ],
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave bad rows out; they are listed.")] = False,
    mixed: Annotated[
        Literal["drop", "opinion"] | None,
        typer.Option(help="babe, mbic: sentences both factual and opinionated (default: drop)."),
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="newsmix: also documents with some sentences missing.")
    ] = False,
    annotator: Annotated[
        str | None, typer.Option(metavar="WHO", help="label-studio: this one's labels, by number or address.")
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="NAME", help="columns: the sentence (default: text).")] = None,
    label: Annotated[str | None, typer.Option(metavar="NAME", help="columns: its label (default: label).")] = None,
    document: Annotated[
        str | None, typer.Option(metavar="NAME", help="columns: the document's id; else a row is a document.")
    ] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="columns: where the document is from.")] = None,
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="THEIRS=OURS", help="columns: what a label is called here; nothing leaves it out."),
    ] = None,
) -> None:
    """Import labelled text of other corpora and tools.

    Formats: newssd, checkthat, babe, mbic, newsdiscourse, newsmix, label-studio,
    doccano, and columns for any table. What has no place in the labelled
    format is left out and counted on standard error. Exit status 1 if bad rows were skipped.

    \b
    Examples:
      newsgrain corpus import label-studio export.json --output labelled.jsonl
      newsgrain corpus import babe sg2.csv --mixed opinion -o babe.jsonl
      newsgrain corpus import columns votes.csv --text body --label class \\
        --map fact=reporting --map view=opinion --map other= -o votes.jsonl
      newsgrain corpus import newsmix labeled_dataset.xlsx Discourse_Profiling \\
        xsum_gpt-4.raw_data.json -o newsmix.jsonl
    """
    given = {"mixed": mixed, "partial": partial or None, "annotator": annotator} | {
        "text": text, "label": label, "document": document, "source": source, "map": map or None,
    }  # fmt: skip
    from ..corpus.exchange.import_log import ImportLog
    from ..corpus.exchange.importers import IMPORTERS
    from ..corpus.labelled import write_labelled

    if format not in IMPORTERS:
        raise typer.BadParameter(f"unknown format {format!r}; expected one of: {', '.join(IMPORTERS)}")
    check_output([str(path) for path in paths], output)
    importer = IMPORTERS[format]
    options = _options(format, importer.options, {name: value for name, value in given.items() if value is not None})
    log = ImportLog(skip_bad=skip_bad)
    counts: Counter[str] = Counter()
    documents = _nonempty(_counted(importer.read(paths, log, **options), counts), log)
    write_labelled(progress(documents), output)
    _summarise(counts, log, output)
    if log.bad:
        raise typer.Exit(FAILED)


def _options(format: str, allowed: tuple[str, ...], given: dict[str, Any]) -> dict[str, Any]:
    """The importer's options out of those given; wrong usage if some are another format's."""
    names = allowed if format != "columns" else _COLUMN_OPTIONS
    for name in given:
        if name not in names:
            raise typer.BadParameter(f"--{name} does not go with {format}")
    if format != "columns":
        return given
    from ..corpus.exchange.columns import ColumnMapping

    labels = {}
    for pair in given.pop("map", []):
        theirs, sign, ours = pair.rpartition("=")
        if not sign or not theirs:
            raise typer.BadParameter(f"expected --map THEIRS=OURS; received {pair!r}")
        labels[theirs] = ours
    try:
        return {"columns": ColumnMapping(**given, labels=labels)}
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _counted(documents: Iterable["LabelledDocument"], counts: Counter[str]) -> Iterator["LabelledDocument"]:
    for document in documents:
        counts["documents"] += 1
        counts.update(document.labels)
        yield document


def _nonempty(documents: Iterable["LabelledDocument"], log: "ImportLog") -> Iterator["LabelledDocument"]:
    """The documents; an error if there is none, so that no empty corpus is written."""
    from ..corpus.errors import NewsgrainError

    empty = True
    for document in documents:
        empty = False
        yield document
    if empty:
        reasons = [f"{count:,} {reason}" for reason, count in log.dropped.items()]
        reasons += [str(error) for error in log.bad[:3]]
        raise NewsgrainError(f"nothing to import; left out: {'; '.join(reasons) or 'nothing was found'}")


def _summarise(counts: Counter[str], log: "ImportLog", output: Path) -> None:
    from ..corpus.label import LABELS

    for error in log.bad:
        complain(error)
    sentences = sum(counts[name] for name in LABELS)
    labels = ", ".join(f"{counts[name]:,} {name}" for name in LABELS)
    typer.echo(f"{counts['documents']:,} documents, {sentences:,} sentences ({labels}): {output}", err=True)
    for reason, count in log.dropped.items():
        typer.echo(f"left out: {count:,} {reason}", err=True)
    if log.bad:
        typer.echo(f"skipped: {len(log.bad):,} bad rows, listed above", err=True)
