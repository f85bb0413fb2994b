"""`newsgrain train` and `newsgrain evaluate`."""

from pathlib import Path
from typing import Annotated

import typer

from .choices import ReportFormat
from .failures import workers_ignore_interrupts

Corpora = Annotated[
    list[str], typer.Argument(metavar="CORPUS", help="Labelled corpora: JSON Lines, a document a line.")
]


def train(
    corpora: Corpora,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="MODEL", help="Folder of the new model.")],
    folds: Annotated[int, typer.Option(min=2, metavar="N", help="Folds of the grouped cross-validation.")] = 5,
    seed: Annotated[int, typer.Option(metavar="N", help="Seed; the same seed gives the same model.")] = 0,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes; 0: one a core.")] = 1,
) -> None:
    """Train a model of your own, with report and card.

    \b
    Examples:
      newsgrain train labelled.jsonl --output my-model
      newsgrain train news.jsonl columns.jsonl -o my-model --folds 10 --jobs 0
      newsgrain annotate article.txt --model my-model
    """
    from ..training import train as train_model

    with workers_ignore_interrupts(jobs):
        result = train_model(
            corpora,
            output,
            folds=folds,
            seed=seed,
            jobs=jobs or -1,
            progress=lambda line: typer.echo(line, err=True),
        )
    typer.echo(result.render("terminal"), nl=False)


def evaluate(
    corpora: Corpora,
    model: Annotated[str, typer.Option("--model", "-m", metavar="default|fast|PATH", help="Which model.")] = "default",
    format: Annotated[
        ReportFormat | None,
        typer.Option("--format", "-f", help="Default: by the suffix of --output, else terminal."),
    ] = None,
    baseline: Annotated[str | None, typer.Option(metavar="MODEL", help="A second model to compare with.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report here.")
    ] = None,
) -> None:
    """Measure a model on documents it has not seen.

    \b
    Examples:
      newsgrain evaluate test.jsonl
      newsgrain evaluate test.jsonl --model my-model --baseline default
      newsgrain evaluate test.jsonl --output report.html
    """
    from ..model.rendering.output import replacing
    from ..training import evaluate as evaluate_model

    chosen = format or (_BY_SUFFIX.get(output.suffix.lower()) if output else None) or "terminal"
    report = evaluate_model(corpora, model, baseline=baseline).render(chosen)
    if output is None:
        typer.echo(report, nl=False)
        return
    with replacing(output) as stream:
        stream.write(report.encode("utf-8"))


_BY_SUFFIX: dict[str, ReportFormat] = {
    ".json": "json",
    ".md": "markdown",
    ".html": "html",
    ".htm": "html",
}
