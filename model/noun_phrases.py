"""Noun phrases: names without their titles, and roles, bodies and reports as they stand.

Words are what blanks separate, with the signs attached to them; a phrase is a span `(start, end)` of words.
Every search is bounded, so that the cost does not grow with the length of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from .quoted_speech import QUOTE, TITLE
from .reporting_verbs import BARE, SOURCE_NOUNS, VERBS, word_set
from .speaker_words import (
    ATTACHING,
    BOUNDARY,
    DATES,
    DETERMINERS,
    ORG_WORDS,
    OWN,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    SIGNS,
    STARTERS,
    STOPS,
    TITLES,
    core,
    ends,
    is_agent,
    is_common,
    is_name,
)

Span = tuple[int, int]

REACH = 9
"""Longest noun phrase looked for, in words."""


_STOPPED = (" Jr", " Sr", "U.S", "U.N", "U.K", "Inc", " Co")
"""Abbreviations whose stop belongs to them."""


def clip(words: Sequence[str], span: Span) -> str:
    """A phrase as it stands, without the signs around it."""
    text = " ".join(words[span[0] : span[1]]).strip(SIGNS + " ")
    for sign in (QUOTE, TITLE):
        if sign in text:  # a quotation within the phrase has been taken out: keep what follows it
            text = text.rpartition(sign)[2].strip(SIGNS + " ")
    stopped = text.endswith(_STOPPED) and f"{text.split()[-1]}." in words[span[1] - 1]
    return text + "." if stopped else text


def head_of(words: Sequence[str], span: Span) -> str:
    """The head noun of a phrase: the last word before its first preposition."""
    for index in range(span[0] + 1, span[1]):
        if words[index].lower() in PREPOSITIONS:
            head = core(words[index - 1])
            if not head[:1].isupper() or is_agent(head) or head.lower() in SOURCE_NOUNS:
                return head
    return core(words[span[1] - 1])


def can_speak(words: Sequence[str], span: Span) -> bool:
    """Whether a phrase is a pronoun, a name, a person or a body."""
    head = head_of(words, span)
    return head[:1].isupper() or is_agent(head) or is_name(head)


def is_source(words: Sequence[str], span: Span) -> bool:
    """Whether a phrase is a report, figures, papers."""
    return head_of(words, span).lower() in SOURCE_NOUNS


def named_apposition(words: Sequence[str], role: Span, limit: int) -> Span | None:
    """The name in "the club's chairman, Dmitri Volkov, …"."""
    last = words[role[1] - 1]
    if not last.endswith(",") or (is_name(last) and not is_common(core(last)) and core(last).lower() not in TITLES):
        return None
    end = role[1]
    while end < limit and (is_name(words[end]) or words[end] in PARTICLES):
        end += 1
        if ends(words[end - 1]):
            break
    if end == role[1] or not ends(words[end - 1]):
        return None
    start, end = name_in(words, (role[1], end))
    return (start, end) if end - start > 1 else None


def phrase_ending(words: Sequence[str], end: int, *, past_stop: bool = False) -> Span | None:
    """The noun phrase whose last word is `words[end - 1]`; a stop on that word is allowed with `past_stop`."""
    last = words[end - 1]
    if not past_stop and ends(last):
        return None
    bare = core(last)
    lower = bare.lower()
    if not bare or bare.isdigit():
        return None
    if lower in PRONOUNS:
        return (end - 1, end)
    if lower in QUANTIFIERS:
        return (end - 1, end)
    if lower in OWN or lower in DETERMINERS or (lower in BOUNDARY and not bare[0].isupper()):
        return None
    if is_name(last) and lower not in QUANTIFIERS and not (end == 1 and is_agent(lower)):
        return _name_ending(words, end)
    return _common_ending(words, end)


def _name_ending(words: Sequence[str], end: int) -> Span | None:
    start = end - 1
    floor = max(0, end - REACH)
    while start > floor:
        before = words[start - 1]
        if ends(before):
            break
        if is_name(before) or before in PARTICLES:
            start -= 1
        elif before in ("of", "for", "and", "&") and start > 1 and is_name(words[start - 2]):
            if before in ("of", "for") and core(words[start - 2]).lower() not in ORG_WORDS:
                break
            if ends(words[start - 2]):
                break
            start -= 2
        elif before == "the" and start > 2 and words[start - 2] in ("of", "for") and is_name(words[start - 3]):
            start -= 3
        else:
            break
    whole = start
    while start < end and (core(words[start]).lower() in _BEFORE_NAMES):
        start += 1
    while end > start and core(words[end - 1]).lower() in DATES:
        end -= 1
    while start < end and words[start] in PARTICLES:
        start += 1
    if start == end:
        return None
    if start == whole and start:
        extended = _extended(words, start)
        if extended is not None:
            return (extended, end)
    if start and words[start - 1].lower() in ("the", "a", "an") and not _has_title(words, start, end):
        return (start - 1, end)
    if start and words[start - 1].lower() in ("with", "to", "about", "against") and start == whole:
        return None
    return name_in(words, (start, end))


def _extended(words: Sequence[str], start: int) -> int | None:
    """Where a phrase really starts whose last part, after a preposition, starts at `start`."""
    at = start
    if words[at - 1].lower() in DETERMINERS and at > 1:
        at -= 1
    if at < 2:
        return None
    preposition = words[at - 1]
    if preposition not in ATTACHING or ends(words[at - 2]):
        return None
    if words[at - 2] in ("close", "familiar"):
        at -= 1
    if at < 2 or (is_name(words[at - 2]) and at > 2):
        return None
    head = core(words[at - 2]).lower()
    span = _common_ending(words, at - 1)
    if span is None:
        return None
    source = is_agent(head) or head in SOURCE_NOUNS
    if (source and preposition in PREPOSITIONS) or (preposition == "of" and head.isalpha()):
        return span[0]
    return span[0] if not span[0] and words[0].lower() in DETERMINERS else None


def _common_ending(words: Sequence[str], end: int) -> Span | None:
    start = end - 1
    floor = max(0, end - REACH)
    if words[start].lower() in DETERMINERS:
        return None
    while start > floor:
        before = words[start - 1]
        lower = core(before).lower()
        if ends(before) or not lower:
            break
        if lower in DETERMINERS:
            start -= 1
            if start > 1 and words[start - 1] == "of" and core(words[start - 2]).lower() in _COUNTS:
                start -= 2
            break
        if lower in DATES and not before.endswith(("'s", "’s")):
            break
        if lower in BOUNDARY and lower not in ("last", "next"):
            extended = _extended(words, start)
            if extended is not None:
                return (extended, end)
            break
        if lower in VERBS and lower not in SOURCE_NOUNS and lower not in BARE:
            break
        start -= 1
    if words[start].lower() in DETERMINERS and start and words[start - 1] in ATTACHING:
        extended = _extended(words, start)
        if extended is not None:
            start = extended
    return (start, end) if core(words[end - 1]) else None


_BEFORE_NAMES = STARTERS | DATES
_COUNTS = word_set("one two three four five six some many most several few all each")


def _has_title(words: Sequence[str], start: int, end: int) -> bool:
    return any(core(w).lower() in TITLES for w in words[start:end]) and core(words[end - 1]).lower() not in TITLES


def name_in(words: Sequence[str], span: Span) -> Span:
    """A run of capitals without the titles before the name; as given where nothing would be left."""
    start, end = span
    cut = start
    for index in range(start, end - 1):
        if core(words[index]).lower() in TITLES:
            cut = index + 1
    if cut + 1 < end and words[cut] == "of" and words[cut + 1] == "State" and cut + 2 < end:
        cut += 2
    if cut < end and words[cut] in ("of", "for", "and", "&"):
        return span
    return (cut, end) if cut < end else span


def phrase_starting(words: Sequence[str], start: int) -> Span | None:
    """The noun phrase that starts at `start`: for "said …" and "according to …"."""
    limit = min(len(words), start + REACH + 3)
    if start >= limit:
        return None
    first = core(words[start]).lower()
    if first in PRONOUNS or first in QUANTIFIERS:
        return (start, start + 1)
    if not first or first in OWN or words[start][0] in STOPS or words[start][0] == QUOTE:
        return None
    end = start
    if first in DETERMINERS and not ends(words[start]):
        end += 1
    elif first in BOUNDARY and not (is_name(words[start]) and start and first not in STARTERS):
        return None
    begin = end
    while end < limit:
        word = words[end]
        lower = core(word).lower()
        if not lower or lower in DATES or word[:1] in (QUOTE, TITLE, "("):
            break
        if lower in PREPOSITIONS and end > begin:
            if not _runs_on(words, begin, end):
                break
            end += 2 if end + 1 < limit and words[end + 1].lower() in DETERMINERS else 1
            continue
        if word == "and" and begin < end < limit - 1 and is_name(words[end - 1]) and is_name(words[end + 1]):
            end += 1
            continue
        if not is_name(word) and (
            lower in BOUNDARY
            or (end > begin and ((lower in VERBS and lower not in SOURCE_NOUNS) or _looks_finite(lower)))
            or lower in DETERMINERS
        ):
            break
        if (
            is_name(words[end - 1])
            and end > begin
            and not is_name(word)
            and lower not in PARTICLES
            and not _possessive(words[end - 1])
        ):
            if begin > start and not _looks_finite(lower):
                end += 1
                continue
            if not is_agent(lower) or (begin == start and not (end + 1 < limit and is_name(words[end + 1]))):
                break
        end += 1
        if ends(word):
            break
    end = min(end, len(words))
    if end <= begin:
        return None
    return _narrowed(words, start, begin, end)


def _looks_finite(lower: str) -> bool:
    return len(lower) > 4 and lower.endswith("ed")


def _possessive(word: str) -> bool:
    return word.endswith(("'s", "’s", "s'", "s’"))


def _runs_on(words: Sequence[str], begin: int, preposition: int) -> bool:
    """Whether a phrase goes on behind its preposition: "a spokesman for …", "the Bank of …"."""
    before = core(words[preposition - 1])
    word = words[preposition]
    if preposition + 1 >= len(words):
        return False
    if before[:1].isupper():
        return word in ("of", "for") and before.lower() in ORG_WORDS
    after = words[preposition + 1]
    if core(after).lower() in DATES or after[:1].isdigit() or core(after).endswith("ing"):
        return False
    return word == "of" or (
        (is_agent(before) or before.lower() in SOURCE_NOUNS) and word in ("for", "at", "from", "in", "by")
    )


def _narrowed(words: Sequence[str], start: int, begin: int, end: int) -> Span | None:
    """The name within a phrase that gives role and name, else the phrase."""
    named = named_apposition(words, (start, end), min(len(words), end + 5))
    if named is not None:
        return named
    name = end
    while name > begin and (is_name(words[name - 1]) or words[name - 1] in PARTICLES):
        name -= 1
    while name < end and words[name] in PARTICLES:
        name += 1
    if name == end:
        return (start, end)
    if name > begin:
        role = core(words[name - 1])
        if (
            role in PREPOSITIONS
            or role in ("the", "and", "&")
            or _possessive(words[name - 1])
            or end - name < 1
            or not is_agent(role)
        ):
            return (start, end)
        return name_in(words, (name, end))
    if begin > start and not _has_title(words, begin, end):
        return (start, end)
    return name_in(words, (begin, end))
