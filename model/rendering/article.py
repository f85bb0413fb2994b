"""The text of a document as an HTML article whose sentences stand in place."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from .legend import MARKS, percent, shown_sentences
from .visible import visible

if TYPE_CHECKING:
    from ...corpus.document import Role
    from ..annotated import AnnotatedDocument, AnnotatedSentence

_MARKER = re.compile(r"^(?:#{1,6}|[-*+•–·]|\d{1,3}[.)])\s+")

_MARKS = re.compile(r"(#{1,6})\s")
_UNDERLINED = re.compile(r"\n {0,3}-{2,}\s*$")


def shown(text: str) -> str:
    r"""Text as a page holds it: what acts is made visible, every line end is one character.

    >>> shown("one\r\ntwo")
    'one\ntwo'
    """
    return visible(text).replace("\r\n", "\n").replace("\r", "\n")


def escape(text: str) -> str:
    """Text for HTML content and quoted attributes: nothing in it is markup, acts, or stays invisible."""
    return html.escape(shown(text), quote=True)


def article_blocks(
    document: AnnotatedDocument, number: int, *, keep: Collection[str] | None = None, badges: bool = False
) -> str:
    """The paragraphs, headings, lists and captions of a document.

    Sentence `i` of document `number` has the element id `d{number}s{i}`. With `badges` the letters are part
    of the text, for places where style sheets may be stripped.
    """
    blocks = groupby(shown_sentences(document, keep), key=lambda item: (item[1].paragraph, item[1].role))
    parts: list[str] = []
    in_list = False
    level = 2
    for (_, role), items in blocks:
        if (role == "list_item") != in_list:
            in_list = role == "list_item"
            parts.append("<ul>" if in_list else "</ul>")
        held = list(items)
        if role == "heading":
            level = min(heading_level(held[0][1].text), level + 1)
        parts.append(_block(role, _sentences(held, number, badges), level))
    if in_list:
        parts.append("</ul>")
    return "\n".join(parts)


def heading_level(text: str) -> int:
    """The level in the page, 3 to 6, of a heading of a document: as deep as its marks, the first without any.

    >>> heading_level("## Background"), heading_level("Background")
    (4, 3)
    """
    marks = _MARKS.match(text)
    return min(2 + len(marks[1]), 6) if marks else 4 if _UNDERLINED.search(text) else 3


def _block(role: Role, content: str, level: int) -> str:
    if role == "heading":
        return f'<h{level} dir="auto">{content}</h{level}>'
    if role == "caption":
        return f'<p class="caption" dir="auto">{content}</p>'
    if role == "list_item":
        own = ' class="marked"' if '<span class="marker">' in content else ""
        return f'<li{own} dir="auto">{content}</li>'
    return f'<p dir="auto">{content}</p>'


def _sentences(items: Iterable[tuple[int, AnnotatedSentence]], number: int, badges: bool) -> str:
    return " ".join(_sentence(index, sentence, number, badges) for index, sentence in items)


def _sentence(index: int, sentence: AnnotatedSentence, number: int, badges: bool) -> str:
    marker, text = split_marker(sentence)
    sign = f'<span class="marker">{escape(marker)}</span>' if marker else ""
    letter = f"<sup>{MARKS[sentence.label].letter}</sup>" if badges else ""
    name = "" if badges else f' id="d{number}s{index}"'
    title = f' title="{sentence.label}, {percent(sentence.confidence)}"' if badges else ""
    return f'{sign}<mark class="{sentence.label}"{name}{title}>{letter}{escape(text)}</mark>'


def split_marker(sentence: AnnotatedSentence) -> tuple[str, str]:
    """The document's own sign of a heading or a list item, empty without one, and the words after it."""
    match = _MARKER.match(sentence.text) if sentence.role in ("heading", "list_item") else None
    end = match.end() if match else 0
    return sentence.text[:end], sentence.text[end:]
