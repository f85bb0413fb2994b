"""A comparison as one self-contained HTML page without any script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...corpus.label import LABELS
from .article import escape
from .comparison_figures import difference_plot, interval_plot, totals_bar
from .comparison_wording import (
    difference_text,
    excess_text,
    interval_notes,
    interval_text,
    place_text,
    shown_labels,
    shown_revision,
    side_size,
)
from .figures import PATTERNS
from .legend import MARKS, NOT_MEANT, percent
from .revision_html import revision_section
from .shell import PALETTE, content_security_policy, joined
from .visible import visible_line

if TYPE_CHECKING:
    from ..comparison import Comparison, Side

_TITLE_NAMES = 4


def render_comparison_html(comparison: Comparison, *, edited: bool | None = None) -> str:
    """A page that needs nothing but itself and runs nothing; every character of a document is escaped.

    `edited` says whether two documents are shown as versions of one article (`None`: if they share enough).
    """
    style = joined((PALETTE, "compare.css"))
    revision = shown_revision(comparison, edited)
    title = _title(comparison, joint=" → " if revision else " · ")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{content_security_policy(style, "")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} – newsgrain</title>
<style>{style}</style>
</head>
<body>
{PATTERNS}
<a class="skip" href="#comparison">Skip to the comparison</a>
<header class="page"><p class="brand">newsgrain</p>
<p>Side by side · model {escape(f"{comparison.model_name} {comparison.model_version}")}</p></header>
<main id="comparison">
<h1 dir="auto">{title}</h1>
{_table(comparison)}
{revision_section(revision) if revision is not None else _differences(comparison) + _examples(comparison)}
</main>
<footer><h2>What the labels mean</h2>
<dl>{_legend(comparison)}</dl>
<p>{NOT_MEANT}</p></footer>
</body>
</html>
"""


def _title(comparison: Comparison, joint: str) -> str:
    names = [escape(visible_line(side.name)) for side in comparison.sides]
    rest = len(names) - _TITLE_NAMES
    return joint.join(names[:_TITLE_NAMES]) + (f" and {rest} more" if rest > 0 else "")


def _table(comparison: Comparison) -> str:
    """Sides as rows, labels as columns; the roles stay where a narrow screen turns rows into blocks."""
    heads = "".join(f'<th scope="col" role="columnheader">{_swatch(label)} {label}</th>' for label in comparison.labels)
    rows = "\n".join(_row(side) for side in comparison.sides)
    notes = " ".join(escape(note) for note in interval_notes(comparison))
    return f"""<section class="sides" aria-labelledby="sides"><h2 id="sides">Shares</h2>
<table role="table"><thead role="rowgroup"><tr role="row">
<th scope="col" role="columnheader">Side</th>{heads}</tr></thead>
<tbody role="rowgroup">
{rows}
</tbody></table>
<p class="note">{notes}</p></section>"""


def _row(side: Side) -> str:
    described = ", ".join(f"{label} {percent(total.share)}" for label, total in side.totals.items())
    cells = "".join(
        f'<td role="cell"><span class="label">{_swatch(label)} {label} </span>{interval_text(share)}'
        f"{interval_plot(label, share)}</td>"
        for label, share in side.shares.items()
    )
    return (
        f'<tr role="row"><th scope="row" role="rowheader"><span class="name" dir="auto">'
        f"{escape(visible_line(side.name))}</span> <small>{side_size(side)}</small>"
        f"{totals_bar(side.totals, f'Shares of words: {described}')}</th>{cells}</tr>"
    )


def _differences(comparison: Comparison) -> str:
    if comparison.differences is None:
        return ""
    first, second = (escape(visible_line(side.name)) for side in comparison.sides)
    items = "\n".join(
        f"<li>{_swatch(label)} <b>{label}</b> <span>{difference_text(found)}</span>{difference_plot(label, found)}</li>"
        for label, found in comparison.differences.items()
    )
    return f"""<section class="differences" aria-labelledby="differences">
<h2 id="differences"><bdi>{second}</bdi> against <bdi>{first}</bdi></h2>
<ul>
{items}
</ul></section>"""


def _examples(comparison: Comparison) -> str:
    sides = [(side, shown_labels(comparison, side)) for side in comparison.sides]
    parts = "\n".join(_side_examples(comparison, side, labels) for side, labels in sides if labels)
    return f'<section class="examples" aria-label="Sentences that make the difference">\n{parts}\n</section>'


def _side_examples(comparison: Comparison, side: Side, labels: list[str]) -> str:
    blocks = "\n".join(
        f"<h3>{_swatch(label)} {escape(visible_line(excess_text(comparison, side, label)))}</h3>\n"
        f'<ul class="quotes">{"".join(_quotes(side, label))}</ul>'
        for label in labels
    )
    return f'<section><h2 dir="auto">{escape(visible_line(side.name))}</h2>\n{blocks}</section>'


def _quotes(side: Side, label: str) -> Iterator[str]:
    for telling in side.telling[label]:
        place = escape(visible_line(place_text(telling, side)))
        yield (
            f'<li><q class="{label}" dir="auto">{escape(visible_line(telling.sentence.text))}</q>'
            f"<small>{percent(telling.sentence.confidence)}, <bdi>{place}</bdi></small></li>"
        )


def _legend(comparison: Comparison) -> str:
    shown = [*LABELS, *(label for label in comparison.labels if label not in LABELS)]
    return "".join(f"<div><dt>{_swatch(label)} {label}</dt><dd>{MARKS[label].meaning}</dd></div>" for label in shown)


def _swatch(label: str) -> str:
    return f'<span class="swatch {label}" aria-hidden="true">{MARKS[label].letter}</span>'
