"""The blocks of a Markdown document; its text is kept as it is, markup included."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .block import Block
from .document import Document, Role

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n((?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)")
_PAIR = re.compile(r"([A-Za-z_][\w-]*):[ \t]+(\S.*)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r" {0,3}(?:-\s*){3,}$|(?: {0,3}\*\s*){3,}$| {0,3}(?:_\s*){3,}$")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)])\s+\S")
_IMAGE = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)\s*$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_ROW = re.compile(r"\s*\|")


def markdown_document(text: str, identity: str) -> Document:
    """Make a document of Markdown: blocks are recognised, the text stays as it is.

    Front matter (`key: value` lines between `---`) goes to the metadata and is no part of the text. The title
    is the front matter's, or else the first heading of the first level.
    """
    metadata: dict[str, str] = {}
    matter = _FRONT_MATTER.match(text)
    if matter:
        pairs = (_PAIR.match(line.strip()) for line in matter[1].splitlines())
        metadata = {pair[1]: pair[2].strip().strip("\"'") for pair in pairs if pair}
        text = text[matter.end() :]
    blocks = tuple(markdown_blocks(text))
    title = metadata.pop("title", None) or _first_title(text, blocks)
    return Document(text, identity, title, metadata, blocks)


def markdown_blocks(text: str) -> Iterator[Block]:
    """Give the blocks `(start, end, role)` of a Markdown text, in order.

    Line breaks within a paragraph, quotation or list item mean nothing; rows of a table, and images, stand
    alone.
    """
    start = end = at = 0
    role: Role | None = None
    fence = ""
    for raw in text.splitlines(keepends=True):
        line = raw.rstrip()
        begin, stop = at, at + len(line)
        at += len(raw)
        if fence:
            end = stop
            if line.strip().startswith(fence) and role is not None:
                yield start, end, role
                role, fence = None, ""
            continue
        if line and role == "text" and _UNDERLINE.match(line):
            yield start, stop, "heading"
            role = None
            continue
        opened, alone = _opened(line, inside=role is not None)
        if role is not None and (opened or not line):
            yield start, end, role
            role = None
        if not line:
            continue
        opening_fence = _FENCE.match(line)
        fence = opening_fence[1] if opening_fence else ""
        start, role = (begin, opened or "text") if role is None else (start, role)
        end = stop
        if alone and not fence:
            yield start, end, role
            role = None
    if role is not None and start < end:
        yield start, end, role


def _opened(line: str, *, inside: bool) -> tuple[Role | None, bool]:
    """The role of the block that a line opens (`None`: it goes on), and whether the line is all of it."""
    if _HEADING.match(line):
        return "heading", True
    if _RULE.match(line) or _ROW.match(line):
        return "text", True
    if _ITEM.match(line):
        return "list_item", False
    if _IMAGE.match(line):
        return "caption", True
    if _FENCE.match(line):
        return "text", False
    return (None if inside else "text"), False


def _first_title(text: str, blocks: tuple[Block, ...]) -> str | None:
    for start, end, role in blocks:
        block = text[start:end].strip()
        if role == "heading" and not block.startswith("##") and not block.endswith("--"):
            return block.splitlines()[0].strip("# \t=") or None
    return None
