"""Who a surname or a pronoun stands for, as far as the document has told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..corpus.document import Document
from .noun_phrases import clip, name_in
from .reporting_verbs import word_set
from .speaker_words import ORG_WORDS, PARTICLES, STARTERS, core, ends, is_agent, is_common, is_name
from .subjects import opening_subject
from .tags import Tag

Gender = Literal["he", "she"]
Kind = Literal["person", "body", "group"]

WINDOW = 40_000
"""Characters before a sentence in which a full name is looked for: a long article; bounds the cost on books."""

MEMORY = 8
"""Sentences after which a pronoun no longer stands for the last speaker."""

_TRIES = 20
_HONORIFICS: tuple[tuple[str, Gender], ...] = (
    ("Mr ", "he"),
    ("Mr. ", "he"),
    ("Sir ", "he"),
    ("Lord ", "he"),
    ("Mrs ", "she"),
    ("Mrs. ", "she"),
    ("Ms ", "she"),
    ("Ms. ", "she"),
    ("Miss ", "she"),
    ("Dame ", "she"),
    ("Lady ", "she"),
)
_MALE = word_set("""man father son brother husband uncle king prince widower boy spokesman chairman policeman""")
_FEMALE = word_set(
    """woman mother daughter sister wife aunt queen princess widow girl spokeswoman chairwoman actress"""
)
_BODIES = word_set(
    """company firm club council ministry department police government union party court bank airline committee
    agency board team group charity school university hospital authority watchdog regulator army military
    navy church family jury panel coalition alliance association federation foundation institute museum
    office embassy kremlin pentagon house opposition cabinet parliament senate congress commission bureau
    fund network retailer giant brand operator manufacturer developer carrier maker insurer employer
    broadcaster newspaper paper report study statement letter survey poll data figures document documents
    papers filing audit review"""
)


class Speakers:
    """The speakers of one document, in the order in which they are met.

    Attributes
    ----------
    last
        The last speaker as given out, `None` at first.
    last_index
        The sentence that speaker spoke in.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.last: str | None = None
        self.last_index = -(10**9)
        self._full: dict[str, str] = {}
        self._genders: dict[str, Gender | None] = {}
        self._honorifics: list[tuple[str, Gender]] | None = None  # those in the text, once somebody's gender is asked

    def spoke(self, speaker: str, index: int) -> None:
        """Note who spoke in sentence `index`."""
        self.last, self.last_index = speaker, index

    def resolve(self, tag: Tag, words: Sequence[str], index: int) -> str:
        """The speaker of a tag: by full name where the document has told it before."""
        if tag.pronoun:
            return self._referent(tag, words, index) or tag.speaker
        return self.full_name(tag.speaker, index)

    def full_name(self, name: str, index: int) -> str:
        """The full name that a surname was given with before sentence `index` or in it."""
        if name in self._full:
            return self._full[name]
        parts = name.split()
        if not parts or not is_name(parts[-1]) or not all(part in PARTICLES for part in parts[:-1]):
            return name
        if is_common(name) or len(name) < 2:
            return name
        full = self._searched(name, index)
        if full is not None:
            self._full[name] = full
        return full or name

    def _searched(self, name: str, index: int) -> str | None:
        sentence = self.document.sentences[index]
        text, stop = self.document.text, sentence.end
        at = max(0, sentence.start - WINDOW)
        for _ in range(_TRIES):
            at = text.find(name, at + 1, stop)
            if at < 0:
                return None
            after = at + len(name)
            if text[at - 1] != " " or (after < len(text) and (text[after].isalnum() or text[after] == "-")):
                continue
            full = _full_name_before(text[max(0, at - 60) : at].split(), name)
            if full is not None:
                return full
        return None

    def opening_name(self, index: int) -> str | None:
        """The person or body that sentence `index` is about, by its first words."""
        words = self.document.sentences[index].text.split()[:12]
        if words and core(words[0]).lower() in ("when", "after", "as", "but", "and", "before", "while", "for", "if"):
            words = words[1:]
        span = opening_subject(words, len(words))
        if span is None:
            return None
        name = clip(words, span)
        if (
            not is_name(name)
            or is_common(core(words[span[0]]))
            or name.startswith(("The ", "A ", "An "))
            or "’s " in name
            or "'s " in name
        ):
            return None
        if name.lower() in ("he", "she", "it", "they"):
            return None
        return self.full_name(name, index)

    def _referent(self, tag: Tag, words: Sequence[str], index: int) -> str | None:
        pronoun = tag.speaker.lower()
        candidate: str | None = None
        if pronoun in ("he", "she"):
            candidate = self._recent_person(tag, words, index)
        if candidate is None and index - self.last_index <= MEMORY:
            candidate = self.last
        if candidate is None:
            return None
        kind = kind_of(candidate)
        if pronoun == "it":
            return candidate if kind == "body" else None
        if pronoun == "they":
            return candidate if kind in ("group", "body") else None
        if kind != "person":
            return None
        if candidate not in self._genders:
            self._genders[candidate] = self._gender(candidate)
        gender = self._genders[candidate]
        if gender is None:
            self._genders[candidate] = "he" if pronoun == "he" else "she"
        elif gender != pronoun:
            return None
        return candidate

    def _recent_person(self, tag: Tag, words: Sequence[str], index: int) -> str | None:
        """The person named first in the sentence before the pronoun, or in those since the last speaker."""
        if tag.start > 1:
            opening = self.opening_name(index)
            if opening is not None and kind_of(opening) == "person":
                return opening
        for earlier in range(index - 1, max(self.last_index, index - 4, -1), -1):
            if self.document.sentences[earlier].role == "heading":
                continue  # names in headings stand without the words that would tell what they are
            opening = self.opening_name(earlier)
            if opening is not None and kind_of(opening) == "person":
                return opening
        return None

    def _gender(self, speaker: str) -> Gender | None:
        last = core(speaker.split()[-1])
        if last.lower() in _MALE or (last.lower().endswith("man") and last.islower() and not last.endswith("woman")):
            return "he"
        if last.lower() in _FEMALE or (last.islower() and last.endswith("woman")):
            return "she"
        text = self.document.text[: WINDOW * 2]
        if self._honorifics is None:
            self._honorifics = [pair for pair in _HONORIFICS if pair[0] in text]
        for honorific, gender in self._honorifics:
            if honorific + last in text or honorific + speaker in text:
                return gender
        return None


def kind_of(speaker: str) -> Kind:
    """Whether a speaker is a person, a body (company, ministry, report) or a group of people.

    >>> kind_of("Ana Ruiz"), kind_of("the airline"), kind_of("Three officials"), kind_of("Ana Ruiz and Ben Okri")
    ('person', 'body', 'group', 'group')
    """
    words = speaker.split()
    head = words[-1]
    for position, word in enumerate(words[1:], start=1):
        if word in ("of", "for", "at", "from", "in", "by"):
            head = words[position - 1]
            break
    lower = core(head).lower()
    if lower in _BODIES or lower in ORG_WORDS or (len(head) > 1 and head.isupper() and head.isalpha()):
        return "body"
    if " and " in speaker:
        return "group"
    if head[0].isupper() and len(words) > 1 and words[0] in ("the", "The"):
        return "body"
    if head[0].isupper() and len(words) > 1:
        return "person"
    plural = is_agent(lower) and lower.endswith("s") and not lower.endswith("ss")
    if plural or lower in ("people", "men", "women", "children", "many", "some", "others"):
        return "group"
    return "person"


def _full_name_before(before: Sequence[str], surname: str) -> str | None:
    start = len(before)
    while start and (is_name(before[start - 1]) or before[start - 1] in PARTICLES) and not ends(before[start - 1]):
        hyphen = before[start - 1].find("-")
        if before[start - 1].endswith(("'s", "’s")) or (hyphen > 2 and before[start - 1][hyphen + 1 :].islower()):
            break
        start -= 1
    run = [*before[start:], surname]
    # in "the envoy for Yemen Ida Holm" the first word of the run still belongs to the office
    first = int(start > 1 and before[start - 1] in ("of", "for", "to") and is_name(before[start - 2]))
    while first < len(run) - 1 and (core(run[first]).lower() in STARTERS or run[first] in PARTICLES):
        first += 1
    first, end = name_in(run, (first, len(run)))
    while first < end - 1 and run[first] in PARTICLES:
        first += 1
    if end - first < 2 or core(run[first]) == surname or (start and before[start - 1] in ("the", "The")):
        return None
    return clip(run, (first, end))
