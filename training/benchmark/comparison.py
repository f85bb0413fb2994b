"""newsgrain beside its peers: several rounds over the same text in the same order, medians, ratios within a round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from ...corpus.bootstrap import Interval
from ..report.content import Cell, Section, Table
from .contenders import Contender
from .figures import megabytes, rate, seconds, times
from .passes import Pass, measure, prepare
from .text import Text, write_jsonl

BASES = ("vader", "textblob")
"""The peers that speed is given in multiples of."""


@dataclass(frozen=True)
class Standing:
    """How one contender did: its F1 by label and as `macro_f1`, and a pass a round."""

    contender: Contender
    scores: dict[str, dict[str, float]]
    rounds: tuple[Pass, ...]

    def median(self, figure: str) -> float:
        """Median over the rounds of a figure of `Pass`."""
        return float(median(getattr(found, figure) for found in self.rounds))

    @property
    def macro_f1(self) -> Interval:
        """Macro-F1 on the labelled files, with its interval."""
        return Interval(**self.scores["macro_f1"])

    def times(self, base: Standing | None) -> float | None:
        """How many times as many sentences per CPU-second as `base`: the median of the ratios within each round."""
        if base is None:
            return None
        return median(own.rate / other.rate for own, other in zip(self.rounds, base.rounds, strict=True))


@dataclass(frozen=True)
class Comparison:
    """All contenders in the order in which they were measured; the names of those that are not installed."""

    standings: tuple[Standing, ...]
    missing: tuple[str, ...] = ()

    def of(self, key: str) -> Standing | None:
        """The standing of a contender, if it took part."""
        return next((found for found in self.standings if found.contender.key == key), None)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: medians, ratios, and every round."""
        return {"not_installed": list(self.missing), "contenders": [self._entry(found) for found in self.standings]}

    def _entry(self, found: Standing) -> dict[str, Any]:
        figures = ("sentences", "rate", "wall", "cpu", "peak_bytes")
        return {
            "key": found.contender.key,
            "name": found.contender.name,
            **{figure: found.median(figure) for figure in figures},
            **{f"times_{base}": found.times(self.of(base)) for base in BASES},
            "scores": found.scores,
            "rounds": [{figure: getattr(one, figure) for figure in (*figures, "passes")} for one in found.rounds],
        }

    def section(self) -> Section:
        """The table, fastest first."""
        head = ("", "sentences/CPU s", "× VADER", "× TextBlob", "macro-F1", "CPU s", "wall s", "peak MB", "sentences")
        ordered = sorted(self.standings, key=lambda found: -found.median("rate"))
        remarks = [
            "newsgrain goes from a file's bytes to JSON Lines; the peers are handed their sentences for nothing."
        ]
        if self.missing:
            remarks.append(f"Not installed, and left out: {', '.join(self.missing)}.")
        return Section("Speed and quality", Table(head, tuple(map(self._row, ordered))), tuple(remarks))

    def _row(self, found: Standing) -> tuple[Cell, ...]:
        return (
            found.contender.name,
            rate(found.median("rate")),
            *(times(found.times(self.of(base))) for base in BASES),
            found.macro_f1,
            seconds(found.median("cpu")),
            seconds(found.median("wall")),
            megabytes(found.median("peak_bytes")),
            f"{found.median('sentences'):,.0f}",
        )


@dataclass(frozen=True)
class Quality:
    """What peers learn from, what all are scored on (labelled files), and the seed."""

    train: list[str]
    labelled: list[str]
    seed: int


def compare(
    contenders: Sequence[Contender], text: Text, quality: Quality, rounds: int, folder: Path, say: Callable[[str], None]
) -> list[Standing]:
    """Prepare all contenders, then measure them round by round; `folder` takes what they keep.

    Parameters
    ----------
    rounds
        Passes of each contender, at least 1.
    say
        Told what is being done.
    """
    scores, files = {}, {}
    for contender in contenders:
        say(f"prepare {contender.key}")
        scores[contender.key] = prepare(contender.key, folder, quality.train, quality.labelled, quality.seed)
        part = text.first(contender.most_sentences)
        files[contender.key] = write_jsonl(part.documents, folder / f"first-{part.sentences}.jsonl")
    found: dict[str, list[Pass]] = {contender.key: [] for contender in contenders}
    for number in range(rounds):
        for contender in contenders:
            say(f"round {number + 1} of {rounds}: {contender.key}")
            found[contender.key].append(measure(contender.key, folder, files[contender.key]))
    return [Standing(c, scores[c.key], tuple(found[c.key])) for c in contenders]
