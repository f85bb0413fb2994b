"""Characters that act instead of showing themselves: made visible before a document is displayed."""

import re

# C0 except tab and line ends, DEL, C1, the bidirectional embeddings, overrides and isolates (CVE-2021-42574),
# and lone surrogates, which no encoding can carry. Plain direction marks (U+200E, U+200F, U+061C) stay:
# right-to-left text needs them, and they cannot reorder what surrounds them.
_ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BLANK = re.compile(r"\s+")

_CONTROL_PICTURES = 0x2400


def visible(text: str) -> str:
    r"""Replace control characters, bidirectional overrides and lone surrogates by placeholders.

    >>> visible("a\x1b[31mb")
    'a␛[31mb'
    >>> visible("user\u202etxt")
    'user⟨U+202E⟩txt'
    """
    return _ACTING.sub(_placeholder, text)


def visible_line(text: str) -> str:
    r"""The same on one line: every run of white space becomes a single space.

    >>> visible_line(" one\r\n\ttwo ")
    'one two'
    """
    return _BLANK.sub(" ", visible(text)).strip()


def _placeholder(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
