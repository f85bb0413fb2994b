"""Who a verb's subject is: the noun phrase before it, past appositions, asides and relative clauses.

Every search is bounded, so that the cost does not grow with the length of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from .noun_phrases import REACH, Span, can_speak, named_apposition, phrase_ending, phrase_starting
from .quoted_speech import QUOTE, TITLE
from .reporting_verbs import word_set
from .speaker_words import (
    DETERMINERS,
    ORG_WORDS,
    OWN,
    PREPOSITIONS,
    PRONOUNS,
    SKIPPED,
    STARTERS,
    core,
    is_agent,
    is_name,
)
from .times import before_time


def subject_before(words: Sequence[str], verb: int) -> Span | None:
    """The subject of the verb at index `verb`, looked for to its left."""
    end = verb
    while end and _is_skipped(words[end - 1]):
        end -= 1
    if not end or verb - end > 5:
        return None
    end = before_time(words, end)
    last = words[end - 1]
    lower = last.lower()
    if lower == "who":
        return _antecedent(words, end - 1)
    if lower in ("and", "but") and end > 1:
        return opening_subject(words, end - 1)
    if last.endswith((",", "—", "–", ")")):
        return _before_parenthesis(words, end - 1)
    span = phrase_ending(words, end)
    if span is None or (lower.endswith("ed") and lower == last and not is_agent(lower)):
        for who in range(end - 2, max(0, end - 14), -1):
            if words[who] == "who":
                return _antecedent(words, who)
    return span


def _is_skipped(word: str) -> bool:
    return word in SKIPPED or (word.endswith("ly") and len(word) > 4 and word.islower() and not is_agent(word))


def _antecedent(words: Sequence[str], who: int) -> Span | None:
    if not who:
        return None
    if words[who - 1].endswith(","):
        return _resident(words, who) or phrase_ending(words, who, past_stop=True) or _before_parenthesis(words, who - 1)
    return phrase_ending(words, who)


def _resident(words: Sequence[str], end: int) -> Span | None:
    """The person in "Coach Bill Tarrant of Drake, who …"."""
    start = end - 1
    while start and is_name(words[start - 1]) and end - start < REACH:
        start -= 1
    if (
        start < 3
        or words[start - 1] not in ("of", "from")
        or not (is_name(words[start - 2]) and is_name(words[start - 3]))
    ):
        return None
    if core(words[start - 2]).lower() in ORG_WORDS or core(words[start - 3]).lower() in ORG_WORDS:
        return None
    return phrase_ending(words, start - 1)


def _before_parenthesis(words: Sequence[str], last: int) -> Span | None:
    """The phrase before a run of appositions that ends with word `last`: "Ruiz, 34, who …, said"."""
    found: Span | None = None
    start = last
    floor = max(0, last - 30)
    while start > floor:
        start -= 1
        if (
            not words[start].endswith((",", "—", "–"))
            and words[start] not in ("—", "–")
            and words[start + 1][:1] != "("
        ):
            continue
        if not _is_apposition(words, start + 1):
            break
        span = _resident(words, start + 1) or phrase_ending(words, start + 1, past_stop=True)
        if span is not None and is_name(words[span[0]]) and words[span[0] - 1] in _WHERE and span[0]:
            continue  # the place in "who lives outside Albany, Georgia, said"
        if span is not None:
            named = named_apposition(words, span, last + 1)
            if named is not None:
                return named
            found = span
            if not _could_be_apposition(words, span):
                break
    return found


def _is_apposition(words: Sequence[str], start: int) -> bool:
    word = words[start].lstrip("(")
    lower = core(word).lower()
    return (
        lower in ("who", "whose", "which", "now", "then", "also", "himself", "herself", "speaking", "both", "of")
        or lower in DETERMINERS
        or word[:1].isdigit()
        or lower.endswith("ing")
        or (lower.endswith("ed") and words[start + 1 : start + 2] and words[start + 1] in _AFTER_PARTICIPLE)
        or lower in PREPOSITIONS
        or is_agent(lower)
        or is_name(word)
        or lower in ("former", "chief", "senior", "deputy", "aged", "formerly", "until", "as", "after", "when", "along")
    )


_WHERE = word_set("outside near in at")
_AFTER_PARTICIPLE = word_set("by in at on to with for as from of")


def _could_be_apposition(words: Sequence[str], span: Span) -> bool:
    """Whether a phrase may itself follow the name it belongs to: "the chairman", "34"."""
    return not is_name(words[span[0]]) or words[span[0]].lower() in DETERMINERS


def opening_subject(words: Sequence[str], limit: int) -> Span | None:
    """The phrase that the sentence starts with, if it is a name, a pronoun or a person followed by a verb."""
    if not words or limit < 1:
        return None
    begin = _after_dateline(words)
    first = core(words[begin]).lower()
    if first in PRONOUNS:
        return (begin, begin + 1)
    if first in STARTERS or first in OWN or QUOTE in words[begin] or TITLE in words[begin]:
        return None
    if first.endswith(("ed", "ing")) and begin + 1 < len(words) and not is_name(words[begin + 1]):
        return None
    span = phrase_starting(words, begin)
    if span is None or span[1] >= limit + 1 or not can_speak(words, span):
        return None
    return span


def _after_dateline(words: Sequence[str]) -> int:
    """Where the sentence starts behind "NEW YORK - " or "LAGOS (AP) — "."""
    if len(words[0]) > 2 and core(words[0]).isupper():
        for index in range(1, min(7, len(words) - 1)):
            if words[index] in ("-", "--", "—", "–"):
                return index + 1
    return 0
