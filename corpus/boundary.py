"""Sentence boundaries inside one block.

`sentencex` finds them, at native speed, with two habits that are undone here: it keeps a quotation (and a
bracket) of several sentences whole, and its search through quotations is quadratic. So it gets to see a copy
in which marks of quotation and brackets are blanked, and the marks are then dealt to the sentence that they
open or close.
"""

from __future__ import annotations

import re

from sentencex import segment as _sentencex

_BLANKED = '"“”„‟«»‹›‘‚‛`(){}<>*'
_APOSTROPHES = re.compile(r"['’](?:(?!\w)|(?<!\w['’]))")  # those that can be marks of quotation
_BRACKETS = re.compile(r"\[(?!\s*\d)|(?<!\d)\]")  # a reference, [12], stays: it clings to its sentence
_ELLIPSIS = re.compile(r"(?<=\w)…")
_WIDE_BLANK = re.compile(r"[^\S\x00-\x7f](?=\.)")  # "A\xa0." makes sentencex 1.0.32 panic
_STOP_BEHIND_IT = re.compile(r"\.(?<=[^\S\x00-\x7f]\.)")  # is looked for first: a search for stops is ten times as fast
_SURROGATES = re.compile("[\ud800-\udfff]")

_ADJACENT_CLOSERS = r"(?:[”’»›)\]}>]|[\"'`“*](?!\w))*"
_CLOSING = re.compile(_ADJACENT_CLOSERS + r"(?:\s+(?:[”»›)\]}]|''(?=\s|$)|[\"'](?=\s|$))+)*")

WINDOW = 4_000
"""Characters that sentencex sees at once: its time grows with boundaries × skipped ranges of one call."""

# Abbreviations before a name that sentencex does not know; without them they would be scraps.
_TITLES = frozenset(
    [
        "Ald.", "Amb.", "Atty.", "Cllr.", "Cmdr.", "Comdr.", "Dist.", "Ft.", "Gens.", "Govs.",
        "Insp.", "Messrs.", "Mlle.", "Mme.", "Profs.", "Pte.", "Reps.", "Sens.", "Spc.", "Supt.",
        "Treas.", "Wash.", "approx.", "e.g.", "i.e.", "est.",
    ]
)  # fmt: skip
_INITIALS = re.compile(r"(?:[A-Z]\.){2}$")
_PLACES = frozenset(
    [
        "U.S.", "U.N.", "U.K.", "E.U.", "D.C.", "N.Y.", "L.A.", "N.J.", "B.C.", "A.D.", "P.M.",
        "A.M.",
    ]
)  # fmt: skip
_STARTERS = frozenset(
    [
        "A", "After", "All", "An", "And", "As", "At", "But", "By", "For", "From", "He", "Her",
        "His", "How", "I", "If", "In", "It", "Its", "My", "No", "Not", "On", "One", "Our", "She",
        "So", "Some", "That", "The", "Their", "Then", "There", "These", "They", "This", "Those",
        "To", "We", "What", "When", "Where", "While", "Who", "Why", "With", "You",
    ]
)  # fmt: skip
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}|[A-Za-z])[.)]$")
_WORD = re.compile(r"\w")
_CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")  # iPhone, eBay: a sentence may start so
_WHOLLY_QUOTED = re.compile(r"[\"“'‘]{0,2}[^\"“”]*[?!][\"”’']+$")
_TAG = re.compile(
    r"(?:[A-Z][\w’'-]*\.?\s){1,4}"
    r"(?:said|says|asked|asks|added|adds|wrote|writes|replied|told|shouted|cried|wondered|demanded|tweeted|posted)\b"
)
_BRACKET_REACH = 300  # characters within which a bracket opened in mid-sentence must close
_QUESTION_REACH = 1_000
"""Characters of a quoted question that its tag ("he asked") is joined to: each boundary looks back over them."""


def mask(text: str) -> str:
    """The text, code point for code point, with quotation marks and brackets blanked."""
    masked = text
    for mark in _BLANKED:
        masked = masked.replace(mark, " ")
    if "'" in masked or "’" in masked:
        masked = _APOSTROPHES.sub(" ", masked)
    if "[" in masked or "]" in masked:
        masked = _BRACKETS.sub(" ", masked)
    if "…" in masked:
        masked = _ELLIPSIS.sub(".", masked)
    if not masked.isascii() and _STOP_BEHIND_IT.search(masked):
        masked = _WIDE_BLANK.sub(" ", masked)
    return masked


def sentence_spans(text: str, masked: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences in `text[start:end]`, which starts and ends with characters that are not blank.

    `masked` is `mask(text)`. The spans are in order, start and end with characters that are not blank, and
    hold every such character; a piece without any letter or digit goes with the sentence before it.

    >>> text = '“We lost. Why?” he asked. Then he left.'
    >>> [text[a:b] for a, b in sentence_spans(text, mask(text), 0, len(text))]
    ['“We lost.', 'Why?” he asked.', 'Then he left.']
    """
    spans: list[tuple[int, int]] = []
    opened = piece_start = start
    cuts = _cuts(masked[start:end])
    last_word = _last_word(masked, start, end) if cuts else end
    searched, worded = start, False  # whether a letter or digit stands from `opened` on, and how far that was looked at
    for cut in cuts:
        at = start + cut
        piece = masked[piece_start:at].rstrip()
        left = piece_start + len(piece)
        closing = _CLOSING.match(text, left, end)
        left = closing.end() if closing else left
        if left >= end:
            break
        right = left
        while text[right].isspace():
            right += 1
        if not worded:
            worded = _WORD.search(masked, searched, left) is not None
            searched = left
        if not worded or _belongs_together(text, masked, (opened, left), (right, at, end), piece, last_word):
            piece_start = at
            continue
        spans.append((opened, left))
        opened = searched = right
        worded = False
        piece_start = max(at, right)
    spans.append((opened, end))
    return spans


def _last_word(masked: str, start: int, end: int) -> int:
    """Offset of the last letter or digit; `start` - 1 if there is none."""
    while end > start and not _WORD.match(masked, end - 1):
        end -= 1
    return end - 1


def _belongs_together(
    text: str, masked: str, before: tuple[int, int], after: tuple[int, int, int], piece: str, last_word: int
) -> bool:
    """Whether a boundary that sentencex set between two stretches of text, the first with a word, is none."""
    opened, left = before
    right, at, end = after
    while at < end and masked[at].isspace():
        at += 1
    first = masked[at] if at < end else " "
    if first.islower():
        return not _CAMEL.match(masked, at)
    if not first.isalnum() and last_word < at:
        return True
    if left == right and _inside_address(text, left, end):
        return True
    last = piece[-12:].rsplit(None, 1)[-1] if piece else ""
    if last in _TITLES or (len(last) > 1 and last.strip(".…") == "" and len(piece) > len(last)):
        return True
    if len(piece) <= 5 and _ENUMERATOR.match(piece.strip()):
        return True
    if _INITIALS.match(last) and last not in _PLACES:
        return masked[at : at + 12].split(None, 1)[0] not in _STARTERS
    quoted = text[left - 1] in "\"”’'" and left - opened <= _QUESTION_REACH
    if quoted and _WHOLLY_QUOTED.match(text, opened, left):
        return _TAG.match(text, right, end) is not None
    return _within_bracket(text, opened, left, end)


def _within_bracket(text: str, opened: int, left: int, end: int) -> bool:
    """Whether a round bracket that opened in mid-sentence is still open, and closes soon."""
    bracket = text.rfind("(", opened, left)
    return (
        bracket > opened
        and text.rfind(")", bracket, left) < 0
        and text.find(")", left, min(end, left + _BRACKET_REACH)) >= 0
    )


def _inside_address(text: str, at: int, end: int) -> bool:
    """Whether the characters around `at`, up to the next space, look like a web or mail address."""
    near = text[max(0, at - 80) : min(end, at + 80)]
    middle = min(at, 80)
    token = "".join([*near[:middle].split()[-1:], *near[middle:].split(None, 1)[:1]])
    return "/" in token or "@" in token or token.lower().startswith("www.")


def _cuts(block: str) -> list[int]:
    """Offsets where pieces begin, but for the first; `block` is masked text."""
    if len(block) <= WINDOW:
        return _window_cuts(block)
    cuts: list[int] = []
    at = 0
    while True:
        found = _window_cuts(block[at : at + WINDOW])
        if at + WINDOW >= len(block):
            cuts.extend(at + cut for cut in found)
            return cuts
        if not found:
            at += WINDOW
            continue
        # The last piece may go on behind the window: it is seen again, whole.
        cuts.extend(at + cut for cut in found)
        at += found[-1]


def _window_cuts(window: str) -> list[int]:
    try:
        pieces = _sentencex("en", window)
    except UnicodeEncodeError:  # lone surrogates have no UTF-8
        pieces = _sentencex("en", _SURROGATES.sub("\ufffd", window))
    cuts: list[int] = []
    at = 0
    for piece in pieces[:-1]:
        at += len(piece)
        cuts.append(at)
    return cuts
