"""Annotated documents as one self-contained HTML page, and as a fragment for notebooks."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from .article import article_blocks, escape
from .figures import PATTERNS, document_strip, shares_bar, swatch
from .legend import MARKS, NOT_MEANT, counted, document_name, padding_run, percent, shown_sentences
from .visible import visible_line

if TYPE_CHECKING:
    from ..annotated import AnnotatedDocument, AnnotatedSentence
    from ..summary import Summary


def render_page(documents: Sequence[AnnotatedDocument], *, keep: Collection[str] | None = None) -> str:
    """A page that needs nothing but itself: no network, no framework; without scripts it is still readable.

    Several documents get an index at the top. With `keep`, only sentences of those labels are shown; the
    summary and the strip still describe the whole document. Every character of a document is escaped, and the
    Content-Security-Policy allows the page's own style sheet and script by their hashes and nothing else.
    """
    style, script = _asset("page.css"), _asset("page.js")
    title = document_name(documents[0]) if len(documents) == 1 else counted(len(documents), "document")
    articles = "\n".join(_article(document, number, keep) for number, document in enumerate(documents))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{content_security_policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(visible_line(title))} – newsgrain</title>
<style>{style}</style>
</head>
<body>
{PATTERNS}
<a class="skip" href="#text">Skip to the text</a>
<header class="page"><h1>newsgrain</h1><p>{_models(documents)}</p></header>
<div class="layout">
{_aside()}
<main id="text">
{_index(documents) if len(documents) > 1 else ""}
{articles}
</main>
</div>
<script type="application/json" id="data">{_data(documents, keep)}</script>
<script>{script}</script>
</body>
</html>
"""


def render_fragment(document: AnnotatedDocument) -> str:
    """The highlighted text for a notebook: no script, colours that hold on light and dark ground, and letters
    that remain where the style sheet is stripped.
    """
    summary = document.summary
    shares = " · ".join(f"{label} {percent(total.share)}" for label, total in summary.labels.items())
    figures = f"{shares} · longest padding run: {padding_run(summary)}"
    return (
        f'<div class="newsgrain-fragment"><style>{_asset("fragment.css")}</style>\n'
        f'<p class="figures">{escape(figures)}</p>\n{article_blocks(document, 0, badges=True)}\n'
        f'<p class="figures">{escape(NOT_MEANT)}</p></div>'
    )


def content_security_policy(style: str, script: str) -> str:
    """A policy that allows one style sheet and one script, by hash, and forbids everything else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _article(document: AnnotatedDocument, number: int, keep: Collection[str] | None) -> str:
    name = document_name(document, number)
    first = document.sentences[0] if document.sentences else None
    # A document that opens with its own headline keeps it; its name then stands small above.
    small = ' class="kicker"' if first is not None and first.role == "heading" else ""
    text = article_blocks(document, number, keep=keep) or '<p class="empty">This document has no sentences.</p>'
    return f"""<article id="d{number}" aria-labelledby="d{number}name">
<h2 id="d{number}name"{small} dir="auto">{escape(visible_line(name))}</h2>
{_figures(document.summary, number, document.sentences, keep)}
{document_strip(document, number, keep=keep)}
<div class="text">
{text}
</div>
</article>"""


def _figures(
    summary: Summary, number: int, sentences: Sequence[AnnotatedSentence], keep: Collection[str] | None
) -> str:
    """The bar of shares with its key, and the two figures of the whole document."""
    key = "".join(
        f"<li>{swatch(label)}{label} <b>{percent(total.share)}</b> "
        f"<small>{counted(total.sentences, 'sentence')}</small></li>"
        for label, total in summary.labels.items()
    )
    run, start = padding_run(summary), summary.longest_padding_start
    if start is not None and (keep is None or sentences[start].label in keep):
        run = f'<a href="#d{number}s{start}">{run}</a>'
    return f"""<section class="summary" aria-label="Summary">
{shares_bar(summary)}
<ul class="key">{key}</ul>
<dl><div><dt>Information density</dt><dd><b>{percent(summary.information_density)}</b>
of {counted(summary.words, "word")} report</dd></div>
<div><dt>Longest padding run</dt><dd>{run}</dd></div></dl>
</section>"""


def _index(documents: Sequence[AnnotatedDocument]) -> str:
    rows = "\n".join(
        f'<tr><th scope="row"><a href="#d{number}" dir="auto">'
        f"{escape(visible_line(document_name(document, number)))}</a></th>"
        f"<td>{shares_bar(document.summary)}</td><td>{percent(document.summary.information_density)}</td>"
        f"<td>{counted(document.summary.words, 'word')}</td></tr>"
        for number, document in enumerate(documents)
    )
    return f"""<section class="index"><h2>{counted(len(documents), "document")}</h2>
<table><thead><tr><th scope="col">Document</th><th scope="col">Shares of words</th>
<th scope="col">Density</th><th scope="col">Length</th></tr></thead>
<tbody>
{rows}
</tbody></table></section>"""


def _aside() -> str:
    """Legend with toggles, confidence slider and the panel of details."""
    toggles = "\n".join(
        f'<li><label><input type="checkbox" id="show-{label}" checked>'
        f'<span class="swatch {label}">{mark.letter}</span><span class="name">{label}</span></label>'
        f'<span class="meaning">{mark.meaning}</span></li>'
        for label, mark in MARKS.items()
    )
    return f"""<aside aria-label="Legend and details">
<section class="legend"><h2>Labels</h2>
<ul>
{toggles}
</ul>
<label class="strip-to"><input type="checkbox" id="hide-rest">Hide what is not ticked</label>
<div class="threshold" hidden><label for="threshold">Grey out below <output id="threshold-value">33%</output>
confidence</label><input type="range" id="threshold" min="33" max="100" value="33"></div>
<p class="not-meant">{NOT_MEANT}</p></section>
<section class="details" id="details" aria-live="polite" hidden><h2>Why</h2>
<p class="hint">Point at a sentence, or press Tab and the arrow keys.</p><div class="body"></div>
<button type="button" class="close">Close</button></section>
</aside>"""


def _models(documents: Sequence[AnnotatedDocument]) -> str:
    models = dict.fromkeys(f"{d.model_name} {d.model_version}" for d in documents)
    by = f" · model {escape(', '.join(models))}" if models else ""
    return f"Reporting, opinion and padding, sentence by sentence{by}"


def _data(documents: Sequence[AnnotatedDocument], keep: Collection[str] | None) -> str:
    """What the panel of details shows, as JSON in ASCII that cannot end its element."""
    details = {
        f"d{number}s{index}": _details(document, sentence)
        for number, document in enumerate(documents)
        for index, sentence in shown_sentences(document, keep)
    }
    text = json.dumps(details, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _details(document: AnnotatedDocument, sentence: AnnotatedSentence) -> dict[str, Any]:
    said = sentence.attribution
    words = [document.text[reason.start : reason.end] for reason in sentence.reasons]
    return {
        "label": sentence.label,
        "confidence": round(sentence.confidence, 4),
        "probabilities": [round(p, 4) for p in sentence.probability_triple],
        "attribution": said and [visible_line(part or "") for part in (said.speaker, said.verb, said.quoted)],
        "reasons": [
            [visible_line(reason.cue), round(reason.weight, 2), visible_line(found)]
            for reason, found in zip(sentence.reasons, words, strict=True)
        ],
    }


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _asset(name: str) -> str:
    """A style sheet or script of this package."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
