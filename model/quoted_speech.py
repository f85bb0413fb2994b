"""A sentence taken apart into what its writer says and what stands within quotation marks.

Straight and curly, double and single marks, guillemets and the doubled signs of old agency text. A single mark
opens only before a letter at the start of a word, and closes only after one; an apostrophe is neither.
Everything is found in one pass from left to right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .reporting_verbs import word_set

QUOTE = "\ue000"
"""Stands for a quotation in the narration."""

TITLE = "\ue001"
"""Stands for a title or a word kept at arm's length, which nobody says."""

MARKS = ('"', "“", "”", "„", "«", "»", "''", "``", "‘", " '", "\n'", "('", "—'")
"""What a text without quotation marks is free of (a mark at its very start apart)."""

# starts with the set of all marks and looks back at which it was: the search then skips from mark to mark, which
# takes a seventh of the time of one that tries every alternative at every letter
_MARK = re.compile(
    r"""["“”„«»'`‘’](?:(?<=["“”„«»])|(?<=')'|(?<=`)`|(?<=‘)(?=\S)"""
    r"""|(?:(?<=[\s(\[—–:]')|(?<=^'))(?=\w)(?!\d\ds?\b)(?!(?:n'|em\b|til\b|tis\b|cause\b))|(?<=['’])(?!\w))"""
)
CLOSERS: dict[str, tuple[str, ...]] = {
    "“": ("”",),
    "„": ("“", "”"),
    "«": ("»",),
    "``": ("''", '"', "”"),
    '"': ('"', "”"),
    "''": ("''", "”"),
    "‘": ("’", "'"),
    "'": ("'", "’"),
}
"""Opening mark → the marks that may close it."""

_OPENING = frozenset(CLOSERS)
_AT_ARMS_LENGTH = word_set(
    """so-called titled entitled nicknamed word words term phrase named book film novel song album play"""
)
_MAX_TITLE_WORDS = 8
_SMALL = word_set("a an and at by de del for from in la le of on or the to with")


@dataclass(frozen=True, slots=True)
class Parted:
    """A sentence in two: `narration` with a sign for each quotation, and the quoted texts in order.

    `opened` is the mark of a quotation still open at the end; `carried` says whether the sentence began within
    one.
    """

    narration: str
    quotes: tuple[str, ...]
    opened: str | None
    carried: bool

    @property
    def quoted(self) -> str | None:
        """The quoted texts as one."""
        return " … ".join(self.quotes) or None


def part(text: str, opened: str | None, *, paragraph_starts: bool = False) -> Parted:
    """Take a sentence apart, given the mark of the quotation that it begins within, if any."""
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text)]
    if opened is not None and marks and marks[0][0] == 0 and _reopens(text, marks[0][1], opened):
        marks.pop(0)
        start = 1 if text[:2] not in ("''", "``") else 2
    elif paragraph_starts:
        opened, start = None, 0
    else:
        start = 0
    carried = opened is not None
    pieces: list[str] = []
    quotes: list[str] = []
    at = start
    for index, (position, mark) in enumerate(marks):
        if opened is None:
            if not _opens(text, position, mark):
                if mark == "”" and not quotes and text[at:position].strip():
                    _keep(text[at:position], pieces, quotes)
                    at = position + 1
                continue
            pieces.append(text[at:position])
            opened, at = mark, position + len(mark)
        elif mark in CLOSERS[opened] and _closes(text, position, mark, marks, index):
            _keep(text[at:position], pieces, quotes)
            opened, at = None, position + len(mark)
    if opened is None:
        pieces.append(text[at:])
    elif opened == "'" and not (carried or _position_is_first(text, at)):
        pieces.append(text[at - 1 :])
        opened = None
    elif text[at:].strip():
        _keep(text[at:], pieces, quotes)
    return Parted("".join(pieces), tuple(quotes), opened, carried)


def _position_is_first(text: str, at: int) -> bool:
    """Whether a mark that ends at `at` opens its sentence or what follows a tag."""
    before = text[: at - 1].rstrip()
    return not before or before[-1] in ",:."


def _reopens(text: str, mark: str, opened: str) -> bool:
    """Whether a mark at the very start says again that the quotation is open."""
    return mark == opened and len(text) > len(mark) and not text[len(mark)].isspace()


def _opens(text: str, position: int, mark: str) -> bool:
    if mark not in _OPENING:
        return False
    if mark not in ('"', "''", "'"):
        return True
    end = position + len(mark)
    if position and text[position - 1].isdigit() and (end >= len(text) or not text[end].isalnum()):
        return False  # inches and seconds
    if mark == "'":
        return not position or not text[position - 1].isalnum()
    if end >= len(text):
        return False
    if text[end].isspace():  # text split into tokens sets blanks on both sides of a mark
        return not position or text[position - 1].isspace()
    return text[end] not in ",;:!?)]"


def _closes(text: str, position: int, mark: str, marks: list[tuple[int, str]], index: int) -> bool:
    if mark not in ("'", "’"):
        return True
    before, after = text[position - 1], text[position + 1 : position + 3]
    if before in "s" and after[:1] == " " and after[1:].islower():  # perhaps a plural possessive
        follower = marks[index + 1][1] if index + 1 < len(marks) else ""
        return follower not in ("'", "’")
    return True


def _keep(quoted: str, pieces: list[str], quotes: list[str]) -> None:
    """Put a sign for the quotation in the narration, with the stop that the quotation ends in."""
    inner = quoted.strip()
    if not inner or is_title(inner) or _held_at_arms_length(pieces, inner):
        pieces.append(f" {TITLE}")
        return
    quotes.append(inner)
    stop = inner[-1] if inner[-1] in ",.?!" else ""
    pieces.append(f" {QUOTE}{stop}")


def is_title(quoted: str) -> bool:
    """Whether a quoted text has the capitals of the title of a work.

    >>> is_title("The Salt Road"), is_title("The salt road is long"), is_title("Stop!")
    (True, False, False)
    """
    if not quoted[-1].isalnum():
        return False
    words = quoted[:200].split()
    if not 2 <= len(words) <= _MAX_TITLE_WORDS:
        return False
    return all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in words) and words[-1][0].isupper()


def _held_at_arms_length(pieces: list[str], inner: str) -> bool:
    if not pieces or len(inner) > 60:
        return False
    last = pieces[-1][-20:].split()
    return bool(last) and last[-1].lower() in _AT_ARMS_LENGTH
