"""Checking a labelled corpus for what would spoil training or a score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .labelled import CorpusLine, corpus_lines

Severity = Literal["error", "warning"]

DUPLICATE_MIN_CHARACTERS = 40
"""Sentences up to this length ("He declined to comment.") recur honestly."""

_SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend (`error`) or to look at (`warning`), and where it stands."""

    severity: Severity
    source: str
    line: int
    message: str

    def __str__(self) -> str:
        """The finding as compilers write theirs."""
        return f"{self.source}:{self.line}: {self.severity}: {self.message}"


def check_corpus(inputs: str | Path | Sequence[str | Path]) -> Iterator[Finding]:
    """Give the findings on a labelled corpus, in the order of its lines.

    Errors are lines that break the format and ids that occur twice. Warnings are sentences of more than
    `DUPLICATE_MIN_CHARACTERS` characters that stand, letter for letter, in an earlier document: with the same
    label they leak from training into testing, with another one somebody labelled one of them wrongly, or
    the context tells them apart.
    """
    first_of: dict[str, str] = {}
    known: dict[str, tuple[str, str]] = {}
    for line in corpus_lines(inputs):
        for problem in line.problems:
            yield Finding("error", problem.source, problem.line, problem.problem)
        if line.document is None:
            continue
        place = f"{line.source}:{line.line}"
        if line.document.id in first_of:
            earlier = first_of[line.document.id]
            message = f"duplicate id {line.document.id!r}, first in {earlier}; rename or remove one"
            yield Finding("error", line.source, line.line, message)
        first_of.setdefault(line.document.id, place)
        yield from _repeated_sentences(line, place, known)


def _repeated_sentences(line: CorpusLine, place: str, known: dict[str, tuple[str, str]]) -> Iterator[Finding]:
    """Findings on sentences known from earlier lines; `known` (text → place and label) is extended."""
    if line.document is None:
        return
    for number, (unit, label) in enumerate(zip(line.document.sentences, line.document.labels, strict=True), 1):
        if len(unit.text) <= DUPLICATE_MIN_CHARACTERS:
            continue
        earlier, earlier_label = known.setdefault(unit.text, (place, label))
        if earlier == place:
            continue
        shown = unit.text[:_SHOWN_CHARACTERS] + ("…" if len(unit.text) > _SHOWN_CHARACTERS else "")
        differing = "" if label == earlier_label else f" and is {earlier_label} there, {label} here"
        message = f"sentence {number} ({shown!r}) also stands in {earlier}{differing}"
        yield Finding("warning", line.source, line.line, message)
