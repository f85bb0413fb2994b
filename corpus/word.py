"""What counts as a word, wherever words are counted."""

import re

WORD = re.compile(r"\w++(?:[’'\-]\w++)*+")
"""A run of letters and digits, with inner apostrophes and hyphens. Possessive (`++`, `*+`): there is nothing to go back
for, and to remember where one could takes an eighth longer."""


def count_words(text: str) -> int:
    """Number of words in a text.

    >>> count_words("The state-owned firm’s 3 dams held.")
    6
    """
    return len(WORD.findall(text))
