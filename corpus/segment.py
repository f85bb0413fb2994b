"""Segmentation: from a text to its units, without altering a character of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .block import INVISIBLE, Block, find_blocks, list_marker_end
from .boundary import mask, sentence_spans
from .document import Sentence


def segment(text: str, blocks: Sequence[Block] | None = None) -> tuple[Sentence, ...]:
    """Split a text into sentences, headings, list items and captions.

    For every unit `text[start:end]` is exactly `unit.text` (code points). Units are in order, do not overlap,
    and hold every character that is not blank; blank is what `str.isspace` says. Zero-width characters, marks
    of direction and control characters are thus not blank: they belong to the unit they touch. A text of
    nothing else is one unit, an empty or blank text has none.

    A heading is one unit; a paragraph, list item or caption has one for each of its sentences, a quotation of
    several sentences included (the closing mark stays with its sentence).

    Parameters
    ----------
    text
        Any string.
    blocks
        Spans `(start, end, role)` of known blocks, in order and without overlap; text outside them is
        searched for blocks as if it stood alone. Without it the whole text is.

    Raises
    ------
    ValueError
        If `blocks` overlap, are out of order or reach beyond the text.

    Examples
    --------
    >>> [unit.text for unit in segment("Dr. Smith left at 5 p.m. on Monday. “I am tired. Good night.”")]
    ['Dr. Smith left at 5 p.m. on Monday.', '“I am tired.', 'Good night.”']
    """
    found = find_blocks(text) if blocks is None else list(_completed(text, blocks))
    masked = mask(text)
    units: list[Sentence] = []
    for number, (start, end, role) in enumerate(found):
        if role == "heading":
            units.append(Sentence(text[start:end], start, end, role, number))
            continue
        spans = _block_spans(text, masked, start, end, listed=role == "list_item")
        units.extend([Sentence(text[a:b], a, b, role, number) for a, b in spans])
    return tuple(units)


def _block_spans(text: str, masked: str, start: int, end: int, *, listed: bool) -> list[tuple[int, int]]:
    """Spans of the sentences of one block; a list marker is part of the first."""
    if not listed:
        return sentence_spans(text, masked, start, end)
    behind_marker = list_marker_end(text, start, end)
    spans = sentence_spans(text, masked, behind_marker, end)
    return [(start, spans[0][1]), *spans[1:]]


def _completed(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Known blocks without blank margins, with the blocks found in the gaps between them."""
    at = 0
    for start, end, role in blocks:
        if not at <= start <= end <= len(text):
            raise ValueError(
                f"blocks must be in order, apart, and within the text of {len(text)} characters; "
                f"received ({start}, {end}, {role!r}) after offset {at}"
            )
        yield from _gap(text, at, start)
        block = text[start:end]
        inner = block.strip()
        if inner.strip(INVISIBLE):
            begin = start + len(block) - len(block.lstrip())
            yield begin, begin + len(inner), role
        else:
            yield from _gap(text, start, end)
        at = end
    yield from _gap(text, at, len(text))


def _gap(text: str, start: int, end: int) -> Iterator[Block]:
    if start < end and not text[start:end].isspace():
        for a, b, role in find_blocks(text[start:end]):
            yield start + a, start + b, role
