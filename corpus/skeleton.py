"""Sentences poured into one mould: the same when names, numbers and a few content words are taken out.

The skeleton of a sentence are its function words (articles, pronouns, prepositions, conjunctions, auxiliaries, …) in
their order; whatever stands between them is one gap, however long. Two sentences share a skeleton if

- their function words and gaps are the same, at least `LEAST_FUNCTION_WORDS` of them function words, and
- more of them stays than is taken out: the function words and the content words that both hold, at least
  `LEAST_KEPT_WORDS`, against the content words that only one of them holds (of the two, the one with more).

Names (words with a capital that do not open the sentence) and numbers count neither way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from .function_words import FUNCTION_WORDS
from .near_duplicates import Match
from .word import WORD

LEAST_FUNCTION_WORDS = 3
"""Fewer are in every sentence: "the … of …" is grammar, not a mould."""

LEAST_KEPT_WORDS = 5
"""Fewer are a turn of phrase ("What does the … say?"). With five, what is found in the project's corpus are moulds
("… is a … with a …", said of two things), with four it is already grammar ("The … was … by the …")."""

GAP = "_"
"""Stands in a frame for names, numbers and content words."""

NAMES_LIKE_FUNCTION_WORDS = frozenset({"May", "Will", "US", "IT", "WHO"})
"""Names unless they open the sentence; other function words keep their part in a heading Written Like This."""

_NUMBER_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen first second
third
"""
NUMBER_WORDS = frozenset(_NUMBER_WORDS.split())


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The frame of a sentence (function words and gaps) and its content words, names and numbers left out.

    >>> skeleton("In May the board of Ely Rovers sacked 3 coaches.")
    Skeleton(frame=('in', '_', 'the', '_', 'of', '_'), content=('board', 'sacked', 'coaches'))
    """

    frame: tuple[str, ...]
    content: tuple[str, ...]

    @property
    def function_words(self) -> int:
        """How many of the frame are words."""
        return sum(part != GAP for part in self.frame)


def skeleton(text: str) -> Skeleton:
    """Take a sentence apart."""
    frame: list[str] = []
    content: list[str] = []
    for position, word in enumerate(WORD.findall(text)):
        plain = word.casefold().replace("’", "'")
        if plain in FUNCTION_WORDS and not (position and word in NAMES_LIKE_FUNCTION_WORDS):
            frame.append(plain)
            continue
        if frame[-1:] != [GAP]:
            frame.append(GAP)
        number = plain in NUMBER_WORDS or any(sign.isdigit() for sign in word)
        name = position > 0 and word[0].isupper()
        if not number and not name:
            content.append(plain)
    return Skeleton(tuple(frame), tuple(content))


def shared_skeletons(texts: Sequence[str], groups: Sequence[Hashable]) -> list[Match]:
    """Find sentences that share their skeleton with an earlier one of another group (document).

    Returns
    -------
    list[Match]
        For each such sentence the first partner, in the order of the texts; its similarity is the share of words that
        stay, over 0.5.
    """
    found: list[Match] = []
    framed: dict[tuple[str, ...], list[tuple[int, Counter[str]]]] = {}
    for index, text in enumerate(texts):
        own = skeleton(text)
        if own.function_words < LEAST_FUNCTION_WORDS:
            continue
        content = Counter(own.content)
        known = framed.setdefault(own.frame, [])
        for earlier, other in known:
            if groups[earlier] == groups[index]:
                continue
            kept, taken = _kept_and_taken(own.function_words, content, other)
            if kept >= LEAST_KEPT_WORDS and kept > taken:
                found.append(Match(earlier, index, kept / (kept + taken)))
                break
        known.append((index, content))
    return found


def _kept_and_taken(function_words: int, one: Counter[str], other: Counter[str]) -> tuple[int, int]:
    return function_words + (one & other).total(), max((one - other).total(), (other - one).total())
