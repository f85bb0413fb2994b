"""Text for terminals whose encoding lacks characters: the nearest that it has, not a question mark for each."""

from __future__ import annotations

import unicodedata

_SUBSTITUTES = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("•·●▪", "*"),
        "…": "...",
        "→": "->",
        "≥": ">=",
        "€": "EUR",
        "\u2060": "",
        "\u200b": "",
    }
)


def legible(text: str, encoding: str) -> str:
    """The text as the encoding can hold it.

    What it lacks becomes a plain sign of the same meaning, a letter without its accents, or a question mark.

    >>> legible("“Wałęsa” – 5 €", "ascii")
    '"Wa?esa" - 5 EUR'
    """
    if _holds(text, encoding):
        return text
    return "".join(sign if _holds(sign, encoding) else _nearest(sign, encoding) for sign in text)


def _nearest(sign: str, encoding: str) -> str:
    plain = sign.translate(_SUBSTITUTES)
    if plain == sign:
        plain = "".join(c for c in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(c))
        if not plain and unicodedata.combining(sign):
            return ""  # an accent by itself, whose letter stands before it
    return plain if _holds(plain, encoding) else "?"


def _holds(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
