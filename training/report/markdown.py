"""A report, and its tables, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ...corpus.bootstrap import Interval
from ...model.rendering.markdown import escape_markdown
from .content import Cell, Counted, Labelled, Ranged, Section, Table
from .headline import figures, notes, subject, title, warnings
from .sections import sections

if TYPE_CHECKING:
    from ..evaluation import Evaluation

_NUMBER = re.compile(r"[-+]?[\d.,–]+%?")


def render_markdown(evaluation: Evaluation) -> str:
    """The whole report."""
    parts = [f"# {escape_markdown(title(evaluation))}", "", escape_markdown(subject(evaluation)), ""]
    parts += [f"> **Mind:** {escape_markdown(line)}\n" for line in warnings(evaluation)]
    parts += [escape_markdown(line) for line in notes(evaluation)]
    if evaluation.command:
        parts += ["", "Reproduce with:", "", f"    {one_line(evaluation.command)}"]
    parts += ["", *markdown_table(figure_table(evaluation))]
    for section in sections(evaluation):
        parts += ["", *markdown_section(section, 2)]
    return "\n".join(parts) + "\n"


def markdown_section(section: Section, level: int) -> list[str]:
    """The lines of a section, its title at a level of heading."""
    remarks = [line for remark in section.remarks for line in ("", escape_markdown(remark))]
    return [f"{'#' * level} {escape_markdown(section.title)}", *remarks, "", *markdown_table(section.table)]


def figure_table(evaluation: Evaluation) -> Table:
    """The figures of the headline."""
    rows = tuple((f.name, f.value if isinstance(f.value, Interval) else str(f), f.meaning) for f in figures(evaluation))
    return Table(("figure", "value", "meaning"), rows)


def markdown_table(table: Table) -> list[str]:
    """The lines of a table, cells escaped."""
    rows = [[_cell(cell) for cell in row] for row in (table.head, *table.rows)]
    return [
        "| " + " | ".join(rows[0]) + " |",
        "|" + "---|" * len(table.head),
        *("| " + " | ".join(row) + " |" for row in rows[1:]),
    ]


def figures_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells stand as they are: the first column is text, the others are figures, at the right."""
    shown = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    return "\n".join([shown[0], f"|---|{'---:|' * (len(head) - 1)}", *shown[1:]])


def one_line(text: str) -> str:
    """Text for a block of code: no line may end it."""
    return " ".join(text.split())


def _cell(cell: Cell) -> str:
    """A cell; what the program wrote itself, numbers and labels, needs no escaping."""
    text = str(cell)
    own = isinstance(cell, Interval | Labelled | Ranged | Counted) or _NUMBER.fullmatch(text)
    return text if own else escape_markdown(text)
