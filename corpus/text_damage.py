"""Signs that a text went through the wrong encoding, or was not cleaned: each named with what it should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

_REPLACED = re.compile("\ufffd")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # not tab, line feed, carriage return
_BIDIRECTIONAL = re.compile("[\u202a-\u202e\u2066-\u2069]")  # plain marks (U+200E, U+200F, U+061C) are harmless
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")

_FOLLOWING = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # what windows-1252 and Latin-1 make of UTF-8's later bytes
_NO_QUOTES = "\x80-\xa0¡-ª¬-º¼-¿€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ"  # of those, what does not end a word or a quotation
_MOJIBAKE = re.compile(
    rf"â€|[âï][{_FOLLOWING}]{{2}}"  # quotation marks, dashes, ™, ligatures, byte-order mark
    rf"|ðŸ[{_FOLLOWING}]{{2}}"  # emoji
    rf"|[ÂÃ][{_FOLLOWING}]"  # accented letters, §, £, no-break space
    rf"|[ÄÅ][{_NO_QUOTES}]"  # letters of Central Europe, which may also stand before a closing quotation mark
    rf"|‚Ä[^\W\d_]"  # quotation marks by way of Mac Roman
)


def text_damage(text: str) -> Iterator[str]:
    """Name each kind of damage in a text once, with its first instance and the remedy.

    >>> list(text_damage("It wasnâ€™t."))
    ["'â€™' looks like UTF-8 that was read as windows-1252; read the source as UTF-8"]
    """
    if text.isascii() and "&" not in text and text.isprintable():
        return
    if match := _MOJIBAKE.search(text):
        garbled = text[match.start() : max(match.end(), match.start() + 3)] if match[0] == "â€" else match[0]
        yield f"{garbled!r} looks like UTF-8 that was read as windows-1252; read the source as UTF-8"
    if _REPLACED.search(text):
        yield "a replacement character (U+FFFD) stands for one that was lost; restore it from the source"
    if match := _SURROGATE.search(text):
        yield f"half a surrogate pair ({_code(match[0])}) is no character; restore it from the source"
    if match := _CONTROL.search(text):
        yield f"a control character ({_code(match[0])}) stands in the text; remove it"
    if match := _BIDIRECTIONAL.search(text):
        yield f"a bidirectional override ({_code(match[0])}) shows the text in another order; remove it"
    if match := next(filter(_is_entity, _ENTITY.finditer(text)), None):
        yield f"{match[0]!r} is an HTML entity that was not decoded; write the character"


def _is_entity(match: re.Match[str]) -> bool:
    return match[1] is None or f"{match[1]};" in html5


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
