"""Findings on sentences that stand, as they are or nearly so, in more than one document, or in another corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import CorpusError
from .finding import Finding, Rule, SentencePlace, shown
from .labelled import CorpusLine, corpus_lines
from .near_duplicates import Match, near_duplicates
from .skeleton import shared_skeletons
from .watch import Watch


@dataclass(frozen=True, slots=True)
class PlacedSentence:
    """A sentence of a corpus with its label, and where it stands; `document` numbers the documents read."""

    place: SentencePlace
    document: int
    text: str
    label: str


class Sentences:
    """The sentences of a corpus that are long enough to be compared, and its documents by id."""

    def __init__(self, longer_than: int) -> None:
        self.longer_than = longer_than
        self.all: list[PlacedSentence] = []
        self.line_of_id: dict[str, str] = {}
        self._documents = 0

    def add(self, line: CorpusLine) -> list[PlacedSentence]:
        """Add the sentences of a sound line; give what was added."""
        document = line.document
        if document is None:
            return []
        self._documents += 1
        self.line_of_id.setdefault(document.id, f"{line.source}:{line.line}")
        added = [
            PlacedSentence(
                SentencePlace(line.source, line.line, document.id, number), self._documents, unit.text, label
            )
            for number, (unit, label) in enumerate(zip(document.sentences, document.labels, strict=True), 1)
            if len(unit.text) > self.longer_than
        ]
        self.all += added
        return added


def exact_findings(added: Iterable[PlacedSentence], known: dict[str, PlacedSentence]) -> Iterator[Finding]:
    """Findings on sentences that stand, letter for letter, in an earlier document; `known` (by text) is extended."""
    for sentence in added:
        earlier = known.setdefault(sentence.text, sentence)
        if earlier.document == sentence.document:
            continue
        differing = "" if sentence.label == earlier.label else f" and is {earlier.label} there, {sentence.label} here"
        message = f"sentence {sentence.place.sentence} ({shown(sentence.text)}) is also {earlier.place}{differing}"
        yield _finding("duplicate", sentence, message, earlier, 1.0)


def near_findings(sentences: Sequence[PlacedSentence], watch: Watch) -> Iterator[Finding]:
    """Findings on near-duplicates and shared skeletons across documents, in the order of the sentences.

    A sentence is named once: as the near-duplicate of its most similar earlier one, or else by the first that shares
    its skeleton. Equal sentences are left to `exact_findings`.
    """
    texts = [sentence.text for sentence in sentences]
    documents = [sentence.document for sentence in sentences]
    near = {match.second: match for match in near_duplicates(texts, documents, watch=watch)}
    moulded = {match.second: match for match in shared_skeletons(texts, documents)}
    for index in sorted(near.keys() | moulded.keys()):
        match = near.get(index) or moulded[index]
        if texts[match.first] == texts[index]:
            continue
        rule: Rule = "near-duplicate" if index in near else "skeleton"
        yield _match_finding(rule, sentences, match)


def _match_finding(rule: Rule, sentences: Sequence[PlacedSentence], match: Match) -> Finding:
    earlier, sentence = sentences[match.first], sentences[match.second]
    relation = "has the skeleton of" if rule == "skeleton" else "is nearly"
    message = (
        f"sentence {sentence.place.sentence} ({shown(sentence.text)}) {relation} {earlier.place} "
        f"({shown(earlier.text)}), {match.similarity:.2f} alike"
    )
    return _finding(rule, sentence, message, earlier, match.similarity)


def leak_findings(ours: Sentences, against: str | Path, checked: set[Path], watch: Watch) -> Iterator[Finding]:
    """Findings on what also stands in another corpus: documents by id, sentences as they are or nearly so.

    Parameters
    ----------
    ours
        The corpus that is checked.
    against
        The other corpus, a file or folder; files of it that are checked themselves are left out.
    checked
        The files that are checked, resolved.

    Raises
    ------
    CorpusError
        If a line of the other corpus breaks the format, or no file of it is left.
    """
    theirs = _other_corpus(against, checked, ours.longer_than, watch)
    for identity, place in ours.line_of_id.items():
        if identity in theirs.line_of_id:
            source, _, line = place.rpartition(":")
            message = f"document {identity!r} has the id of one in {theirs.line_of_id[identity]}; leave one of them out"
            yield Finding("warning", source, int(line), message, "leak", {"document": identity})
    both = [*theirs.all, *ours.all]
    is_ours = [index >= len(theirs.all) for index in range(len(both))]
    for match in near_duplicates([sentence.text for sentence in both], is_ours, watch=watch):
        sentence, other = both[match.second], both[match.first]
        same = sentence.text == other.text
        relation = "also stands in the other corpus:" if same else "nearly stands in the other corpus:"
        alike = "" if same else f" ({shown(other.text)}), {match.similarity:.2f} alike"
        message = f"sentence {sentence.place.sentence} ({shown(sentence.text)}) {relation} {other.place}{alike}"
        yield _finding("leak", sentence, message, other, match.similarity)


def _other_corpus(against: str | Path, checked: set[Path], longer_than: int, watch: Watch) -> Sentences:
    theirs = Sentences(longer_than)
    for line in watch(corpus_lines(against), "documents"):
        if Path(line.source).resolve() in checked:
            continue
        if line.problems:
            raise line.problems[0]
        theirs.add(line)
    if not theirs.line_of_id:
        problem = "every file of it is checked itself; name another corpus to compare with"
        raise CorpusError(str(against), 1, problem)
    return theirs


def _finding(rule: Rule, sentence: PlacedSentence, message: str, other: PlacedSentence, similarity: float) -> Finding:
    place = sentence.place
    details = {
        "document": place.document,
        "sentence": place.sentence,
        "text": sentence.text,
        "other": {**other.place.to_dict(), "text": other.text},
        "similarity": round(similarity, 4),
    }
    return Finding("warning", place.source, place.line, message, rule, details)
