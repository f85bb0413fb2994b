"""The blocks of a plain text: headings, paragraphs, list items and captions.

A line break ends a paragraph in some texts (one paragraph a line, as text extractors write them) and
means nothing in others (hard-wrapped text). Which it is shows in the lines themselves: a wrapped line
mostly stops in mid-sentence, and is too full to take the first word of the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .document import Role

Block = tuple[int, int, Role]

INVISIBLE = "".join(
    map(chr, (*range(9), *range(0x0E, 0x1C), 0x7F, 0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010)))
) + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0xFEFF)))
"""Characters that are not blank in Python's sense yet show nothing: controls, zero-width characters, marks of
direction, byte-order marks. They belong to the sentence they touch and never make one of their own."""

HEADING_MAX_CHARACTERS = 120
"""A longer line without a full stop is a sentence that lost it; 95 of 100 news headlines stay below 100."""

WRAPPED_SHARE = 0.3
"""A text is hard-wrapped when at least this share of its lines breaks off in mid-sentence before a lower-case
letter. Of wrapped news articles 99 in 100 lie above 0.55, of those with one paragraph a line below 0.04."""

WRAP_WIDTHS = (35, 160)
"""Nobody wraps narrower or wider: such lines that break off are paragraphs with a stray line break."""

_FULL = 0.85  # of the width: what makes a line full that stops in mid-sentence; wrapping may be ragged
_TRIMMED = INVISIBLE + "".join(chr(c) for c in range(0x3001) if chr(c).isspace())
_CLOSERS = "\"'”’»)]}*_"
_TERMINAL = frozenset(".!?…。！？؟:;")
_LIST_MARKER = re.compile(
    r"(?:[-*•‣▪◦·–]\s+|\(?\d{1,3}[.)]\s+|\(?(?:[A-Za-z]|[ivx]{2,4})\)\s+)(?=\S)",
)
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s")
_LIST_STARTS = frozenset("-*•‣▪◦·–(0123456789")
_HASHES = re.compile(r"#{1,6}\s+\S")
_CAPTION = re.compile(
    r"(?:FILE(?:\s+(?:PHOTO|IMAGE|PICTURE))?|(?:File |Stock )?(?:Photo|Picture|Image|Video|Photograph)s?"
    r"(?:\s+(?:by|credit|courtesy|caption|copyright|source))?|PHOTO|PICTURE|IMAGE|VIDEO|Pictured|Caption|CAPTION)"
    r"\s*(?::|–|—|\s-\s)|Image (?:caption|copyright|source)\s|"
    r"\((?:(?:AP|AFP|Reuters|REUTERS|Getty|EPA|PA|File) (?:Photo|Images?)|Photo by|Photo:|Image:|Picture:)"
)
_CAPTION_STARTS = frozenset("FSPIVCpivc(")
_AGENCY = r"(?:AP|AFP|ANI|DPA|dpa|EPA|File|Getty|PA|PTI|REUTERS|Reuters|TASS|Xinhua)"
_CREDIT = re.compile(
    rf"(?:\({_AGENCY}(?:\s(?:Photo|File|Images?)\b|/)[^()]{{0,120}}\)|"
    r"\((?:Photo|Picture|Image)s?\s?(?:by\b|:|credit)[^()]{0,120}\)|"
    r"REUTERS/[\w .'’/()-]{2,60}|/\s?Getty Images|\bvia (?:AP|Getty Images)\)?)\W{0,3}$"
)
_CREDIT_WITHIN = 160  # characters from the end of a block in which a credit may begin
_CAPTION_MAX_CHARACTERS = 600


class _Line(NamedTuple):
    start: int
    end: int
    content: str
    opens: Role | None  # what the beginning of the line says that it opens
    after_gap: bool


def find_blocks(text: str) -> list[Block]:
    """Give the blocks `(start, end, role)` of a text, in order, covering every character that is not blank.

    A block ends at an empty line, before a list item, caption or heading, and at a line break that is not a
    mere wrap. A line that shows nothing but zero-width characters counts as empty; those characters go with
    the block before it (after it, at the start of the text).

    >>> [role for _, _, role in find_blocks("Dam holds\\n\\nThe dam held.\\n- It was built in 1931.")]
    ['heading', 'text', 'list_item']
    """
    lines, strays = _visible_lines(text)
    if not lines:
        return [(strays[0][0], strays[-1][1], "text")] if strays else []
    groups = list(_grouped(lines))
    blocks = [
        (group[0].start, group[-1].end, _role(group, text, last=index == len(groups) - 1))
        for index, group in enumerate(groups)
    ]
    return _adopt(blocks, strays) if strays else blocks


def is_caption(block: str) -> bool:
    """Whether a block is the caption of a picture: announced at its start, or credited at its end."""
    if not block or len(block) > _CAPTION_MAX_CHARACTERS:
        return False
    announced = block[0] in _CAPTION_STARTS and _CAPTION.match(block) is not None
    return announced or _ends_in_credit(block, len(block))


def list_marker_end(text: str, start: int, end: int) -> int:
    """Offset behind the list marker that a block starts with (`start` itself without one)."""
    match = _LIST_MARKER.match(text, start, end)
    return match.end() if match else start


def _visible_lines(text: str) -> tuple[list[_Line], list[tuple[int, int]]]:
    """The lines that show something, and the spans of those that hold invisible characters only."""
    lines: list[_Line] = []
    strays: list[tuple[int, int]] = []
    at = 0
    gap = True
    for raw in text.splitlines(keepends=True):
        line = raw.rstrip()
        if line:
            start = at + len(line) - len(line.lstrip())
            content = line.strip(_TRIMMED)
            if content:
                lines.append(_Line(start, at + len(line), content, _opening(content), gap))
                gap = False
            else:
                strays.append((start, at + len(line)))
                gap = True
        else:
            # "\r\n" arrives as one line end; a form feed starts a new page and so a new block.
            gap = True
        if raw[-1] == "\f":
            gap = True
        at += len(raw)
    return lines, strays


def _grouped(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Runs of lines that belong to one block."""
    width = _wrap_width(lines)
    group = [lines[0]]
    for above, line in pairwise(lines):
        if line.after_gap or not _continues(above, line, width):
            yield group
            group = []
        group.append(line)
    yield group


def _wrap_width(lines: list[_Line]) -> int:
    """The width that a hard-wrapped text was wrapped at, 0 for a text that was not."""
    pairs = broken = 0
    lengths: list[int] = []
    for above, line in pairwise(lines):
        if line.after_gap:
            continue
        pairs += 1
        if line.content[0].islower() and not _ends_sentence(above.content):
            broken += 1
            lengths.append(len(above.content))
    if not broken or broken < WRAPPED_SHARE * pairs:
        return 0
    lengths.sort()
    width = lengths[int(0.9 * (len(lengths) - 1))]
    return width if WRAP_WIDTHS[0] <= width <= WRAP_WIDTHS[1] else 0


def _opening(content: str) -> Role | None:
    """The role that the beginning of a line gives away; few lines need more than a look at one letter."""
    first = content[0]
    if first in _LIST_STARTS or content[1:2] == ")" or content[2:3] == ")":
        if _LIST_MARKER.match(content):
            return "list_item"
    elif first == "#":
        return "heading" if _HASHES.match(content) else None
    if first in _CAPTION_STARTS and _CAPTION.match(content):
        return "caption"
    return None


def _continues(above: _Line, line: _Line, width: int) -> bool:
    """Whether the break between two neighbouring lines is a wrap."""
    content = line.content
    wanted = len(above.content) + 1 + len(content.split(None, 1)[0]) if width else 0
    full = width > 0 and wanted > _FULL * width
    if above.opens == "heading":
        return False
    if line.opens is not None:
        # "… fell to\n12. The bank" in wrapped prose is no list.
        return full and not _ends_sentence(above.content) and _NUMBERED.match(content) is not None
    if _ends_sentence(above.content):
        return wanted > width
    return full or content[0].islower() or above.content[-1] == ","


def _ends_sentence(content: str) -> bool:
    last = content[-1]
    if last in _CLOSERS:
        last = content.rstrip(_CLOSERS)[-1:]
    return last in _TERMINAL


def _role(group: list[_Line], text: str, *, last: bool) -> Role:
    """What a block is; `last` says that nothing follows it, so that it heads nothing."""
    first = group[0]
    if first.opens in ("heading", "list_item"):
        return first.opens
    length = group[-1].end - first.start
    if length <= _CAPTION_MAX_CHARACTERS and (first.opens or _ends_in_credit(text, group[-1].end)):
        return "caption"
    if last or len(group) > 1 or length > HEADING_MAX_CHARACTERS:
        return "text"
    return "heading" if _is_headline(first.content) else "text"


def _ends_in_credit(text: str, end: int) -> bool:
    tail = text[max(0, end - _CREDIT_WITHIN) : end]
    return ("/" in tail or "(" in tail or " via " in tail) and _CREDIT.search(tail) is not None


def _is_headline(content: str) -> bool:
    """A line of its own without a full stop; not a byline, nor a line that starts in mid-sentence."""
    return (
        content[-1] != ","
        and not _ends_sentence(content)
        and not content[0].islower()
        and not content.startswith(("By ", "BY "))
        and any(character.isalnum() for character in content)
    )


def _adopt(blocks: list[Block], strays: list[tuple[int, int]]) -> list[Block]:
    """Extend each block over the invisible lines that follow it (the first also over those before it)."""
    adopted: list[Block] = []
    pending = 0
    for index, (start, end, role) in enumerate(blocks):
        following = blocks[index + 1][0] if index + 1 < len(blocks) else None
        while pending < len(strays) and (following is None or strays[pending][0] < following):
            start = min(start, strays[pending][0])
            end = max(end, strays[pending][1])
            pending += 1
        adopted.append((start, end, role))
    return adopted
