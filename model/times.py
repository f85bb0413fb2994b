"""Times that stand around a verb: "the minister on Tuesday night said", "the union vowed on Thursday to …"."""

from __future__ import annotations

from collections.abc import Sequence

from .reporting_verbs import word_set
from .speaker_words import DATES

_UNITS = word_set("week weekend month year night")
_NEAR = word_set("last this late early earlier")
_PARTS = DATES | _UNITS | _NEAR | word_set("morning afternoon evening noon")
"""What a time is made of, next to figures."""

_OPENING = DATES | _NEAR
"""A time that begins so needs no preposition."""

_PREPOSITIONS = ("on", "in", "late", "early", "since", "by")
_PREPOSITIONS_AFTER = ("on", "in", "late", "early")
_LONGEST = 4


def before_time(words: Sequence[str], end: int) -> int:
    """Where a time that ends before `end` begins; `end` itself if there is none, or nothing stands before it.

    >>> before_time("The minister on Tuesday night said".split(), 5)
    2
    """
    start = end
    while start and end - start < _LONGEST and _is_part(words[start - 1]):
        start -= 1
    if start == end:
        return end  # as nine times in ten
    time = words[start:end]
    if not start or not (_is_dated(time) or "May" in time):
        return end
    if words[start - 1] in _PREPOSITIONS:
        return start - 1 or end
    return start if words[start].lower() in _OPENING else end


def after_time(words: Sequence[str], start: int) -> int:
    """Where a time that begins at `start` has ended; `start` itself if there is none.

    >>> after_time("vowed on Thursday to stay".split(), 1)
    3
    """
    first = start + (start < len(words) and words[start] in _PREPOSITIONS_AFTER)
    end = first
    while end < len(words) and end - first < _LONGEST and _is_part(words[end]):
        end += 1
    return end if _is_dated(words[first:end]) else start


def _is_part(word: str) -> bool:
    return word.lower() in _PARTS or word.isdigit() or word == "May"


def _is_dated(time: Sequence[str]) -> bool:
    return any(word.lower() in DATES or word in _UNITS for word in time)
