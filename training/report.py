"""Reports of an evaluation or a cross-validation, as text, Markdown, HTML or JSON."""

from __future__ import annotations

import html
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..corpus.errors import NewsgrainError
from ..corpus.label import LABELS

if TYPE_CHECKING:
    from .evaluation import Evaluation

SUREST_ERRORS = "Surest errors"

FORMATS = ("terminal", "json", "markdown", "html")

SEEN = (
    "The model was trained on {}: these figures say how well it remembers, not how well it judges. "
    "The cross-validated figures in its model card do."
)


@dataclass(frozen=True)
class Table:
    """A table with a title; every row has as many cells as `head`, numbers already formatted."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def render_evaluation(evaluation: Evaluation, format: str) -> str:
    """Render a report.

    Raises
    ------
    NewsgrainError
        For a format other than `FORMATS`.
    """
    if format == "json":
        return json.dumps(evaluation.to_dict(), indent=2, ensure_ascii=False) + "\n"
    if format not in FORMATS:
        raise NewsgrainError(f"unknown report format {format!r}; expected one of: {', '.join(FORMATS)}")
    lines, tables = headline(evaluation), report_tables(evaluation)
    return {"terminal": _terminal, "markdown": _markdown, "html": _html}[format](evaluation, lines, tables)


def headline(evaluation: Evaluation) -> list[str]:
    """The figures that come first, a sentence each."""
    scores = evaluation.scores
    lines = [
        f"{scores.sentences:,} sentences of {scores.documents:,} documents "
        f"({', '.join(evaluation.corpora) or 'given'}).",
        f"Macro-F1 {scores.macro_f1}; accuracy {scores.accuracy}; Matthews correlation {scores.matthews:.3f}.",
        f"Expected calibration error {scores.expected_calibration_error:.3f}; log loss {scores.log_loss:.3f} nats.",
    ]
    if evaluation.difference is not None:
        lines.append(f"Macro-F1 minus that of {evaluation.baseline}: {evaluation.difference}.")
    if evaluation.seen:
        lines.append(SEEN.format(", ".join(evaluation.seen)))
    lines.extend(evaluation.notes)
    lines.append("In brackets: 95 % intervals from 1,000 resamplings of documents.")
    return lines


def report_tables(evaluation: Evaluation) -> list[Table]:
    """All tables of a report: labels, confusion, breakdowns, worst errors."""
    scores = evaluation.scores
    tables = [
        Table(
            "By label",
            ("label", "precision", "recall", "F1", "sentences"),
            tuple(
                (name, str(s.precision), str(s.recall), str(s.f1), str(s.support)) for name, s in scores.labels.items()
            ),
        ),
        Table(
            "Confusion (rows: true label)",
            ("", *LABELS),
            tuple((name, *map(str, row)) for name, row in zip(LABELS, scores.confusion, strict=True)),
        ),
    ]
    for name, groups in evaluation.breakdowns.items():
        rows = tuple((g.group, str(g.sentences), f"{g.accuracy:.3f}", f"{g.macro_f1:.3f}") for g in groups)
        tables.append(Table(f"By {name}", (name, "sentences", "accuracy", "macro-F1"), rows))
    worst = tuple(
        (f"{e.document} #{e.index + 1}", e.truth, f"{e.predicted} {e.confidence:.2f}", e.text) for e in evaluation.worst
    )
    if worst:
        tables.append(Table(SUREST_ERRORS, ("sentence", "true", "predicted", "text"), worst))
    return tables


def _terminal(evaluation: Evaluation, lines: list[str], tables: list[Table]) -> str:
    parts = [f"Model {evaluation.model}", "", *lines]
    for table in tables:
        cells = [table.head, *(tuple(_short(c) for c in row) for row in table.rows)]
        widths = [max(len(row[i]) for row in cells) for i in range(len(table.head))]
        parts += ["", table.title]
        parts += ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join(parts) + "\n"


def _short(text: str, limit: int = 60) -> str:
    """One line of printable characters, cut to `limit`."""
    flat = "".join(c if c.isprintable() else " " for c in text)
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _markdown(evaluation: Evaluation, lines: list[str], tables: list[Table]) -> str:
    parts = [f"# Evaluation of {_escape_markdown(evaluation.model)}", ""]
    if evaluation.command:
        parts += [f"Reproduce with `{evaluation.command}`.", ""]
    parts += [f"- {line}" for line in lines]
    for table in tables:
        parts += ["", f"## {table.title}", "", *markdown_table(table)]
    return "\n".join(parts) + "\n"


def markdown_table(table: Table) -> list[str]:
    """The lines of a table in Markdown, cells escaped."""
    rows = [[_escape_markdown(cell) for cell in row] for row in (table.head, *table.rows)]
    return [
        "| " + " | ".join(rows[0]) + " |",
        "|" + "---|" * len(table.head),
        *("| " + " | ".join(row) + " |" for row in rows[1:]),
    ]


def _escape_markdown(text: str) -> str:
    flat = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#~!" else c for c in flat)


_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:.5rem 0 1.5rem;display:block;overflow-x:auto}
th,td{border:1px solid #8886;padding:.3rem .6rem;text-align:left;vertical-align:top}
th{background:#8882}
code{background:#8882;padding:.1rem .3rem}
"""


def _html(evaluation: Evaluation, lines: list[str], tables: list[Table]) -> str:
    escape = html.escape
    parts = [
        '<!doctype html><html lang="en"><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>Evaluation of {escape(evaluation.model)}</title><style>{_STYLE}</style>",
        f"<main><h1>Evaluation of {escape(evaluation.model)}</h1>",
    ]
    if evaluation.command:
        parts.append(f"<p>Reproduce with <code>{escape(evaluation.command)}</code>.</p>")
    parts += ["<ul>", *(f"<li>{escape(line)}</li>" for line in lines), "</ul>"]
    for table in tables:
        head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in table.head)
        body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
        parts.append(
            f"<h2>{escape(table.title)}</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )
    return "\n".join([*parts, "</main></html>"]) + "\n"
