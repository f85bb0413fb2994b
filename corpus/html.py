"""The article in an HTML page, as trafilatura extracts it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from .block import Block, is_caption
from .document import Document, Role
from .errors import InputError
from .page_bounds import keep_bounds, refuse_crowded_tags, with_plain_doctype

_ROLES: dict[str, Role] = {"head": "heading", "item": "list_item"}
_BLOCKS = frozenset(["head", "p", "quote", "list", "item", "table", "row", "div", "code"])
_METADATA = ("author", "date", "sitename", "url", "language")
_ENDINGS = tuple(".!?…:;\"”’'")


def html_document(page: str, identity: str) -> Document:
    """Make a document of a page: its title, headings, paragraphs and list items, each a block.

    The text is what trafilatura takes for the article, blocks set apart by empty lines.

    Raises
    ------
    InputError
        If trafilatura finds no article, or the page is out of bounds.
    """
    from trafilatura import bare_extraction, load_html

    # Without a handler its complaints about odd pages would reach stderr past the caller's own logging.
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    refuse_crowded_tags(page, identity)
    tree: Any = load_html(with_plain_doctype(page))
    if tree is not None:
        keep_bounds(tree, identity)
    article: Any = tree is not None and bare_extraction(
        tree, with_metadata=True, include_comments=False, include_tables=True
    )
    found = list(_blocks(article.body, "text")) if article and article.body is not None else []
    if not found:
        problem = "no article was found in the HTML page; pass its text as a text file"
        raise InputError(identity, problem, kind="format")
    title = " ".join(article.title.split()) if article.title else None
    if title and not _stands_on_top(title, found):
        found.insert(0, (title, "heading"))
    values = {name: getattr(article, name, None) for name in _METADATA}
    text, blocks = _laid_out(found)
    return Document(text, identity, title, {k: v for k, v in values.items() if v}, blocks)


def _blocks(element: Any, role: Role) -> Iterator[tuple[str, Role]]:
    """Text and role of every block below an element of trafilatura's tree."""
    if element.tag == "row":
        cells = (" ".join("".join(cell.itertext()).split()) for cell in element)
        if row := " | ".join(cell for cell in cells if cell):
            yield row, role
        return
    inline = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield from _lines("".join(inline), role)
            inline = []
            yield from _blocks(child, _ROLES.get(child.tag, role))
        else:
            inline.append("\n" if child.tag == "lb" else " ".join(child.itertext()))
        inline.append(child.tail or "")
    yield from _lines("".join(inline), role)


def _lines(inline: str, role: Role) -> Iterator[tuple[str, Role]]:
    """One block of inline text, or several where line breaks part whole sentences."""
    held = ""
    for line in inline.split("\n"):
        held = f"{held} {' '.join(line.split())}".strip()
        if held.endswith(_ENDINGS):
            yield held, _caption_or(role, held)
            held = ""
    if held:
        yield held, _caption_or(role, held)


def _caption_or(role: Role, block: str) -> Role:
    return "caption" if role == "text" and is_caption(block) else role


def _stands_on_top(title: str, found: list[tuple[str, Role]]) -> bool:
    """Whether one of the first blocks already is the title, or a part of it."""
    return any(
        role == "heading" and (text.casefold() in title.casefold() or title.casefold() in text.casefold())
        for text, role in found[:3]
    )


def _laid_out(found: list[tuple[str, Role]]) -> tuple[str, tuple[Block, ...]]:
    at = 0
    blocks: list[Block] = []
    for text, role in found:
        blocks.append((at, at + len(text), role))
        at += len(text) + 2
    return "\n\n".join(text for text, _ in found), tuple(blocks)
