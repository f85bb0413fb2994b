"""The totals of each source as a table, beside the cells that it shares with the rows of documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .article import escape
from .controls import letter
from .figures import bar_of_shares
from .legend import SHOWN_LABELS, percent
from .source_totals import Totals

_COLUMNS = {
    "name": "Source",
    "count": "Documents",
    "place": "Shares of words",
    "reporting": "Reporting",
    "opinion": "Opinion",
    "padding": "Padding",
    "uncertain": "Uncertain",
    "words": "Words",
}


def shares_cells(shares: Mapping[str, float]) -> str:
    """Cells of a row, one a label; the letter shows where the column has no heading, on a phone."""
    return "".join(
        f'<td role="cell" class="{label}"><span class="label">{letter(label)}</span>{percent(share)}</td>'
        for label, share in shares.items()
    )


def source_table(by_source: Mapping[str, Totals], labels: Collection[str]) -> str:
    """The table of totals: a row a source, those with most documents first, with the shares of `labels`."""
    ordered = sorted(by_source.items(), key=lambda item: (-item[1].documents, item[0]))
    rows = "\n".join(_source(source, totals, labels) for source, totals in ordered)
    columns = "".join(
        f'<th role="columnheader" scope="col" class="{name}">{heading}</th>'
        for name, heading in _COLUMNS.items()
        if name in labels or name not in SHOWN_LABELS
    )
    return f"""<section class="sources" aria-labelledby="sources-name"><h3 id="sources-name">By source</h3>
<div class="scroll" tabindex="0" role="group" aria-labelledby="sources-name">
<table role="table" aria-labelledby="sources-name">
<thead role="rowgroup"><tr role="row">{columns}</tr></thead>
<tbody role="rowgroup">
{rows}
</tbody></table></div></section>
"""


def _source(source: str, totals: Totals, labels: Collection[str]) -> str:
    name = escape(source)
    shares = {label: totals.shares.get(label, 0.0) for label in labels}
    return (
        f'<tr role="row"><th role="rowheader" scope="row"><button type="button" class="choose" dir="auto" '
        f'data-source="{name}" aria-pressed="false">{name}</button></th>'
        f'<td role="cell" class="count">{totals.documents:,}</td>'
        f'<td role="cell" class="place">{bar_of_shares(totals.shares)}</td>{shares_cells(shares)}'
        f'<td role="cell" class="words">{totals.all_words:,}</td></tr>'
    )
