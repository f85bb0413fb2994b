"""`newsgrain corpus split`: train, dev and test by document."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..corpus.label import LABELS
from ..model.rendering.legend import counted
from .progress import progress

if TYPE_CHECKING:
    from ..corpus.splitting import Split


def split(
    corpora: Annotated[list[str], typer.Argument(metavar="CORPUS", help="Corpora: JSON Lines, a document a line.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Folder of the new files.")],
    dev: Annotated[float, typer.Option(min=0.0, max=1.0, metavar="SHARE", help="Share of dev.jsonl; 0: none.")] = 0.1,
    test: Annotated[float, typer.Option(min=0.0, max=1.0, metavar="SHARE", help="Share of test.jsonl; 0: none.")] = 0.1,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="The same seed gives the same split.")] = 0,
    force: Annotated[bool, typer.Option("--force", help="Replace a split that is there already.")] = False,
) -> None:
    """Split corpora by document into train, dev and test.

    Writes train.jsonl, dev.jsonl and test.jsonl; train gets what the others
    leave. The sides resemble each other in labels, genres and sources.
    Documents that share a long sentence, most of their text or an id
    stay on one side.

    \b
    Examples:
      newsgrain corpus split labelled.jsonl --output parts
      newsgrain corpus split news.jsonl columns.jsonl -o parts --test 0.15
      newsgrain corpus split labelled.jsonl -o parts --dev 0 --test 0.2 --seed 7
    """
    if dev + test >= 1:
        raise typer.BadParameter(
            f"--dev {dev} and --test {test} leave nothing for train; together they must be below 1"
        )
    if output.exists() and not output.is_dir():
        raise typer.BadParameter(f"{output} is a file; name a folder")
    from ..corpus.labelled import read_labelled
    from ..corpus.splitting import split_corpus, write_split

    _refuse_inputs(corpora, output)
    found = split_corpus(list(progress(read_labelled(corpora))), dev=dev, test=test, seed=seed)
    write_split(found, output, force=force)
    _report(found)


def _refuse_inputs(corpora: list[str], output: Path) -> None:
    from ..corpus.splitting import SIDES

    inputs = [path.resolve() for path in map(Path, corpora)]
    for name in SIDES:
        target = (output / f"{name}.jsonl").resolve()
        if target.exists() and any(path == target or path in target.parents for path in inputs):
            raise typer.BadParameter(f"{target} is also an input, which would be lost; choose another folder")


def _report(split: "Split") -> None:
    typer.echo(f"{'':6}{'documents':>11}{'sentences':>11}" + "".join(f"{label:>11}" for label in LABELS), err=True)
    for name, side in split.to_dict().items():
        shares = "".join(f"{side[label]:>11.1%}" for label in LABELS)
        typer.echo(f"{name:<6}{side['documents']:>11,}{side['sentences']:>11,}{shares}", err=True)
    if split.tied:
        typer.echo(
            f"{counted(sum(split.tied), 'document')} share text or an id with others; kept together in "
            f"{counted(len(split.tied), 'group')}, the largest of {split.tied[0]}",
            err=True,
        )
