"""`newsgrain train` and `newsgrain evaluate`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from .choices import ReportFormat
from .failures import workers_ignore_interrupts
from .paths import check_output
from .screens import print_result

Corpora = Annotated[
    list[str], typer.Argument(metavar="CORPUS", help="Labelled corpora: JSON Lines, a document a line.")
]
Baseline = Annotated[
    str | None, typer.Option(metavar="default|fast|PATH", help="Compare with this model, sentence by sentence.")
]


def train(
    corpora: Corpora,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="MODEL", help="Folder of the new model.")],
    folds: Annotated[int, typer.Option(min=2, metavar="N", help="Folds of the grouped cross-validation.")] = 5,
    seed: Annotated[int, typer.Option(metavar="N", help="Seed; the same seed gives the same model.")] = 0,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes; 0: one a core.")] = 1,
    baseline: Baseline = None,
) -> None:
    """Train a model of your own, with reports and card.

    The folder holds the model, report.md and report.html with cross-validated
    figures, and MODEL_CARD.md.

    \b
    Examples:
      newsgrain train labelled.jsonl --output my-model
      newsgrain train labelled.jsonl --output my-model --baseline default
      newsgrain train news.jsonl columns.jsonl -o my-model --folds 10 --jobs 0
      newsgrain annotate article.txt --model my-model
    """
    from ..training import train as train_model

    with workers_ignore_interrupts(jobs):
        result = train_model(
            corpora,
            output,
            baseline=baseline,
            folds=folds,
            seed=seed,
            jobs=jobs or -1,
            progress=lambda line: typer.echo(line, err=True),
        )
    print_result(result.render("terminal"))


def evaluate(
    corpora: Corpora,
    model: Annotated[str, typer.Option("--model", "-m", metavar="default|fast|PATH", help="Which model.")] = "default",
    format: Annotated[
        ReportFormat | None,
        typer.Option("--format", "-f", help="Default: by the suffix of --output, else terminal."),
    ] = None,
    baseline: Baseline = None,
    output: Annotated[
        list[Path] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the report here (repeatable)."),
    ] = None,
) -> None:
    """Measure a model on documents it has not seen.

    \b
    Examples:
      newsgrain evaluate test.jsonl
      newsgrain evaluate test.jsonl --model my-model --baseline default
      newsgrain evaluate test.jsonl -o report.html -o report.md -o report.json
    """
    targets = [(path, _format_of(path, format)) for path in output or ()]
    for path, _ in targets:
        check_output(corpora, path, corpora=True)
    from ..model.rendering.output import replacing
    from ..training import evaluate as evaluate_model

    evaluation = evaluate_model(corpora, model, baseline=baseline)
    if not targets:
        print_result(evaluation.render(format or "terminal"), is_data=format not in (None, "terminal"))
    for path, chosen in targets:
        with replacing(path) as stream:
            stream.write(evaluation.render(chosen).encode("utf-8"))


def _format_of(path: Path, asked: ReportFormat | None) -> ReportFormat:
    """The format asked for, else the one that the file's name tells."""
    suffix = path.suffix.lower()
    if asked is None and suffix not in _BY_SUFFIX:
        known: Sequence[str] = [name for name in _BY_SUFFIX if name]
        raise typer.BadParameter(f"no report ends in {suffix!r}; expected one of: {', '.join(known)}, or give --format")
    return asked or _BY_SUFFIX[suffix]


_BY_SUFFIX: dict[str, ReportFormat] = {
    "": "terminal",
    ".txt": "terminal",
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
