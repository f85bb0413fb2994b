"""`newsgrain corpus check`."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from ..corpus.finding import LONGER_THAN
from ..model.rendering.legend import counted
from .choices import DataFormat
from .failures import FAILED, workers_ignore_interrupts
from .progress import progress
from .screens import print_result

if TYPE_CHECKING:
    from ..corpus.finding import Finding

Corpora = Annotated[list[str], typer.Argument(metavar="PATH", help="Corpora: JSON Lines, a document a line.")]

SUSPICIOUS_SHOWN = 50
"""Suspicious labels that are listed unless more are asked for: about an hour's reading."""


def check(
    paths: Corpora,
    against: Annotated[
        str | None, typer.Option(metavar="CORPUS", help="Find what stands in this other corpus, too.")
    ] = None,
    suspicious: Annotated[
        bool, typer.Option("--suspicious", help="List labels that a model trained without the document denies.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help=f"With --suspicious: list so many.  [default: {SUSPICIOUS_SHOWN}]"),
    ] = None,
    folds: Annotated[int, typer.Option(min=2, metavar="N", help="With --suspicious: folds by document.")] = 5,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=0, metavar="N", help="With --suspicious: processes; 0: one a core.")
    ] = 1,
    longer_than: Annotated[
        int, typer.Option(min=0, metavar="N", help="Compare sentences of more characters; 0: all.")
    ] = LONGER_THAN,
    format: Annotated[DataFormat, typer.Option("--format", "-f", help="How to print it.")] = "terminal",
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count for the exit status.")] = False,
) -> None:
    """Check corpora; name each fault with its file and line.

    Errors: lines that break the format, ids that occur twice, spans that do not
    fit the text, files that differ from the folder's SHA256SUMS. Warnings:
    damaged characters; sentences that stand in two documents, are nearly the
    same, or share their skeleton (are the same without names, numbers and a few
    content words). Exit status 1 if there are errors; warnings alone do not
    count.

    \b
    Examples:
      newsgrain corpus check labelled.jsonl
      newsgrain corpus check train.jsonl test.jsonl && echo fine
      newsgrain corpus check test.jsonl --against train.jsonl --format json
      newsgrain corpus check labelled.jsonl --suspicious --limit 100
      newsgrain corpus check labelled.jsonl --longer-than 0 --strict
    """
    from ..corpus.check import check_corpus
    from ..model.rendering.findings import render_findings

    if limit is not None and not suspicious:
        raise typer.BadParameter("works with --suspicious only", param_hint="--limit")
    findings = check_corpus(paths, against=against, longer_than=longer_than, watch=progress)
    if suspicious:
        findings = chain(findings, _suspicious(paths, limit or SUSPICIOUS_SHOWN, folds, jobs))
    found: Counter[str] = Counter()
    for text in render_findings(findings, format, found):
        print_result(text, is_data=format == "json")
    typer.echo(f"{counted(found['error'], 'error')}, {counted(found['warning'], 'warning')}", err=True)
    if found["error"] or (strict and found["warning"]):
        raise typer.Exit(FAILED)


def _suspicious(paths: list[str], limit: int, folds: int, jobs: int) -> "Iterator[Finding]":
    from ..training.suspicion import suspicious_labels

    def tell(line: str) -> None:
        typer.echo(line, err=True)

    with workers_ignore_interrupts(jobs or -1):
        labels = suspicious_labels(paths, folds=folds, jobs=jobs or -1, progress=tell)
    for label in labels[:limit]:
        yield label.finding()
    if len(labels) > limit:
        tell(f"{limit:,} of {counted(len(labels), 'suspicious label')} listed; --limit N lists more")
