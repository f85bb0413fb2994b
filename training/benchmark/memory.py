"""How much memory an archive takes that is streamed through the command line; five times as much; one huge document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ..report.content import Section, Table
from .figures import MEGABYTE, megabytes, seconds
from .process import Usage, newsgrain
from .text import Text, grown, write_jsonl, write_parquet

FORMATS: dict[str, Callable[[Iterable[str], Path], Path]] = {"jsonl": write_jsonl, "parquet": write_parquet}
"""Formats that stream, and what writes a file in them; the output is in the same format."""

TIMES = 5
"""How many times as much the larger file holds."""

HUGE_BYTES = 50 * MEGABYTE
"""Size of the single document."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """One run of the command line over a file made for it."""

    name: str
    sentences: int
    size: int
    usage: Usage


def measure_memory(
    text: Text, sentences: int, folder: Path, say: Callable[[str], None], huge: int = HUGE_BYTES
) -> list[Streamed]:
    """Stream files of so many sentences and of five times as many, and then one document of `huge` bytes.

    Each file is made of the text's documents, over and over, and removed when it has been read.
    """
    found = []
    for format, write in FORMATS.items():
        for count in (sentences, TIMES * sentences):
            say(f"memory: {count:,} sentences of {format}")
            large = grown(text, count)
            path = write(large.documents, folder / f"large.{format}")
            found.append(_streamed(f"{format}, many documents", large.sentences, path, format))
    say(f"memory: one document of {megabytes(huge)} MB")
    return [*found, _huge(text, folder, huge)]


def _huge(text: Text, folder: Path, size: int) -> Streamed:
    passage = "\n\n".join(text.documents) + "\n\n"
    copies = max(1, round(size / len(passage.encode())))
    path = folder / "huge.txt"
    path.write_text(passage * copies, encoding="utf-8")
    return _streamed("one document", copies * text.sentences, path, "jsonl")


def _streamed(name: str, sentences: int, path: Path, format: str) -> Streamed:
    output = path.with_name(f"annotated.{format}")
    try:
        command = ("annotate", str(path), "--model", "fast", "--no-reasons", "--output", str(output))
        return Streamed(name, sentences, path.stat().st_size, newsgrain(*command).usage)
    finally:
        path.unlink()
        output.unlink(missing_ok=True)


def memory_section(found: list[Streamed]) -> Section:
    """Peak memory by file."""
    rows = [
        (
            run.name,
            f"{run.sentences:,}",
            megabytes(run.size),
            megabytes(run.usage.peak_bytes),
            seconds(run.usage.wall),
        )
        for run in found
    ]
    head = ("", "sentences", "file MB", "peak MB", "wall s")
    remark = "`newsgrain annotate FILE --model fast --no-reasons --output …`, in the format of the input."
    return Section("Memory", Table(head, tuple(rows)), (remark,))
