"""The document as GitHub-flavoured Markdown with its sentences marked, to paste into a pull request."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from ...corpus.label import UNCERTAIN
from .legend import MARKS, NOT_MEANT, counted, language_note, name_above, padding_run, percent, shown_sentences
from .visible import visible_line

if TYPE_CHECKING:
    from ...corpus.document import Role
    from ..annotated import AnnotatedDocument, AnnotatedSentence
    from ..summary import Summary

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$&!]")
_ORDINAL = re.compile(r"^(\d+)([.)])")
_BULLET = re.compile(r"^([-+=])")
# What GitHub links or notifies by itself: mentions, issue numbers, addresses of pages and of mail. A word
# joiner (U+2060) shows nothing and keeps them plain text; a backslash would not.
_AUTOMATIC = re.compile(r"(@|#(?=\d)|:(?=//)|\bwww(?=\.)|\bGH(?=-\d))", re.IGNORECASE)
_OWN_MARKER = re.compile(r"^(?:#{1,6}|[-*+•–·])\s+")
_PREFIXES: dict[Role, str] = {"text": "", "heading": "### ", "list_item": "- ", "caption": "> "}
_WRAPPERS = {"reporting": ("", ""), "opinion": ("*", "*"), "padding": ("~~", "~~"), UNCERTAIN: ("", "")}

LEGEND = "Plain: reporting · *italics* `O`: opinion · ~~struck~~ `P`: padding · `?`: uncertain. " + NOT_MEANT


def render_markdown(document: AnnotatedDocument, *, position: int = 0, keep: Collection[str] | None = None) -> str:
    """One document as Markdown: title, totals, legend, text.

    Nothing in the document can become markup, HTML, a link or a mention: special characters are escaped, and
    a word joiner (U+2060) parts what GitHub would link by itself.
    """
    title = escape_markdown(name_above(document, position, keep))
    blocks = "\n\n".join(_blocks(document, keep))
    note = language_note(document)
    warned = f"**{note}**\n\n" if note else ""
    return f"## {title}\n\n{warned}{_table(document.summary)}\n\n{LEGEND}\n\n---\n\n{blocks}\n"


def escape_markdown(text: str) -> str:
    r"""Text on one line that shows in Markdown as it is.

    >>> escape_markdown("# <b>5 * 3</b>")
    '\\# \\<b\\>5 \\* 3\\</b\\>'
    """
    line = _AUTOMATIC.sub("\\1\u2060", visible_line(text))
    line = _SPECIAL.sub(r"\\\g<0>", line)
    return _BULLET.sub(r"\\\1", _ORDINAL.sub(r"\1\\\2", line))


def _blocks(document: AnnotatedDocument, keep: Collection[str] | None) -> Iterator[str]:
    """One block for each paragraph."""
    shown = (sentence for _, sentence in shown_sentences(document, keep))
    for (_, role), sentences in groupby(shown, key=lambda s: (s.paragraph, s.role)):
        yield _PREFIXES[role] + " ".join(_sentence(s) for s in sentences)


def _sentence(sentence: AnnotatedSentence) -> str:
    text = visible_line(sentence.text)
    if sentence.role in ("heading", "list_item"):
        text = _OWN_MARKER.sub("", text)
    if not text:
        return ""
    opening, closing = _WRAPPERS[sentence.label]
    badge = "" if sentence.label == "reporting" else f" `{MARKS[sentence.label].letter}`"
    return f"{opening}{escape_markdown(text)}{closing}{badge}"


def _table(summary: Summary) -> str:
    rows = [
        f"| {label} | {total.sentences} | {total.words} | {percent(total.share)} |"
        for label, total in summary.labels.items()
    ]
    figures = (
        f"Information density {percent(summary.information_density)} of {counted(summary.words, 'word')}; "
        f"longest padding run: {padding_run(summary)}."
    )
    header = ("| label | sentences | words | share of words |", "| :-- | --: | --: | --: |")
    return "\n".join((*header, *rows, "", figures))
