"""What a cue is called when it is given as a reason: words that an editor understands.

Some cues speak by their absence ("no source named"), some by how much there is of them ("a short sentence").
"""

from __future__ import annotations

from dataclasses import dataclass

CUE_PHRASES: dict[str, str] = {
    "speech verb": "a verb of saying",
    "thought verb": "a verb of thinking",
    "source noun": "a kind of source",
    "empty source": "a nameless group instead of a source",
    "hedge": "hedged",
    "obligation": "a word of duty or need",
    "future": "looks ahead",
    "first person singular": "the writer says I",
    "first person plural": "the writer says we",
    "second person": "speaks to the reader",
    "praise": "a word of praise",
    "blame": "a word of blame",
    "loaded verb": "a loaded verb",
    "intensifier": "an intensifier",
    "comment adverb": "a comment on the fact",
    "vague significance": "vague significance",
    "hollow call": "stock words of an appeal",
    "signpost": "signposting",
    "boilerplate": "words of page furniture",
    "causal connective": "a cause is claimed",
    "contrast": "a contrast",
    "negation": "a negation",
    "date word": "a date or time",
    "quantity": "a quantity",
    "office": "an office or title",
    "event verb": "an event",
    "absolute": "an absolute",
    "superlative": "a superlative",
    "question word": "a question word",
    "pointer": "points back instead of naming",
    "past auxiliary": "told in the past tense",
    "present auxiliary": "a general statement in the present tense",
    "third person": "about a third person",
    "conditional": "a condition",
    "-ed form": "a past form",
    "-ing form": "a continuing form",
    "-ly adverb": "an adverb of manner",
    "abstract noun": "an abstract noun",
    "adjective suffix": "an adjective",
    "plural": "plural nouns",
    "comma": "many clauses",
    "colon": "a colon",
    "dash": "a dash",
    "long dash": "a dash",
    "bracket": "a bracket",
    "bar": "a divider",
    "at sign": "an account name",
    "hash": "a hash tag",
    "slash": "a slash",
    "semicolon": "a semicolon",
    "dollar": "a sum of money",
    "pound": "a sum of money",
    "per cent sign": "a percentage",
    "full stop": "ends as a statement",
    "question mark": "a question",
    "exclamation mark": "an exclamation",
    "ellipsis": "trails off",
    "ends in colon": "introduces what follows",
    "words": "its length",
    "log words": "its length",
    "capitalised": "names",
    "all capitals": "capitals",
    "numbers": "figures",
    "year": "a year",
    "quoted share": "a quotation",
    "starts in quotation": "a quotation goes on",
    "ends in quotation": "a quotation goes on",
    "starts with quotation mark": "opens with a quotation",
    "ends with quotation mark": "closes a quotation",
    "starts in lower case": "starts in lower case",
    "no final sign": "no full stop",
    "rare words": "how specific its words are",
    "unknown words": "unusual words or names",
    "speech verb next to quotation": "a quotation with its speaker",
    "capital before speech verb": "a named speaker",
    "first sentence": "its place in the document",
    "second sentence": "its place in the document",
    "last sentence": "its place in the document",
    "second to last": "its place in the document",
    "index": "its place in the document",
    "from the end": "its place in the document",
    "share read": "its place in the document",
    "document length": "the document's length",
    "alone": "stands alone",
    "new share": "how much in it is new",
    "overlap": "how much in it is new",
    "lead overlap": "how much in it is new",
    "near repeat": "how much in it is new",
    "role heading": "a heading",
    "role list_item": "a list item",
    "role caption": "a caption",
}
"""Cue name → phrase where the cue is there; `initial X` shares the phrase of X."""

ABSENT: dict[str, tuple[str, ...]] = {
    "no source named": ("speech verb", "source noun", "capital before speech verb", "speech verb next to quotation"),
    "no words of judgement": ("praise", "blame", "loaded verb", "comment adverb", "intensifier"),
    "no figures": ("numbers", "quantity", "dollar", "pound", "per cent sign", "year"),
    "no names": ("capitalised", "office"),
    "no time given": ("date word",),
    "no event told": ("event verb", "-ed form", "past auxiliary"),
    "not a quotation": (
        "quoted share",
        "starts in quotation",
        "ends in quotation",
        "starts with quotation mark",
        "ends with quotation mark",
    ),
}
"""Phrase where none of some cues is there → those cues, which count as one reason."""


@dataclass(frozen=True)
class Degree:
    """Phrases by how much there is of a cue: below `low`, from `high` on, and between."""

    cue: str
    low: float
    high: float
    phrases: tuple[str, str, str]

    def phrase(self, value: float) -> str:
        """The phrase for a value of the cue; empty where there is nothing to tell."""
        return self.phrases[0] if value < self.low else self.phrases[2] if value >= self.high else self.phrases[1]


DEGREES: dict[str, Degree] = {
    "its length": Degree("words", 0.5, 1.3, ("a short sentence", "its length", "a long sentence")),
    "how specific its words are": Degree(
        "rare words", 0.2, 0.3, ("everyday words", "how specific its words are", "specific words")
    ),
    "how much in it is new": Degree(
        "new share", 0.6, 0.99, ("little in it is new", "how much in it is new", "all in it is new")
    ),
    "its place in the document": Degree(
        "share read", 0.15, 0.85, ("its place near the top", "its place in the middle", "its place near the end")
    ),
    "the document's length": Degree(
        "document length", 2.4, 3.7, ("a short document", "the document's length", "a long document")
    ),
    "many clauses": Degree("comma", 2, 2, ("", "", "many clauses")),
}
"""Phrase of a cue → its phrases by degree. Words count in twenties, document length as a logarithm (see `cues`)."""

CALL_TO_NOBODY = "a call without an addressee"
"""Where a sentence without a name holds a verb of `CALLING`."""

CALLING = frozenset({"must", "should", "ought", "imperative"})
SILENT = frozenset({"plural nouns"})
"""Phrases that would tell an editor nothing."""

NEIGHBOURS = "the sentences around it"
DOCUMENT = "the rest of the document"
COMMON = "how common the label is"
WHOLE = "how the sentence reads as a whole, among its neighbours"
WORDING = "wording: “{}”"
"""For words that no cue names."""

REPEATS = "repeats sentence {}"
"""For a restatement: the number, from 1, of the sentence in its document."""


def phrase_of(cue: str) -> str:
    """The phrase of a cue by its column name, where the cue is there."""
    return CUE_PHRASES[cue.removeprefix("initial ")]


def reason_of(cue: str) -> str:
    """The phrase of all cues that count as one reason with this one."""
    name = cue.removeprefix("initial ")
    return next((phrase for phrase, cues in ABSENT.items() if name in cues), CUE_PHRASES[name])
