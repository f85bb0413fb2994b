"""The command line of the benchmark."""

from __future__ import annotations

import shlex
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from ...corpus.errors import NewsgrainError
from ..outside import OWN
from .cold_start import cold_starts
from .comparison import Comparison, Quality, compare
from .contenders import CONTENDERS, Contender, chosen
from .growth import measure_growth
from .machine import load, machine, versions
from .memory import measure_memory
from .parallel import measure_jobs
from .results import Results
from .stages import Profile, profile
from .text import OWN_TEXT, Text, read_text, write_jsonl

TRAIN = tuple(str(OWN / f"{split}.jsonl") for split in ("train", "dev"))
LABELLED = (str(OWN / "test.jsonl"),)


@dataclass(frozen=True)
class Parts:
    """Which parts are wanted; `memory` is a number of sentences, 0 for none."""

    comparison: bool
    profile: bool
    growth: bool
    cold_start: bool
    jobs: bool
    memory: int


def benchmark(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="TEXT", help="Files or folders to annotate; default: the own corpus.")
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", file_okay=False, help="Write here.")
    ] = Path("benchmark"),
    contender: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help=f"{', '.join(CONTENDERS)} (repeatable); default: all.")
    ] = None,
    labelled: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="Score on this (repeatable); default: the own test split.")
    ] = None,
    train: Annotated[
        list[str] | None, typer.Option(metavar="FILE", help="Peers learn from this (repeatable); default: the own.")
    ] = None,
    sentences: Annotated[int | None, typer.Option(min=1, metavar="N", help="Take the text's first N.")] = None,
    rounds: Annotated[int, typer.Option(min=1, metavar="N", help="Rounds, of which the medians are taken.")] = 5,
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Of the peers and the intervals.")] = 0,
    comparison: Annotated[bool, typer.Option(help="Beside the peers.")] = True,
    profile: Annotated[bool, typer.Option("--profile", help="Where the time goes, by stage.")] = False,
    growth: Annotated[bool, typer.Option("--growth", help="1 to 1,000 times as much text.")] = False,
    cold_start: Annotated[bool, typer.Option("--cold-start", help="From the command to its end.")] = False,
    jobs: Annotated[bool, typer.Option("--jobs", help="Two processes against one.")] = False,
    memory: Annotated[
        int, typer.Option(min=0, metavar="N", help="Stream N sentences, 5 N, and one document of 50 MB.")
    ] = 0,
) -> None:
    """Measure newsgrain beside its peers: sentences per CPU-second, memory, quality.

    Writes benchmark.md, benchmark.json and plots to the folder, and prints the
    Markdown. Every figure comes from a process of its own, on one thread.

    \b
    Examples:
      python -m newsgrain.training.benchmark
      python -m newsgrain.training.benchmark archive --rounds 3 --profile
      python -m newsgrain.training.benchmark --no-comparison --cold-start --memory 1000000
    """
    parts = Parts(comparison, profile, growth, cold_start, jobs, memory)
    quality = Quality(list(train or TRAIN), list(labelled or LABELLED), seed)
    try:
        taking_part, missing = chosen(contender or [])
        results = measured(
            read_text(paths or OWN_TEXT, sentences), parts, taking_part, quality, rounds, [c.name for c in missing]
        )
        files = results.write(output)
    except (NewsgrainError, OSError) as error:
        typer.echo(f"Error: {error}", err=True)
        raise typer.Exit(1) from error
    typer.echo(results.markdown())
    _say(f"wrote {', '.join(map(str, files))}")


def measured(
    text: Text, parts: Parts, contenders: Sequence[Contender], quality: Quality, rounds: int, missing: Sequence[str]
) -> Results:
    """Measure the parts that are wanted, one after the other."""
    own = [contender for contender in contenders if contender.peer is None]
    before = load()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if parts.comparison:
            standings = compare(contenders, text, quality, rounds, folder, _say)
            found["comparison"] = Comparison(tuple(standings), tuple(missing))
        if parts.profile:
            found["profiles"] = tuple(_profiles(own, text, rounds, folder))
        if parts.growth:
            keys = [contender.key for contender in own]
            keys = [key for key in keys if key in ("fast-reasons", "default")] or keys
            found["growth"] = tuple(measure_growth(text, keys, rounds, folder, _say))
        if parts.cold_start:
            found["cold_starts"] = tuple(cold_starts(2 * rounds + 1, _say))
        if parts.jobs:
            found["jobs"] = tuple(measure_jobs(text, rounds, folder, _say))
        if parts.memory:
            found["memory"] = tuple(measure_memory(text, parts.memory, folder, _say))
    return Results(_command(), _setting(text, quality, rounds, before), **found)


def _profiles(own: Sequence[Contender], text: Text, rounds: int, folder: Path) -> list[Profile]:
    found = []
    path = write_jsonl(text.documents, folder / "profile.jsonl")
    for contender in own:
        _say(f"profile: {contender.key}")
        found.append(profile(contender, path, rounds))
    return found


def _setting(text: Text, quality: Quality, rounds: int, load_before: float) -> dict[str, Any]:
    return {
        "machine": machine(),
        "versions": versions(),
        "load_before": load_before,
        "load_after": load(),
        "text": text.describe(),
        "rounds": rounds,
        **vars(quality),
    }


def _command() -> str:
    return shlex.join(["python", "-m", __package__ or "", *sys.argv[1:]])


def _say(message: str) -> None:
    typer.echo(message, err=True)
