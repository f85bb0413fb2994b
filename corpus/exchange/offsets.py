"""Offsets of those who count otherwise: UTF-16 code units, as JavaScript does, where Python counts code points."""

from __future__ import annotations

from itertools import accumulate

_LAST_OF_PLANE_0 = "\uffff"  # every character beyond it (emoji, mostly) is two units in UTF-16


def has_astral(text: str) -> bool:
    """Whether the two ways of counting differ for this text."""
    return max(text, default="") > _LAST_OF_PLANE_0


def utf16_offsets(text: str) -> list[int]:
    """The UTF-16 offset of each code point of a text, and of its end: a list [len(text) + 1].

    >>> utf16_offsets("a😀b")
    [0, 1, 3, 4]
    """
    return list(accumulate((1 + (sign > _LAST_OF_PLANE_0) for sign in text), initial=0))


def code_points_of_utf16(text: str) -> dict[int, int]:
    """UTF-16 offset → code point, for every offset that does not cut a character in two."""
    return {offset: index for index, offset in enumerate(utf16_offsets(text))}
