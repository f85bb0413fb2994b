"""One document on a page: its name, figures, strip and text, and what the script needs to know of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from .article import article_blocks, escape, shown, split_marker
from .figures import shares_bar, strip, swatch
from .jsonl import render_jsonl
from .legend import counted, language_note, name_above, padding_run, percent, shown_sentences
from .markdown import render_markdown
from .visible import visible_line

if TYPE_CHECKING:
    from ..annotated import AnnotatedDocument, AnnotatedSentence, Reason

DOCUMENT_SCRIPTS = ("page.js", "strip.js", "explanation.js", "document.js")
"""What a page needs that shows `document_view` beside `aside`; its own script then makes a `DocumentView` of it."""


def document_view(document: AnnotatedDocument, number: int, *, keep: Collection[str] | None = None) -> str:
    """The document as an article element with the id `d{number}`."""
    name = name_above(document, number, keep)
    first = document.sentences[0] if document.sentences else None
    # A document that opens with its own headline keeps it; its name then stands small above.
    small = ' class="kicker"' if first is not None and first.role == "heading" else ""
    nothing = "No sentence bears the labels asked for." if document.sentences else "This document has no sentences."
    text = article_blocks(document, number, keep=keep) or f'<p class="empty">{nothing}</p>'
    return f"""<article id="d{number}" aria-labelledby="d{number}name">
<h2 id="d{number}name"{small} dir="auto" tabindex="-1">{escape(visible_line(name))}</h2>
{_note(document)}{_figures(document, number, keep)}
<p class="copy" hidden><button type="button" data-copy="markdown">Copy as Markdown</button>
<button type="button" data-copy="json">Copy as JSON</button> <span role="status"></span></p>
<div class="strip">{strip(document.sentences)}</div>
<div class="text">
{text}
</div>
</article>"""


def document_record(document: AnnotatedDocument, number: int, *, keep: Collection[str] | None = None) -> dict[str, Any]:
    """What the script needs of a document.

    `lengths` are the widths of its sentences in the strip; `labels` their labels; `sentences` maps the index of
    each one shown to what the panel says of it; `markdown` and `json` are what is copied.
    """
    at = {sentence.start: index for index, sentence in enumerate(document.sentences)}
    return {
        "lengths": [len(sentence.text) for sentence in document.sentences],
        "labels": [sentence.label for sentence in document.sentences],
        "sentences": {index: _details(sentence, at) for index, sentence in shown_sentences(document, keep)},
        "markdown": render_markdown(document, position=number, keep=keep),
        "json": render_jsonl(document, keep=keep).decode("utf-8"),
    }


def _note(document: AnnotatedDocument) -> str:
    """What stands above a document that is not English."""
    note = language_note(document)
    return f'<p class="foreign" role="note">{escape(note)}</p>\n' if note else ""


def _figures(document: AnnotatedDocument, number: int, keep: Collection[str] | None) -> str:
    """The bar of shares with its key, and the two figures of the whole document."""
    summary = document.summary
    key = "".join(
        f"<li>{swatch(label)}{label} <b>{percent(total.share)}</b> "
        f"<small>{counted(total.sentences, 'sentence')}</small></li>"
        for label, total in summary.labels.items()
    )
    run, start = padding_run(summary), summary.longest_padding_start
    if start is not None and (keep is None or document.sentences[start].label in keep):
        run = f'<a href="#d{number}s{start}">{run}</a>'
    return f"""<section class="summary" aria-label="Summary">
{shares_bar(summary)}
<ul class="key">{key}</ul>
<dl><div><dt>Information density</dt><dd><b>{percent(summary.information_density)}</b>
of {counted(summary.words, "word")} report</dd></div>
<div><dt>Longest padding run</dt><dd>{run}</dd></div></dl>
</section>"""


def _details(sentence: AnnotatedSentence, at: Mapping[int, int]) -> dict[str, Any]:
    said = sentence.attribution
    return {
        "confidence": round(sentence.confidence, 4),
        "probabilities": [round(p, 4) for p in sentence.probability_triple],
        "attribution": said and [visible_line(part or "") for part in (said.speaker, said.verb, said.quoted)],
        "reasons": [_reason(reason, sentence, at) for reason in sentence.reasons],
    }


def _reason(reason: Reason, sentence: AnnotatedSentence, at: Mapping[int, int]) -> dict[str, Any]:
    """A reason with the place of its words in the sentence as shown, or the earlier sentence that it points at."""
    found: dict[str, Any] = {"cue": visible_line(reason.cue), "weight": round(reason.weight, 2)}
    if reason.start < sentence.start:
        return {**found, "repeats": at[reason.start]} if reason.start in at else found
    if (reason.start, reason.end) == (sentence.start, sentence.end):
        return found
    marker, words = split_marker(sentence)
    first = sentence.start + len(marker)
    span = [_utf16_length(shown(words[: max(0, place - first)])) for place in (reason.start, reason.end)]
    return {**found, "span": span}


def _utf16_length(text: str) -> int:
    """How long a script takes a text for."""
    return len(text) + sum(character > "\uffff" for character in text)
