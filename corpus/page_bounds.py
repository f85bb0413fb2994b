"""Bounds on an HTML page, within which trafilatura's searches take seconds.

Its time grows with the square of the elements of one paragraph or section, and of the length of what its regular
expressions look through: data in scripts, attributes, titles. Pages of news stay far below.
"""

from __future__ import annotations

import json
import re
from typing import Any

from .errors import InputError

MAX_ELEMENTS = 20_000
"""Of a page, line breaks not counted; long ones of news have some thousands."""

MAX_DATA = 16_384
"""Characters of a script of linked data (JSON-LD), which names author and date; longer ones are passed over."""

MAX_ALL_DATA = 8 * MAX_DATA
"""Characters of all of them together; those after that are passed over."""

MAX_ATTRIBUTE, MAX_ATTRIBUTES = 2_048, 100
"""Characters of an attribute, and attributes of an element, that are kept."""

MAX_TITLE = 1_024
"""Characters that are kept of a title."""

_DATA = ("application/ld+json", "application/settings+json")
"""What trafilatura looks through."""

_DOCTYPE = re.compile(r"\s*<\s?!\s?doctype[^>]*>?", re.I)
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{8192,}")
_MOST_WORDS = 1_000


def refuse_crowded_tags(page: str, identity: str) -> None:
    """Refuse a page with a tag of thousands of attributes, each of which the parser compares with all others.

    Raises
    ------
    InputError
        If there is one.
    """
    if any(len(tag[0].split()) > _MOST_WORDS for tag in _LONG_TAG.finditer(page)):
        problem = f"has a tag of more than {_MOST_WORDS:,} attributes; pass its text as a text file"
        raise InputError(identity, problem, kind="too-large")


def with_plain_doctype(page: str) -> str:
    """The page with nothing in its document type, in which trafilatura looks for a slash again and again.

    Examples
    --------
    >>> with_plain_doctype('<!doctype html PUBLIC "-//W3C//DTD XHTML 1.0//EN"><p>It rained.')
    '<!DOCTYPE html><p>It rained.'
    """
    found = _DOCTYPE.match(page)
    return f"<!DOCTYPE html>{page[found.end() :]}" if found else page


def keep_bounds(tree: Any, identity: str) -> None:
    """Cut off what would take trafilatura too long, in a tree of lxml's.

    Raises
    ------
    InputError
        If the page has more than `MAX_ELEMENTS`.
    """
    elements = data = 0
    for element in tree.iter():
        elements += element.tag != "br"
        if elements > MAX_ELEMENTS:
            raise InputError(
                identity,
                f"has more than {MAX_ELEMENTS:,} HTML elements, in which an article is not looked for; pass its text "
                "as a text file",
                kind="too-large",
            )
        for name in element.keys()[MAX_ATTRIBUTES:]:
            del element.attrib[name]
        for name, value in element.items():
            if len(value) > MAX_ATTRIBUTE:
                element.set(name, value[:MAX_ATTRIBUTE])
        if element.tag == "script" and element.text and element.get("type") in _DATA:
            data += len(element.text)
            if data > MAX_ALL_DATA or not _is_sound(element.text):
                element.text = None
        if element.tag == "title" and element.text:
            element.text = element.text[:MAX_TITLE]


def _is_sound(data: str) -> bool:
    """Whether linked data are short and JSON; trafilatura searches others with regular expressions that backtrack."""
    if len(data) > MAX_DATA:
        return False
    try:
        json.loads(data, strict=False)
    except (ValueError, RecursionError):
        return False
    return True
