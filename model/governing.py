"""Whether a subject and what follows make a verb one of reporting: many such verbs have everyday senses."""

from __future__ import annotations

from collections.abc import Sequence

from .noun_phrases import Span, can_speak, head_of, is_source
from .quoted_speech import QUOTE
from .reporting_verbs import AMBIGUOUS_NOUNS, BARE, CLAUSE, EVIDENCE, SPEECH, STANCE, VERBS, word_set
from .speaker_words import QUANTIFIERS, core, is_name
from .times import after_time

_WRITTEN_OF = word_set("that in on to of about how why what whether this last later earlier yesterday")
_TALES = word_set("story stories tale tales joke jokes lie lies truth time")
_RITES = word_set("prayer prayers grace goodbye farewell mass nothing little")
_ASKING = word_set("would should could can do does did will why how")
_PLURALS = QUANTIFIERS | word_set("people men women children they police media staff data public clergy")
_TELLING = word_set("""discuss say answer speak elaborate name identify disclose give confirm respond talk
    explain reveal""")
_AWAY = word_set("home back in off away")
_RECALLED = word_set("""ambassador ambassadors envoy envoys diplomats troops vehicles cars products product units
    batch batches lawmakers parliament workers""")
_POSSESSIVES = word_set("its their his her")
_WHATEVER = word_set("whatever whoever whichever however")
_AS_SAID = word_set("noted notes said says reported reports explained explains wrote observed argued suggested stated")
_NOT_VERB_BEFORE = word_set("""of about from by were was are is have had has with on in and as over among or""")


def may_govern(words: Sequence[str], span: Span, at: int, verb: str) -> bool:
    """Whether this subject and what follows make the verb one of reporting."""
    following = _word(words, at + 1)
    after = core(following).lower()
    final = words[at] != core(words[at]) or not following
    if after == "by" and not any(QUOTE in word for word in words):
        return False  # "expressed by", "informed by": a participle
    if span[0] and words[span[0] - 1].lower() in _WHATEVER:
        return False  # "whatever the mediator says"
    if verb == "recalled" and (
        after in ("on", "from", "over", "by", "in") or not _RECALLED.isdisjoint(words[at : at + 6])
    ):
        return False  # ambassadors and cars, not words
    if verb in ("told", "tells") and (after in _TALES or core(_word(words, at + 2)) in _TALES):
        return False
    if verb in AMBIGUOUS_NOUNS and after in _NOT_VERB_BEFORE and verb not in ("calls", "points"):
        return after == "in" and _word(words, at + 2) in _POSSESSIVES  # "states in its report"
    if verb in AMBIGUOUS_NOUNS and verb[-1] == "s" and words[at - 1].lower() in QUANTIFIERS:
        return False
    if verb in ("said", "says") and (after in _RITES or core(_word(words, at + 2)) in _RITES):
        return False
    if verb in ("wrote", "writes") and following and not final and after not in _WRITTEN_OF:
        return any(QUOTE in word for word in words)
    if verb in ("laughed", "sighed", "cried") and not any(QUOTE in word for word in words):
        return False
    if verb in ("responded", "responds", "replied", "replies") and after == "to":
        return any(QUOTE in word for word in words)
    if verb in ("appealed", "appeals") and after not in ("to", "for"):
        return False
    if QUOTE in words[span[0] - 1][:1] and span[0] and words[span[0] - 1] != QUOTE:
        return True
    if verb in ("asked", "asks") and words[at + 1 : at + 3] in (["not", "to"], ["to", "be"], ["to", "remain"]):
        return False
    if verb in BARE and words[at - 1] != "will" and not _is_plural(words, span):
        return False
    if is_source(words, span):
        return verb in EVIDENCE or VERBS[verb] == SPEECH or verb in ("say", "says")
    kind = VERBS[verb]
    if verb in _AS_SAID and _after_as(words, span[0]) and can_speak(words, span):
        return True  # "As Ana Ruiz noted on Monday, …"
    if kind == SPEECH:
        return verb not in ("asked", "asks", "tells", "cried", "laughed", "sighed", "wrote", "writes", "responded") or (
            can_speak(words, span)
        )
    if verb in ("read", "reads") and QUOTE in following:
        return True
    if kind == STANCE:
        return can_speak(words, span) or after == "that"
    assert kind == CLAUSE
    following = _word(words, after_time(words, at + 1))
    return can_speak(words, span) and _has_clause(words, at, verb, core(following).lower(), following, final)


def _word(words: Sequence[str], place: int) -> str:
    """The word there, or nothing behind the last."""
    return words[place] if place < len(words) else ""


def _after_as(words: Sequence[str], start: int) -> bool:
    """Whether a subject stands behind the "as" that opens a sentence or an aside."""
    return start > 0 and words[start - 1].lower() == "as" and (start == 1 or words[start - 2].endswith(","))


def _is_plural(words: Sequence[str], span: Span) -> bool:
    """Whether a subject goes with "say": a name may (parties, clubs), a question's subject does not."""
    if words[0].lower() in _ASKING:
        return False
    head = head_of(words, span)
    return is_name(head) or head.endswith("s") or head.lower() in _PLURALS


def _has_clause(words: Sequence[str], at: int, verb: str, after: str, following: str, final: bool) -> bool:
    if verb in ("called", "calls", "calling"):
        if not _AWAY.isdisjoint(core(word) for word in words[at + 1 : at + 6]) and after not in ("for", "on"):
            return False  # "called its ambassador home"
        return (
            after in ("for", "it", "him", "her", "them", "his", "their", "its")
            or (after in ("on", "upon") and "to" in words[at + 2 : at + 10])
            or any(QUOTE in w for w in words[at + 1 : at + 14])
        )
    if verb in ("declined", "declines", "refused", "refuses"):
        return after == "to" and core(_word(words, at + 2)) in _TELLING
    if verb in ("put", "puts"):
        if "at" in words[at + 2 : at + 7] and any(
            word[-1].isdigit() or word[0] in "$£€" for word in map(core, words[at + 3 : at + 9]) if word
        ):
            return True  # "put the cost at $38 million"
        return after == "it" and any(w == "as" or w == "As" for w in words[max(0, at - 8) : at])
    if verb in ("pointed", "points"):
        return after == "out"
    if final:
        return (
            words[at].endswith((",", "."))
            and verb not in AMBIGUOUS_NOUNS
            and verb not in ("found", "show", "showed", "felt", "sees", "saw", "read", "held", "worried")
        )
    if after == "that" or QUOTE in following:
        return True
    if verb in (
        "claimed",
        "claims",
        "claim",
        "noted",
        "notes",
        "maintained",
        "maintains",
        "suggested",
        "suggests",
        "concluded",
        "feels",
        "felt",
        "estimates",
        "estimate",
        "projects",
        "assured",
        "questioned",
        "questions",
        "cited",
        "cites",
        "wondered",
        "wonders",
        "calculated",
        "calculates",
        "calculate",
    ):
        return clause_follows(words, at + 1)
    return False


def clause_follows(words: Sequence[str], start: int) -> bool:
    """Whether a subject and a finite verb seem to follow, within a few words."""
    finite = ("is", "was", "were", "are", "had", "has", "have", "would", "will", "could", "can", "did", "does", "might")
    for word in words[start : start + 7]:
        if word in finite or (word.endswith("ed") and word != words[start]):
            return True
        if word.endswith((",", ".", ";")):
            return False
    return False
