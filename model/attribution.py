"""Who speaks in each sentence.

Rules over words, no parser: a sentence is taken apart into narration and quotations, the narration is searched
for a tag ("…, said Ana Ruiz"), and what the document has told so far completes it: full names for surnames and
pronouns, and the speaker of a quotation that runs on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..corpus.document import Document, Sentence
from .annotated import Attribution
from .noun_phrases import clip
from .quoted_speech import CLOSERS, MARKS, QUOTE, Parted, part
from .reporting_verbs import EMPTY_NOUNS, SPEECH, VERBS, word_set
from .speaker_words import QUANTIFIERS, core, is_name
from .speakers import Speakers
from .subjects import opening_subject
from .tags import CUES, Tag, find_tag

without_cue = frozenset(CUES).isdisjoint
"""Whether none of some words is a cue: all that most sentences cost."""

_MARKS_WITHOUT_APOSTROPHE = tuple(mark for mark in MARKS if "'" not in mark)

PATIENCE = 12
"""Sentences after which a quotation that nobody closed is taken to be over."""


def attribute(document: Document) -> list[Attribution | None]:
    """Attribution of each sentence of a document, `None` where nobody but the writer speaks.

    Speakers are given by the full name that the document gave them, without titles; a pronoun stays where it is
    not safe to say whom it stands for. A speaker of `None` means quoted words whose speaker is not told.

    Examples
    --------
    >>> document = Document("Mayor Ida Holm said the ferry would stay. “We need it,” she added.")
    >>> [(a.speaker, a.verb, a.quoted) for a in attribute(document) if a]
    [('Ida Holm', 'said', None), ('Ida Holm', 'added', 'We need it,')]
    """
    reader = _Reader(document)
    # "'" opens a quotation at the very start of a sentence, and is mostly an apostrophe elsewhere
    any_apostrophe = "'" in document.text
    marks = tuple([mark for mark in (MARKS if any_apostrophe else _MARKS_WITHOUT_APOSTROPHE) if mark in document.text])
    found: list[Attribution | None] = []
    for index, sentence in enumerate(document.sentences):
        text = sentence.text
        words = text.split()
        marked = any_apostrophe and text[:1] == "'"
        for mark in marks:
            if mark in text:
                marked = True
                break
        if reader.opened is None and not marked and without_cue(words):
            found.append(None)
        else:
            found.append(reader.read(index, sentence, words, marked, found))
    return found


def is_empty_source(speaker: str) -> bool:
    """Whether a speaker is nobody in particular: "critics", "many observers", "some", "it".

    A name, a place of work or a number makes a source: "analysts at the bank", "two critics" are not empty.

    >>> [is_empty_source(s) for s in ("Critics", "many local observers", "critics of the plan")]
    [True, True, True]
    >>> [is_empty_source(s) for s in ("analysts at the bank", "the minister", "Ana Ruiz")]
    [False, False, False]
    """
    words = speaker.split()
    if "of" in words[1:]:
        words = words[: words.index("of", 1)]
    if not words or core(words[-1]).lower() not in EMPTY_NOUNS:
        return False
    first = words[0].lower()
    named = any(map(is_name, words[1:])) or (len(words) > 1 and is_name(words[0]) and first not in _GENERIC)
    return not named and _SPECIFIC.isdisjoint(word.lower() for word in words)


_SPECIFIC = word_set("at for from in by with two three four five six seven eight nine ten the his her their")
_GENERIC = QUANTIFIERS | word_set("local political legal independent outside foreign other such these leading industry")


class _Reader:
    """Reads the sentences that may hold an attribution, in order, and remembers what they leave open."""

    def __init__(self, document: Document) -> None:
        self.sentences = document.sentences
        self.speakers = Speakers(document)
        self.opened: str | None = None
        self.opened_at = 0
        self.speaking: str | None = None
        self.pending: list[int] = []

    def read(
        self,
        index: int,
        sentence: Sentence,
        words: list[str],
        marked: bool,
        found: list[Attribution | None],
    ) -> Attribution | None:
        """The attribution of one sentence; may complete earlier ones of the same quotation in `found`."""
        if marked or self.opened is not None:
            parted = self._part(index, sentence)
            words = parted.narration.replace("—", " — ").split()
        else:
            parted = Parted(sentence.text, (), None, False)
            if "—" in sentence.text:
                words = sentence.text.replace("—", " — ").split()
        hits = [at for at, word in enumerate(words) if word in CUES]
        tag = find_tag(words, hits) if hits else None
        attribution = self._tagged(tag, words, index, parted) if tag else self._untagged(words, index, sentence, parted)
        self._remember(attribution, index, parted, found, tagged=tag is not None)
        return attribution

    def _part(self, index: int, sentence: Sentence) -> Parted:
        starts = index == 0 or self.sentences[index - 1].paragraph != sentence.paragraph
        if index - self.opened_at > PATIENCE or sentence.role == "heading":
            self.opened = None
        return part(sentence.text, self.opened, paragraph_starts=starts)

    def _goes_on(self, index: int, mark: str) -> bool:
        """Whether an open quotation is closed later on, or opened anew by the next paragraph."""
        paragraph = self.sentences[index].paragraph
        for sentence in self.sentences[index + 1 : index + 1 + PATIENCE]:
            if sentence.paragraph != paragraph:
                return sentence.text.startswith(mark)
            if any(closer in sentence.text for closer in CLOSERS[mark]):
                return True
        return False

    def _tagged(self, tag: Tag, words: Sequence[str], index: int, parted: Parted) -> Attribution | None:
        speaker = self.speakers.resolve(tag, words, index)
        vague = speaker.lower() in ("they", "everyone", "nobody", "everybody")
        if vague and tag.start and not parted.quotes and not words[tag.start - 1].endswith(","):
            return None  # "that is what they say" tells of no speaker
        if tag.pronoun and speaker.lower() == "it" and not parted.quotes and VERBS.get(tag.verb or "") != SPEECH:
            return None  # "it shows that …" points at the matter, not at a speaker
        return Attribution(speaker, tag.verb, parted.quoted)

    def _untagged(self, words: Sequence[str], index: int, sentence: Sentence, parted: Parted) -> Attribution | None:
        """A quotation without a tag: its speaker stands before a colon or after a dash, or goes on."""
        if not parted.quotes:
            return None
        if parted.carried:
            return Attribution(self.speaking, None, parted.quoted)
        if all(not core(word) for word in words):
            return Attribution(self._going_on(index, sentence), None, parted.quoted)
        named = self._named_without_verb(words, index)
        return Attribution(named, None, parted.quoted) if named else None

    def _going_on(self, index: int, sentence: Sentence) -> str | None:
        """Who speaks in a sentence that is nothing but quotation."""
        if index == 0:
            return None
        previous = self.sentences[index - 1]
        if sentence.paragraph - previous.paragraph > 1:
            return None
        if self.speakers.last_index == index - 1:
            return self.speakers.last
        return self.speakers.opening_name(index - 1) if sentence.paragraph == previous.paragraph else None

    def _named_without_verb(self, words: Sequence[str], index: int) -> str | None:
        """The speaker in "Ruiz was blunt: “…”" and "“…” — Ana Ruiz"."""
        at = next((i for i, word in enumerate(words) if QUOTE in word), 0)
        if at and words[at - 1].endswith(":"):
            span = opening_subject(words, at)
            return self.speakers.full_name(clip(words, span), index) if span else None
        if at == 0 and 2 < len(words) <= 6 and words[at + 1] in ("—", "–", "-", "--") and is_name(words[at + 2]):
            return clip(words, (at + 2, len(words)))
        return None

    def _remember(
        self,
        attribution: Attribution | None,
        index: int,
        parted: Parted,
        found: list[Attribution | None],
        *,
        tagged: bool,
    ) -> None:
        speaker = attribution.speaker if attribution else None
        if not parted.carried:
            self.pending = []
        elif tagged:
            for earlier in self.pending:
                before = found[earlier]
                found[earlier] = replace(before, speaker=speaker) if before else None
            self.pending = []
        if speaker is not None:
            self.speakers.spoke(speaker, index)
        if parted.opened is not None:
            if not (parted.carried and self.opened):
                self.opened_at = index
            self.speaking = speaker
            if not tagged:
                self.pending.append(index)
        self.opened = parted.opened if parted.opened and self._goes_on(index, parted.opened) else None
