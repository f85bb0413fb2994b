"""Bounds on an HTML page, within which trafilatura's searches take seconds.

Its time grows with the square of the elements of one paragraph or section, and of the length of what its regular
expressions look through: data in scripts, attributes, titles. Pages of news stay far below.
"""

from __future__ import annotations

import json
from typing import Any

from .errors import InputError

MAX_ELEMENTS = 20_000
"""Of a page, line breaks not counted; long ones of news have some thousands."""

MAX_DATA = 16_384
"""Characters of a script of linked data (JSON-LD), which names author and date; longer ones are passed over."""

MAX_ATTRIBUTE = 2_048
"""Characters of an attribute that are kept."""

MAX_TITLE = 1_024
"""Characters that are kept of a title."""

_LINKED_DATA = "application/ld+json"


def keep_bounds(tree: Any, identity: str) -> None:
    """Cut off what would take trafilatura too long, in a tree of lxml's.

    Raises
    ------
    InputError
        If the page has more than `MAX_ELEMENTS`.
    """
    elements = 0
    for element in tree.iter():
        elements += element.tag != "br"
        if elements > MAX_ELEMENTS:
            raise InputError(
                identity,
                f"has more than {MAX_ELEMENTS:,} HTML elements, in which an article is not looked for; pass its text "
                "as a text file",
                kind="too-large",
            )
        for name, value in element.items():
            if len(value) > MAX_ATTRIBUTE:
                element.set(name, value[:MAX_ATTRIBUTE])
        if element.tag == "script" and element.text and not _is_sound(element):
            element.text = None
        if element.tag == "title" and element.text:
            element.text = element.text[:MAX_TITLE]


def _is_sound(script: Any) -> bool:
    """Whether linked data are short and JSON; trafilatura searches others with regular expressions that backtrack."""
    if script.get("type") != _LINKED_DATA:
        return True  # not looked at
    if len(script.text) > MAX_DATA:
        return False
    try:
        json.loads(script.text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True
