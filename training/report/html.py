"""A report as one self-contained HTML page, without a script."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from ...corpus.bootstrap import Interval
from ...corpus.label import LABELS
from ...model.rendering.legend import MARKS, NOT_MEANT
from ...model.rendering.shell import PALETTE, joined
from ...model.rendering.visible import visible_line
from .charts import interval_mark
from .content import Cell, Counted, Figure, Labelled, Ranged, Section, Table
from .error_section import reason_words
from .headline import figures, notes, subject, title, warnings
from .sections import sections

if TYPE_CHECKING:
    from ..evaluation import Evaluation
    from ..worst_errors import ErrorReason, WorstError

_NUMBER = re.compile(r"[-+]?[\d.,–]+%?")

TINTS = 5
"""Shades of the cells of a confusion table."""


def render_html(evaluation: Evaluation) -> str:
    """A page that needs nothing but itself; its Content-Security-Policy allows its own style sheet by hash alone."""
    style = style_sheet()
    parts = sections(evaluation)
    contents = "".join(f'<li><a href="#{_anchor(s, n)}">{_text(s.title)}</a></li>' for n, s in enumerate(parts))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{_text(title(evaluation))} – newsgrain</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the figures</a>
<header><p class="brand">newsgrain</p><h1>{_text(title(evaluation))}</h1>
<p class="subject">{_text(subject(evaluation))}</p></header>
<main id="main">
{"".join(f'<p class="warning"><b>Mind:</b> {_text(line)}</p>' for line in warnings(evaluation))}
<dl class="figures">{"".join(map(_figure, figures(evaluation)))}</dl>
<div class="notes">{"".join(f"<p>{_text(line)}</p>" for line in notes(evaluation))}{_command(evaluation.command)}</div>
<nav aria-label="Sections"><ul>{contents}</ul></nav>
{"".join(_section(section, number) for number, section in enumerate(parts))}
</main>
<footer><ul class="key">{"".join(map(_meaning, LABELS))}</ul><p>{_text(NOT_MEANT)}</p></footer>
</body>
</html>
"""


def _section(section: Section, number: int) -> str:
    anchor = _anchor(section, number)
    remarks = "".join(f'<p class="remark">{_text(remark)}</p>' for remark in section.remarks)
    if section.errors:
        body = f'<ol class="errors">{"".join(map(_error, section.errors))}</ol>'
    else:
        body = _table(section.table, anchor)
    if section.chart:
        body = f'<div class="beside"><figure>{section.chart}</figure>{body}</div>'
    return f'<section><h2 id="{anchor}">{_text(section.title)}</h2>{remarks}{body}</section>\n'


def _anchor(section: Section, number: int) -> str:
    return f"s{number + 1}"


def _table(table: Table, anchor: str) -> str:
    """A table that scrolls by itself where it is too wide, with the keyboard as well."""
    head = "".join(
        f'<th scope="col"{_set(table, column) if column else ""}>{_text(name)}</th>'
        for column, name in enumerate(table.head)
    )
    rows = "".join(f"<tr>{_row(table, row)}</tr>" for row in table.rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{anchor}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(table: Table, row: tuple[Cell, ...]) -> str:
    values = "".join(
        f"<td{_tint(cell) or _set(table, column)}>{_cell(cell)}</td>" for column, cell in enumerate(row) if column
    )
    return f'<th scope="row">{_cell(row[0])}</th>{values}'


def _set(table: Table, column: int) -> str:
    """How a column is set: numbers to the right."""
    cells = [row[column] for row in table.rows]
    numbers = all(isinstance(c, Interval | Counted) or (isinstance(c, str) and _NUMBER.fullmatch(c)) for c in cells)
    return ' class="number"' if numbers else ""


def _tint(cell: Cell) -> str:
    """The ground of a count, the darker the larger its share."""
    if not isinstance(cell, Counted):
        return ""
    return f' class="number tint-{round(cell.share * TINTS)}{" right" if cell.right else ""}"'


def _cell(cell: Cell) -> str:
    if isinstance(cell, Ranged):
        drawn = "" if str(cell) == "undefined" else interval_mark(cell.interval, cell.low, cell.high)
        return f'<span class="ranged">{drawn}{_interval(str(cell))}</span>'
    if isinstance(cell, Interval):
        return _interval(str(cell))
    if isinstance(cell, Labelled):
        return f'<span class="labelled">{_badge(cell.label)} {_text(str(cell))}</span>'
    if isinstance(cell, Counted):
        return f"{cell.number:,} <small>{cell.share:.0%}</small>"
    return _text(cell)


def _interval(text: str) -> str:
    """A figure with its interval in small print."""
    value, _, rest = text.partition(" ")
    return f"<span>{value} <small>{rest}</small></span>" if rest else value


def _figure(figure: Figure) -> str:
    value, meaning = _interval(str(figure)), _text(figure.meaning)
    return f"<div><dt>{_text(figure.name)}</dt><dd>{value}</dd><dd class='meaning'>{meaning}</dd></div>"


def _error(error: WorstError) -> str:
    reasons = "".join(map(_reason, error.reasons))
    disputed = "<p class='disputed'>An annotator agrees with the model.</p>" if error.disputed else ""
    return (
        f"<li><p class='verdicts'><span>labelled {_badge(error.truth)} {_text(error.truth)}</span> "
        f"<span>taken for {_badge(error.predicted)} {_text(error.predicted)} <b>{error.confidence:.2f}</b></span> "
        f"<span class='place'>{_text(error.document)}, sentence {error.index + 1}</span></p>"
        f"<blockquote dir='auto'>{_text(error.text)}</blockquote>{disputed}"
        + (f"<ul class='reasons'>{reasons}</ul>" if reasons else "")
        + "</li>"
    )


def _reason(reason: ErrorReason) -> str:
    words = reason_words(reason)
    quoted = f" <q>{_text(words)}</q>" if words else ""
    return f"<li><b>{reason.weight:+.2f}</b> <span>{_text(reason.cue)}{quoted}</span></li>"


def _meaning(label: str) -> str:
    return f"<li>{_badge(label)} <b>{label}</b> {_text(MARKS[label].meaning)}</li>"


def _badge(label: str) -> str:
    """The letter of a label on its ground."""
    mark = MARKS.get(label)
    return f'<span class="badge {label}" aria-hidden="true">{mark.letter}</span>' if mark else ""


def _command(command: str) -> str:
    return f"<p>Reproduce with <code>{_text(command)}</code></p>" if command else ""


def _text(text: str) -> str:
    """Any text as inert characters on one line."""
    return html.escape(visible_line(text))


def _policy(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def style_sheet() -> str:
    """The style sheet of the page."""
    own = resources.files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    return f"{joined((PALETTE,))}\n{own}"
