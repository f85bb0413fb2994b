"""The words by which one sentence says who speaks: "…, said Ana Ruiz", "according to …", "in the words of …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .governing import clause_follows, may_govern
from .noun_phrases import Span, can_speak, clip, head_of, is_source, phrase_ending, phrase_starting
from .quoted_speech import QUOTE
from .reporting_verbs import (
    ADJECTIVE_CUES,
    BARE,
    BE,
    EVIDENCE,
    IMPERSONAL,
    INVERTING,
    PARTICIPLES,
    PARTICLE_OF,
    PASSIVE,
    SPEECH,
    STATEMENT_NOUNS,
    TALLY_NOUNS,
    VERBS,
    word_set,
)
from .speaker_words import OWN, QUANTIFIERS, core, is_name
from .subjects import opening_subject, subject_before

MAX_CUES = 12
"""Cues looked at in one sentence: more stand only in lists."""

_CUES = frozenset({*VERBS, *PARTICIPLES, *ADJECTIVE_CUES, *STATEMENT_NOUNS, *TALLY_NOUNS, "according", "According"})
_ENDINGS = ("", ",", ".", ":", ";", "!", "?", "—", "…", ")", '"', "”", "’", "'", ",”", ',"', ",'", ",’")
CUES: dict[str, str] = {written: word for word in _CUES for ending in _ENDINGS for written in (word + ending,)}
"""A cue as it may stand between blanks → the cue."""
CUES |= {"For": "for", "words": "words"}

_MODALS = word_set(
    """to would could should may might must can cannot shall not don't doesn't didn't won't can't don’t doesn’t
    didn’t without having let"""
)
_NOT_SOURCES = word_set(
    """plan schedule tradition custom law rules taste need size age height weight merit season circumstances"""
)
_CLAUSE_OPENERS = word_set(
    """that the a an it he she they his her their its this these those there no to how why what whether who we i in
    on if when some many most more all nothing nobody both only him them us our my for"""
)
_FORETOLD = word_set("say announce tell")
_NOT_SAID = word_set("will shall never won't won’t")
_LONGEST_TAG = 10


@dataclass(frozen=True, slots=True)
class Tag:
    """Who is said to speak, by which words, and whether the tag stands next to a quotation."""

    speaker: str
    verb: str | None
    pronoun: bool
    start: int
    adjoins: bool


def find_tag(words: Sequence[str], hits: Sequence[int]) -> Tag | None:
    """The tag of a sentence: the first that adjoins a quotation, else the first.

    Parameters
    ----------
    words
        The narration, split at blanks.
    hits
        Where cues stand among the words.
    """
    first: Tag | None = None
    for hit in hits[:MAX_CUES]:
        tag = _tag_at(words, hit)
        if tag is None:
            continue
        if tag.adjoins:
            return tag
        first = first or tag
    return first


def _tag_at(words: Sequence[str], at: int) -> Tag | None:
    cue = CUES[words[at]]
    if cue in ("according", "According"):
        return _according(words, at)
    if cue in ("for", "words"):
        return _for(words, at) if cue == "for" else _in_the_words(words, at)
    if cue in PARTICIPLES:
        found = _participle(words, at)
        if found is not None or cue not in VERBS:
            return found
    if cue in ADJECTIVE_CUES:
        return _adjective(words, at, cue)
    if cue in TALLY_NOUNS:
        tally = _tally(words, at, cue)
        if tally is not None or cue not in VERBS:
            return tally
    if cue in STATEMENT_NOUNS and cue not in VERBS:
        return _statement(words, at, cue)
    return _finite(words, at, cue)


def _make(words: Sequence[str], span: Span, verb: str | None, low: int, high: int) -> Tag | None:
    speaker = clip(words, span)
    if not speaker or speaker.lower() in OWN:
        return None
    adjoins = (low > 0 and QUOTE in words[low - 1]) or QUOTE in "".join(words[high : high + 7])
    pronoun = speaker.lower() in ("he", "she", "they", "it")
    return Tag(speaker, verb, pronoun, span[0], adjoins)


def _according(words: Sequence[str], at: int) -> Tag | None:
    if at + 2 >= len(words) or words[at + 1] != "to":
        return None
    span = phrase_starting(words, at + 2)
    if span is None or core(words[span[1] - 1]).lower() in _NOT_SOURCES:
        return None
    return _make(words, span, f"{words[at]} to", at, span[1])


def _for(words: Sequence[str], at: int) -> Tag | None:
    """A sentence that starts "For Adaeze Obi, …"."""
    if at or len(words) < 4:
        return None
    span = phrase_starting(words, 1)
    if span is None or not words[span[1] - 1].endswith(",") or not can_speak(words, span):
        return None
    head = head_of(words, span)
    if words[1].lower() in ("the", "a", "an") and is_name(head):
        return None
    return _make(words, span, "For", 0, span[1])


def _in_the_words(words: Sequence[str], at: int) -> Tag | None:
    if at < 2 or words[at - 1] != "the" or words[at - 2].lower() != "in" or words[at + 1 : at + 2] != ["of"]:
        return None
    span = phrase_starting(words, at + 2)
    return _make(words, span, " ".join(words[at - 2 : at + 2]), at - 2, span[1]) if span else None


def _adjective(words: Sequence[str], at: int, cue: str) -> Tag | None:
    be = at - 1
    while be > 0 and words[be] not in BE and at - be < 4:
        be -= 1
    if be < 1 or words[be] not in BE:
        return None
    following = words[at + 1 : at + 2]
    if following and following[0] not in _CLAUSE_OPENERS and not is_name(following[0]) and following[0] != "about":
        return None
    span = subject_before(words, be)
    if span is None or not can_speak(words, span):
        return None
    return _make(words, span, " ".join(words[be : at + 1]).strip(",.:"), span[0], at + 1)


def _statement(words: Sequence[str], at: int, cue: str) -> Tag | None:
    """ "The minister's view is that …"."""
    if at + 1 >= len(words) or words[at + 1] not in ("is", "was") or at < 1:
        return None
    owner = words[at - 1]
    if not owner.endswith(("'s", "’s", "s'", "s’")):
        return None
    span = phrase_ending(words, at)
    if span is None:
        return None
    speaker = clip(words, span)
    speaker = speaker[:-2] if speaker.endswith(("'s", "’s")) else speaker
    return Tag(speaker, f"{cue} {words[at + 1]}", False, span[0], False)


def _tally(words: Sequence[str], at: int, noun: str) -> Tag | None:
    """ "By the referee's own tally, …"."""
    owner = at - 1 if at and words[at - 1] != "own" else at - 2
    if owner < 1 or not words[owner].endswith(("'s", "’s", "s'", "s’")):
        return None
    span = phrase_ending(words, owner + 1)
    if span is None or not span[0] or words[span[0] - 1].lower() != "by":
        return None
    tag = _make(words, span, f"by … {noun}", span[0], at + 1)
    return tag and replace(tag, speaker=tag.speaker.removesuffix("'s").removesuffix("’s"))


def _participle(words: Sequence[str], at: int) -> Tag | None:
    """ "…, saying the count was a fraud": the subject of the main clause speaks."""
    if at == 0:
        return None
    before = words[at - 1]
    if before == "as" and at > 2 and words[at - 2] in ("quoted", "cited", "reported"):
        span = subject_before(words, at - 2)
    elif before in BE:
        span = subject_before(words, at)
    elif before.endswith(",") or QUOTE in before or before in ("and", "by", "as"):
        span = opening_subject(words, at)
    else:
        return None
    if span is None or not can_speak(words, span):
        return None
    return _make(words, span, _verb(words, at), span[0] if before in BE or before == "as" else at, at + 1)


def _verb(words: Sequence[str], at: int) -> str:
    word = core(words[at])
    after = words[at + 1 : at + 2]
    if after and core(after[0]) in PARTICLE_OF.get(word, ()) and words[at] == word:
        return f"{word} {core(after[0])}"
    return word


def _finite(words: Sequence[str], at: int, verb: str) -> Tag | None:
    before = words[at - 1] if at else ""
    if before in BE or (at > 1 and words[at - 2] in BE and before.endswith("ly")):
        return _passive(words, at, verb)
    modal = before.lower() in _MODALS and before not in ("May", "Will")
    if modal or before.endswith(("'s", "’s", "s'", "s’")):
        return None
    if verb in BARE and before.endswith(("n't", "n’t")):
        return None
    if verb not in _FORETOLD and not _NOT_SAID.isdisjoint(words[max(0, at - 2) : at]):
        return None
    inverted = _inverted(words, at, verb)
    if inverted is not None:
        return inverted
    span = _closing_subject(words, at, verb)
    if span is not None:
        return _make(words, span, verb, span[0], at + 1)
    span = subject_before(words, at)
    if span is None and before.endswith(",") and VERBS[verb] == SPEECH:
        span = _parted_subject(words, at)
    if span is None or not may_govern(words, span, at, verb):
        return None
    return _make(words, span, _verb(words, at), span[0], at + 1)


def _parted_subject(words: Sequence[str], at: int) -> Span | None:
    """The subject before what stands between commas: "two exporters who were not named, since they feared it, said"."""
    span = opening_subject(words, at)
    return span if span is not None and can_speak(words, span) else None


def _closing_subject(words: Sequence[str], at: int, verb: str) -> Span | None:
    """The subject of a tag at the end: "…, records obtained by her family show."."""
    if verb not in EVIDENCE or words[at][-1] not in ",.":
        return None
    start = at
    while start and not words[start - 1].endswith(",") and at - start < _LONGEST_TAG:
        start -= 1
    if not start or not words[start - 1].endswith(","):
        return None
    span = phrase_starting(words, start)
    return (span[0], at) if span is not None and span[1] <= at and is_source(words, span) else None


def _inverted(words: Sequence[str], at: int, verb: str) -> Tag | None:
    """ "…, said Ana Ruiz": verb before subject, after a quotation or a comma."""
    if verb not in INVERTING or at == 0 or at + 1 >= len(words) or words[at] != core(words[at]):
        return None
    before = words[at - 1]
    after_quotation = QUOTE in before
    if not after_quotation and not before.endswith((",", "—", "–", ")")) and before not in ("—", "–", "-", "as"):
        return None
    span = phrase_starting(words, at + 1)
    if span is None:
        return None
    if not after_quotation:
        rest = words[span[1]] if span[1] < len(words) else ""
        closed = words[span[1] - 1][-1] in ",.;:" or not rest
        if words[at + 1] in ("a", "an") and verb not in ("said", "says", "wrote"):
            return None
        if words[at + 1].lower() in QUANTIFIERS or (not closed and clause_follows(words, at + 1)):
            return None
        if not closed and core(rest).lower() not in ("of", "in", "on", "at", "who", "from", "during", "after", "and"):
            return None
        if not can_speak(words, span):
            return None
    return _make(words, span, verb, at, span[1])


def _passive(words: Sequence[str], at: int, verb: str) -> Tag | None:
    """ "was described by her lawyer as …", "it is said that …"; any other passive names no speaker."""
    if verb in PASSIVE:
        for by in range(at + 1, min(at + 4, len(words) - 1)):
            if words[by] == "by":
                span = phrase_starting(words, by + 1)
                if span is not None and can_speak(words, span):
                    return _make(words, span, verb, at, span[1])
                return None
        return None
    start = at - 1
    while start > 0 and words[start].lower() != "it" and at - start < 4:
        start -= 1
    if verb in IMPERSONAL and words[start].lower() == "it" and words[at + 1 : at + 2] == ["that"]:
        return Tag(words[start], " ".join(words[start + 1 : at + 1]), False, start, False)
    return None
