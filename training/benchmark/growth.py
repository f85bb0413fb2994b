"""Whether the cost grows with the text and no faster: up to 1,000 times as much, in many documents and in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any, Literal

from ..report.content import Section, Table
from .contenders import CONTENDERS
from .figures import megabytes, rate, seconds
from .passes import Pass, measure
from .text import Text, grown, write_jsonl

Shape = Literal["many documents", "one document"]

SHAPES: tuple[Shape, ...] = ("many documents", "one document")

FACTORS = (1, 10, 100, 1_000)

BASE_SENTENCES = 200
"""Sentences of the smallest text: a thousand times as many are a book of a thousand pages, or a single huge file."""

TOLERANCE = 0.15
"""Cost per sentence may differ from that of the smallest text by this share and still be called linear."""


@dataclass(frozen=True, slots=True)
class Point:
    """The cost of a text `factor` times as large as the smallest: medians over the rounds."""

    contender: str
    shape: Shape
    factor: int
    sentences: int
    cpu: float
    peak_bytes: int

    @property
    def per_sentence(self) -> float:
        """CPU seconds per sentence."""
        return self.cpu / self.sentences


@dataclass(frozen=True)
class Growth:
    """Points of one contender and shape, from the smallest text to the largest."""

    points: tuple[Point, ...]

    @property
    def name(self) -> str:
        """The contender and the shape."""
        return f"{CONTENDERS[self.points[0].contender].name}, {self.points[0].shape}"

    def deviation(self, point: Point) -> float:
        """How much more (or, below 0, less) a sentence costs there than in the smallest text: a share."""
        return point.per_sentence / self.points[0].per_sentence - 1

    def step(self, point: Point) -> float:
        """The same against the text before it, ten times smaller: 0 for the smallest."""
        before = self.points[max(0, self.points.index(point) - 1)]
        return point.per_sentence / before.per_sentence - 1

    def to_dict(self) -> list[dict[str, Any]]:
        """Plain values for JSON."""
        return [
            {**asdict(point), "deviation": self.deviation(point), "step": self.step(point)} for point in self.points
        ]


def measure_growth(
    text: Text,
    contenders: Sequence[str],
    rounds: int,
    folder: Path,
    say: Callable[[str], None],
    factors: Sequence[int] = FACTORS,
) -> list[Growth]:
    """Measure newsgrain's contenders over growing texts; documents come again where the text has too few."""
    found: dict[tuple[str, Shape, int], list[Pass]] = {}
    files = {(shape, factor): _file(text, shape, factor, folder) for shape in SHAPES for factor in factors}
    for number in range(rounds):
        for key in contenders:
            for (shape, factor), path in files.items():
                say(f"growth, round {number + 1} of {rounds}: {key}, {shape}, {factor:,} ×")
                found.setdefault((key, shape, factor), []).append(measure(key, folder, path))
    return [
        Growth(tuple(_point(key, shape, factor, found[key, shape, factor]) for factor in factors))
        for key in contenders
        for shape in SHAPES
    ]


def _file(text: Text, shape: Shape, factor: int, folder: Path) -> Path:
    documents = grown(text, BASE_SENTENCES * factor).documents
    if shape == "one document":
        documents = ("\n\n".join(documents),)
    return write_jsonl(documents, folder / f"{shape.replace(' ', '-')}-{factor}.jsonl")


def _point(key: str, shape: Shape, factor: int, rounds: Sequence[Pass]) -> Point:
    cpu, peak = median(found.cpu for found in rounds), median(found.peak_bytes for found in rounds)
    return Point(key, shape, factor, rounds[0].sentences, cpu, int(peak))


def growth_section(growths: Sequence[Growth]) -> Section:
    """The costs and what they deviate from growing in proportion."""
    head = ("", "sentences", "CPU s", "sentences/CPU s", "against 1 ×", "against the tenth", "peak MB")
    rows = [
        (
            f"{growth.name}, {point.factor:,} ×",
            f"{point.sentences:,}",
            seconds(point.cpu),
            rate(1 / point.per_sentence),
            f"{growth.deviation(point):+.0%}",
            f"{growth.step(point):+.0%}",
            megabytes(point.peak_bytes),
        )
        for growth in growths
        for point in growth.points
    ]
    remark = f"The cost of a sentence against that in a smaller text; up to ±{TOLERANCE:.0%} is called linear."
    return Section("How the cost grows", Table(head, tuple(rows)), (remark,))
