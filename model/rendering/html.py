"""Annotated documents as one self-contained HTML page, and as a fragment for notebooks."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable
from itertools import chain, islice
from typing import IO, TYPE_CHECKING

from .article import article_blocks, escape
from .controls import aside
from .document_view import DOCUMENT_SCRIPTS, document_record, document_view
from .index import write_index
from .legend import NOT_MEANT, document_name, language_note, padding_run, percent
from .shell import Shell, joined, json_element

if TYPE_CHECKING:
    from ..annotated import AnnotatedDocument


def render_page(documents: Iterable[AnnotatedDocument], *, keep: Collection[str] | None = None) -> str:
    """The page of `write_page` as a string.

    >>> import newsgrain
    >>> page = newsgrain.render_page([newsgrain.load_model().annotate("It rained in Oslo on Monday.")])
    >>> page.startswith("<!doctype html>")
    True
    """
    stream = io.BytesIO()
    write_page(documents, stream, keep=keep)
    return stream.getvalue().decode("utf-8")


def write_page(
    documents: Iterable[AnnotatedDocument], stream: IO[bytes], *, keep: Collection[str] | None = None
) -> None:
    """Write a page that needs nothing but itself: no network, no framework.

    One document is written as an article that is readable without scripts; several get an index whose rows
    open them in place, and only one of them is in memory at a time. With `keep`, only sentences of those
    labels are shown; the summary and the strip still describe the whole document. Every character of a
    document is escaped, and the Content-Security-Policy allows the page's own style sheet and script by their
    hashes and nothing else.
    """
    remaining = iter(documents)
    first = list(islice(remaining, 2))
    if len(first) == 1:
        stream.write(_single(first[0], keep).encode("utf-8"))
    else:
        write_index(chain(first, remaining), stream, keep=keep)


def render_fragment(document: AnnotatedDocument) -> str:
    """The highlighted text for a notebook: no script, colours that hold on light and dark ground, and letters
    that remain where the style sheet is stripped.
    """
    summary = document.summary
    shares = " · ".join(f"{label} {percent(total.share)}" for label, total in summary.labels.items())
    figures = f"{shares} · longest padding run: {padding_run(summary)}"
    note = language_note(document)
    warned = f"<p><strong>{escape(note)}</strong></p>\n" if note else ""
    return (
        f'<div class="newsgrain-fragment"><style>{joined(("fragment.css",))}</style>\n'
        f'{warned}<p class="figures">{escape(figures)}</p>\n{article_blocks(document, 0, badges=True)}\n'
        f'<p class="figures">{escape(NOT_MEANT)}</p></div>'
    )


def _single(document: AnnotatedDocument, keep: Collection[str] | None) -> str:
    model = f"model {document.model_name} {document.model_version}"
    shell = Shell(
        document_name(document),
        f"Reporting, opinion and padding, sentence by sentence · {model}",
        scripts=(*DOCUMENT_SCRIPTS, "single.js"),
    )
    return f"""{shell.head}<div class="layout">
{aside()}
<main id="text">
{document_view(document, 0, keep=keep)}
</main>
</div>
{json_element("record-0", document_record(document, 0, keep=keep))}{shell.foot}"""
