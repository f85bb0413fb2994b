"""What reports are made of: sections with a table each, whose cells say what they are."""

from __future__ import annotations

from dataclasses import dataclass

from ...corpus.bootstrap import Interval
from ..worst_errors import WorstError


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label in a cell, and what stands behind it."""

    label: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.label} {self.note}".rstrip()


@dataclass(frozen=True, slots=True)
class Ranged:
    """A figure with its interval that is drawn, where drawing is possible, between `low` and `high`.

    Of a `single` document there is no interval to speak of: resampling it says nothing.
    """

    interval: Interval
    low: float = 0.0
    high: float = 1.0
    single: bool = False

    def __str__(self) -> str:
        return f"{self.interval.value:.3f}" if self.single else str(self.interval)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of a row of counts, and their share of it in [0, 1]; `right` on the diagonal of a confusion table."""

    number: int
    share: float
    right: bool = False

    def __str__(self) -> str:
        return f"{self.number:,} ({self.share:.0%})"


Cell = str | Interval | Labelled | Ranged | Counted
"""What can stand in a cell; as text it is what `str` gives."""


@dataclass(frozen=True)
class Table:
    """Every row has as many cells as `head`."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Section:
    """A part of a report: remarks, a table, a chart (as SVG, for pages), and the errors it is about."""

    title: str
    table: Table
    remarks: tuple[str, ...] = ()
    chart: str = ""
    errors: tuple[WorstError, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the headline: its name, its value, and what it means in a few words."""

    name: str
    value: Interval | float
    meaning: str

    def __str__(self) -> str:
        return str(self.value) if isinstance(self.value, Interval) else f"{self.value:.3f}"
