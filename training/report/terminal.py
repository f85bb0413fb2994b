"""A report as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import TYPE_CHECKING

from ...model.rendering.visible import visible_line
from .content import Table
from .headline import figures, notes, subject, title, warnings
from .sections import sections

if TYPE_CHECKING:
    from ..evaluation import Evaluation

LONGEST = 60
"""Characters of a cell; the other formats give the whole text."""

PROSE_WIDTH = 80
"""Columns of what stands between the tables: a terminal that is no wider would break it within words."""


def render_terminal(evaluation: Evaluation) -> str:
    """The report as lines of printable characters."""
    shown = figures(evaluation)
    width = max(len(figure.name) for figure in shown)
    lines = [title(evaluation), "", *_prose([subject(evaluation), *warnings(evaluation), *notes(evaluation)]), ""]
    lines += [f"{figure.name:<{width}}  {figure}" for figure in shown]
    for section in sections(evaluation):
        lines += ["", section.title, *_prose(section.remarks), *_aligned(section.table)]
    return "".join(f"{_printable(line)}\n" for line in lines)


def _prose(paragraphs: Iterable[str]) -> list[str]:
    return [line for text in paragraphs for line in wrap(text, PROSE_WIDTH, break_long_words=False) or [""]]


def _aligned(table: Table) -> list[str]:
    cells = [table.head, *(tuple(_short(str(cell)) for cell in row) for row in table.rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(table.head))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def _short(text: str) -> str:
    """One line, cut to `LONGEST`."""
    flat = visible_line(text)
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1] + "…"


def _printable(line: str) -> str:
    """What a terminal may be sent: a file name or an id can hold anything."""
    return "".join(c if c.isprintable() else "�" for c in line)
