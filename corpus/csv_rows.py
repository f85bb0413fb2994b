"""The rows of CSV, where a quotation mark gone wrong costs its own lines and not the rest of the file."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .decoding import DamagedLine
from .errors import Fault

MAX_CELL = 64 * 2**20
"""Characters of a cell; a longer one is taken for a quotation mark that was not closed."""

GIVEN_BACK = 8
"""How often, on average, a character may be read anew: what keeps the search for sound rows linear."""

_QUOTING = "quote a cell that holds a delimiter or a line break, and write a quotation mark within it twice"


@dataclass(frozen=True, slots=True)
class CsvRow:
    """Cells, and the lines (from 1) that they stand on."""

    first: int
    last: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """Lines (from 1) that make no row, and why."""

    first: int
    last: int
    problem: str
    kind: Fault


def csv_rows(lines: Iterable[str], delimiter: str) -> Iterator[CsvRow | BrokenRow]:
    """Give the header, and every row with as many cells; in place of others what is wrong with them.

    After a quotation mark that was not closed, or not doubled within a cell, each following line is tried as the
    start of a row. What continues a broken cell may look like one: so a word in a column of numbers, or several in a
    column of single words, do not make a row. What lies between is one `BrokenRow`.

    Raises
    ------
    csv.Error
        If the header is broken, or so much of the file that searching it would take too long.
    """
    return _Rows(lines, delimiter).sound_and_broken()


class _Rows:
    def __init__(self, lines: Iterable[str], delimiter: str) -> None:
        csv.field_size_limit(MAX_CELL)
        self._lines = _Rewindable(lines)
        self._reader = csv.reader(self._lines, delimiter=delimiter, strict=True)
        self._width = 0
        self._richest: list[int] = []

    def sound_and_broken(self) -> Iterator[CsvRow | BrokenRow]:
        first = next(self._reader, None)
        if first is None:
            return
        self._width = len(first)
        yield CsvRow(1, len(self._lines.taken), first)
        open_fault: BrokenRow | None = None
        while (found := self._next()) is not None:
            if isinstance(found, CsvRow):
                if open_fault is not None and not self._plausible(found.cells):
                    continue
                if open_fault is not None:
                    yield _ended(open_fault, found.first - 1)
                    open_fault = None
                self._learn(found.cells)
                yield found
            elif open_fault is None and found.kind == "quotation":
                open_fault = found
            elif open_fault is None:
                yield found
        if open_fault is not None:
            yield _ended(open_fault, self._lines.number - 1)

    def _next(self) -> CsvRow | BrokenRow | None:
        """The next row that is not blank; behind a fault of quoting, reading goes on at its second line."""
        while True:
            first = self._lines.begin()
            try:
                cells = next(self._reader)
            except StopIteration:
                return None
            except csv.Error as error:
                return self._fault(first, str(error))
            last = first + len(self._lines.taken) - 1
            if any(isinstance(line, DamagedLine) for line in self._lines.taken):
                return BrokenRow(first, last, f"row {DamagedLine.problem}", "encoding")
            if len(cells) == self._width:
                return CsvRow(first, last, cells)
            if not cells:
                continue
            problem = f"row has {len(cells)} cells; expected {self._width} as in the header"
            if last > first:
                return self._fault(first, problem)
            return BrokenRow(first, last, f"{problem}: {_QUOTING}", "ragged-row")

    def _fault(self, first: int, reason: str) -> BrokenRow:
        self._lines.give_back()
        return BrokenRow(first, first, reason, "quotation")

    def _plausible(self, cells: list[str]) -> bool:
        """Whether no cell is richer than any was in its column; before the first row is known, everything is."""
        return all(_richness(cell) <= known for cell, known in zip(cells, self._richest, strict=False))

    def _learn(self, cells: list[str]) -> None:
        if not self._richest:
            self._richest = [_BLANK] * len(cells)
        for column, known in enumerate(self._richest):
            if known < _WORDS:
                self._richest[column] = max(known, _richness(cells[column]))


_BLANK, _NUMBER, _WORD, _WORDS = range(4)


def _richness(cell: str) -> int:
    words = cell.split(None, 1)
    if len(words) != 1:
        return _WORDS if words else _BLANK
    return _NUMBER if words[0].isdecimal() else _WORD


def _ended(fault: BrokenRow, last: int) -> BrokenRow:
    lines = f"line {fault.first} makes" if last == fault.first else f"lines {fault.first} to {last} make"
    return BrokenRow(fault.first, last, f"{lines} no row ({fault.problem}); {_QUOTING}", "quotation")


class _Rewindable:
    """Lines, of which those of the row at hand can be read again."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self._read = self._reread = 0
        self.taken: list[str] = []
        self.number = 1
        """Of the line that comes next."""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._again:
            line = self._again.popleft()
        else:
            line = next(self._lines)
            self._read += len(line)
        self.taken.append(line)
        self.number += 1
        return line

    def begin(self) -> int:
        """Start a row; the number of its first line."""
        self.taken.clear()
        return self.number

    def give_back(self) -> None:
        """Have all lines of the row but its first come again."""
        back = self.taken[1:]
        self._reread += sum(map(len, back))
        if self._reread > GIVEN_BACK * self._read:
            raise csv.Error("too many quotation marks are not closed")
        self._again.extendleft(reversed(back))
        self.number -= len(back)
