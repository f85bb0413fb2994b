"""Many documents on one page: a row each with its strip, totals by source, and each document to open in place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from typing import IO, TYPE_CHECKING

from ...corpus.label import UNCERTAIN
from ...corpus.language import is_foreign
from .article import escape
from .controls import aside
from .document_view import DOCUMENT_SCRIPTS, document_record, document_view
from .figures import bar_of_shares, strip, swatch
from .legend import SHOWN_LABELS, counted, document_name, percent
from .shell import FRAME, Shell, packed_element
from .source_table import shares_cells, source_table
from .source_totals import Totals, source_of
from .visible import visible_line

if TYPE_CHECKING:
    from ..annotated import AnnotatedDocument

SPOOLED = 16 * 2**20
"""Bytes of rows and of documents held in memory before they go to a temporary file."""

_COLUMNS = {
    "name": "Document",
    "source": "Source",
    "place": "Map",
    "reporting": "Reporting",
    "opinion": "Opinion",
    "padding": "Padding",
    UNCERTAIN: "Uncertain",
    "run": "Padding run",
    "words": "Words",
}
"""What a row can be sorted by → its heading; `place` is the order in which the documents came.

`uncertain` has a heading only where a sentence is; its cells are there always, since rows are written before that
is known, and the style sheet hides them.
"""


def write_index(
    documents: Iterable[AnnotatedDocument], stream: IO[bytes], *, keep: Collection[str] | None = None
) -> None:
    """Write the page, holding one document in memory at a time.

    The totals stand above the rows, so rows and documents wait in temporary files until the last is counted.
    """
    total, by_source, models = Totals(), dict[str, Totals](), dict[str, None]()
    foreign = 0
    with tempfile.SpooledTemporaryFile(SPOOLED) as rows, tempfile.SpooledTemporaryFile(SPOOLED) as records:
        for number, document in enumerate(documents):
            source = visible_line(source_of(document.document))
            rows.write(_row(document, number, source).encode("utf-8"))
            record = document_record(document, number, keep=keep)
            record["html"] = document_view(document, number, keep=keep)
            records.write(packed_element(f"record-{number}", record).encode("ascii"))
            total.add(document.summary)
            by_source.setdefault(source, Totals()).add(document.summary)
            models[f"{document.model_name} {document.model_version}"] = None
            foreign += is_foreign(document.language)
        by = f" · model {', '.join(models)}" if models else ""
        shell = Shell(
            counted(total.documents, "document"),
            f"Reporting, opinion and padding, sentence by sentence{by}",
            styles=(*FRAME, "page.css", "index.css"),
            scripts=(*DOCUMENT_SCRIPTS, "index.js"),
            body_class="listing",
        )
        stream.write(f"{shell.head}{_above(total, by_source, foreign)}".encode())
        for spool, after in ((rows, _BELOW), (records, shell.foot)):
            spool.seek(0)
            shutil.copyfileobj(spool, stream)
            stream.write(after.encode("utf-8"))


def _row(document: AnnotatedDocument, number: int, source: str) -> str:
    summary = document.summary
    shares = dict.fromkeys(SHOWN_LABELS, 0.0) | {name: total.share for name, total in summary.labels.items()}
    values = "".join(f' data-{label}="{share:.4f}"' for label, share in shares.items())
    name = visible_line(document_name(document, number))
    known_as = visible_line(document.id or name)
    pointed = f' title="{escape(known_as)}"' if known_as != name else ""  # many pages of a site share a title
    return (
        f'<tr role="row" data-place="{number}"{values} data-run="{summary.longest_padding_run}" '
        f'data-words="{summary.words}">'
        f'<th role="rowheader" scope="row"><a href="#document-{number}" dir="auto"{pointed}>{escape(name)}</a></th>'
        f'<td role="cell" class="source" dir="auto">{escape(source)}</td>'
        f'<td role="cell" class="place">{strip(document.sentences)}</td>{shares_cells(shares)}'
        f'<td role="cell" class="run">{summary.longest_padding_run}</td>'
        f'<td role="cell" class="words">{summary.words:,}</td></tr>\n'
    )


def _above(total: Totals, by_source: Mapping[str, Totals], foreign: int) -> str:
    """Everything before the rows."""
    columns = {name: heading for name, heading in _COLUMNS.items() if name != UNCERTAIN or UNCERTAIN in total.shares}
    abstaining = ' class="abstaining"' if UNCERTAIN in total.shares else ""
    key = "".join(f"<li>{swatch(label)}{label} <b>{percent(share)}</b></li>" for label, share in total.shares.items())
    headings = "".join(
        f'<th role="columnheader" scope="col" class="{name}" aria-sort="none"><button type="button" '
        f'data-sort="{name}">{heading}</button></th>'
        for name, heading in columns.items()
    )
    options = "".join(f"<option>{escape(source)}</option>" for source in sorted(by_source))
    return f"""<div class="layout">
{aside()}
<main id="text">
<section id="listing"{abstaining} aria-labelledby="listing-name">
<h2 id="listing-name">{counted(total.documents, "document")}</h2>
<section class="summary" aria-label="Summary">
{bar_of_shares(total.shares)}
<ul class="key">{key}</ul>
<dl><div><dt>Information density</dt><dd><b>{percent(total.shares["reporting"])}</b>
of {counted(total.all_words, "word")} report</dd></div></dl>
</section>
{_foreign(foreign)}{source_table(by_source, total.shares) if len(by_source) > 1 else ""}
<p class="without-script">Sorting, filtering and opening a document need JavaScript. A single document
can be read without: <code>newsgrain annotate article.txt --output article.html</code>.</p>
<form class="filter" role="search" hidden><label>Find <input type="search" id="find" autocomplete="off"
placeholder="in names, ids and sources"></label>
<label>Source <select id="source"><option value="">all</option>{options}</select></label>
<span id="found" role="status"></span></form>
<table class="documents" role="table" aria-labelledby="listing-name">
<thead role="rowgroup"><tr role="row">{headings}</tr></thead>
<tbody role="rowgroup" id="rows">
"""


def _foreign(count: int) -> str:
    """How many of the documents are not English."""
    if not count:
        return ""
    verb = "is" if count == 1 else "are"
    return f"""<p class="foreign" role="note">{counted(count, "document")} {verb} not in English: labels mean nothing
there, and count in the totals all the same.</p>
"""


_BELOW = """</tbody></table>
<p class="empty" id="none-found" hidden>No document matches.</p>
</section>
<section id="reading" aria-label="Document" hidden>
<nav class="pager" aria-label="Documents"><a href="#" id="back">← All documents</a>
<span id="position"></span><button type="button" id="previous">Previous</button>
<button type="button" id="next">Next</button></nav>
<div id="opened"></div>
</section>
</main>
</div>
"""
