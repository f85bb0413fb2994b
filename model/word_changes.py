"""What was cut and added inside a sentence, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WordOperation = Literal["kept", "cut", "added"]

MAX_WORDS = 1_000
"""Longer sentences are given as wholly replaced: the cost grows with the square."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that stayed, went or came; white space is single spaces."""

    operation: WordOperation
    text: str


def word_changes(before: str, after: str) -> list[WordChange]:
    """The words of two versions of a sentence in order; what was cut stands before what was added in its place.

    >>> [(c.operation, c.text) for c in word_changes("It rained hard.", "It rained all day.")]
    [('kept', 'It rained'), ('cut', 'hard.'), ('added', 'all day.')]
    """
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > MAX_WORDS:
        blocks = [("replace", 0, len(old), 0, len(new))]
    else:
        blocks = list(SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes())
    changes = []
    for operation, a, b, c, d in blocks:
        if operation == "equal":
            changes.append(WordChange("kept", " ".join(old[a:b])))
            continue
        if b > a:
            changes.append(WordChange("cut", " ".join(old[a:b])))
        if d > c:
            changes.append(WordChange("added", " ".join(new[c:d])))
    return changes
