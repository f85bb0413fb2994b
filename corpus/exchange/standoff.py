"""Stand-off labels: sentences known by their hashes, found again in the text they were taken from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

DIGITS = 12
"""Hexadecimal digits of the SHA-1 that name a sentence."""

MAX_CHARACTERS = 1_000
"""No labelled sentence is longer."""

GIVE_UP_AFTER = 5
"""Sentences missing one after the other, after which the text is taken for another one."""

_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def sentence_digest(sentence: str) -> str:
    """The digits that name a sentence.

    >>> sentence_digest("The dam holds.")
    'e0a4e9fa3cb6'
    """
    return hashlib.sha1(sentence.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:DIGITS]


def find_sentences(text: str, digests: Sequence[str]) -> list[str | None]:
    """The sentences of these digests, found in the text in their order; `None` for each that is not there.

    How the text was split need not be known: from where the last sentence ended, every start of a word and every end
    within reach is tried. White space counts as one blank.
    """
    flat = _SPACE.sub(" ", text)
    found: list[str | None] = []
    position = missing = 0
    for digest in digests:
        span = None if missing == GIVE_UP_AFTER else _find(flat, position, digest)
        found.append(span and flat[slice(*span)])
        missing = 0 if span else min(missing + 1, GIVE_UP_AFTER)
        position = span[1] if span else position
    return found


def _find(text: str, position: int, digest: str) -> tuple[int, int] | None:
    for start in _starts(text, position):
        running = hashlib.sha1(usedforsecurity=False)
        for end in range(start + 1, min(len(text), start + MAX_CHARACTERS) + 1):
            running.update(text[end - 1].encode("utf-8", "surrogatepass"))
            if running.hexdigest()[:DIGITS] == digest:
                return start, end
    return None


def _starts(text: str, position: int) -> Iterator[int]:
    """The position itself past a blank, then every start of a word."""
    while position < len(text):
        if text[position] != " ":
            yield position
            position = text.find(" ", position)
            if position < 0:
                return
        position += 1
