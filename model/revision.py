"""What an edit did to an article: which sentences stayed, changed, moved, went and came, and how much padding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from ..corpus.label import LABELS, UNCERTAIN
from ..corpus.word import count_words
from .alignment import Pair, absorbed, align
from .annotated import AnnotatedDocument, AnnotatedSentence

EditKind = Literal["kept", "changed", "moved", "merged", "split", "cut", "added"]

EDITED_SHARE = 0.25
"""Two documents are taken for versions of one article if that share of the shorter one's sentences has a partner."""


@dataclass(frozen=True, slots=True)
class Amount:
    """So many sentences and words; differences of amounts may be negative."""

    sentences: int = 0
    words: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.sentences + other.sentences, self.words + other.words)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.sentences - other.sentences, self.words - other.words)

    def to_dict(self) -> dict[str, int]:
        """Plain values for JSON."""
        return {"sentences": self.sentences, "words": self.words}


@dataclass(frozen=True, slots=True)
class Edit:
    """What became of one sentence.

    `kept`: the same words in the same order, though its label may have changed with what stands around it;
    `changed`: reworded; `moved`: out of order, reworded or not; `cut` and `added`: without a partner; `merged`: its
    words went into a sentence that a neighbour became; `split`: its words come from the sentence that became a
    neighbour. `before` and `after` are the sentences, `before_index` and `after_index` their places, counted from 0.
    Of what was merged or split off only one side is given, and the other's place.
    """

    kind: EditKind
    before_index: int | None
    after_index: int | None
    before: AnnotatedSentence | None
    after: AnnotatedSentence | None
    similarity: float

    @property
    def relabelled(self) -> bool:
        """Whether the sentence stands in both versions under different labels."""
        return self.before is not None and self.after is not None and self.before.label != self.after.label

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "kind": self.kind,
            "similarity": self.similarity,
            "before": _side(self.before_index, self.before),
            "after": _side(self.after_index, self.after),
        }


@dataclass(frozen=True, slots=True)
class Movement:
    """How the amount of one label came about.

    `cut` and `added` went and came with their sentences; `gained` and `lost` changed their label (counted as in the
    version where they bear this one); `reworded` is what sentences of this label in both versions grew (or shrank)
    by, with what was merged into them or split off from them.
    `after` = `before` − `cut` + `added` − `lost` + `gained` + `reworded`.
    """

    before: Amount
    cut: Amount
    added: Amount
    lost: Amount
    gained: Amount
    reworded: Amount

    @property
    def after(self) -> Amount:
        """The amount in the second version."""
        return self.before - self.cut + self.added - self.lost + self.gained + self.reworded

    @property
    def change(self) -> Amount:
        """The second version's amount less the first one's."""
        return self.after - self.before

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        names = ("before", "cut", "added", "lost", "gained", "reworded", "after")
        return {name: getattr(self, name).to_dict() for name in names}


@dataclass(frozen=True)
class Revision:
    """Two versions of an article, sentence by sentence.

    `edits` follow the second version; what was cut stands where it stood.
    """

    before: AnnotatedDocument
    after: AnnotatedDocument
    edits: tuple[Edit, ...]

    @property
    def aligned_share(self) -> float:
        """Sentences with a partner over the sentences of the shorter version, in [0, 1]."""
        shorter = min(len(self.before.sentences), len(self.after.sentences))
        paired = sum(edit.before is not None and edit.after is not None for edit in self.edits)
        return paired / shorter if shorter else 0.0

    @property
    def is_edit(self) -> bool:
        """Whether so much is shared that the second is an edited version of the first."""
        return self.aligned_share >= EDITED_SHARE

    @cached_property
    def movements(self) -> dict[str, Movement]:
        """How the amount of each label (and of `uncertain` where it occurs) came about."""
        met = {s.label for document in (self.before, self.after) for s in document.sentences}
        return {label: _movement(self.edits, label) for label in (*LABELS, *({UNCERTAIN} & met))}

    def count(self, kind: EditKind) -> int:
        """The number of sentences of one fate."""
        return sum(edit.kind == kind for edit in self.edits)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "aligned_share": round(self.aligned_share, 4),
            "movements": {label: movement.to_dict() for label, movement in self.movements.items()},
            "edits": [edit.to_dict() for edit in self.edits],
        }


def compare_versions(before: AnnotatedDocument, after: AnnotatedDocument) -> Revision:
    """Align two versions of an article.

    Examples
    --------
    >>> import newsgrain
    >>> model = newsgrain.load_model()
    >>> old = model.annotate("The bridge closed on Monday. Only time will tell.")
    >>> new = model.annotate("The bridge closed on Monday. It reopened on Friday.")
    >>> [edit.kind for edit in newsgrain.compare_versions(old, new).edits]
    ['kept', 'cut', 'added']
    """
    pairs = align(_texts(before), _texts(after))
    return Revision(before, after, tuple(_edits(before, after, pairs)))


def _texts(document: AnnotatedDocument) -> list[str]:
    return [sentence.text for sentence in document.sentences]


def _edits(before: AnnotatedDocument, after: AnnotatedDocument, pairs: list[Pair]) -> Iterator[Edit]:
    partner = {pair.after: pair for pair in pairs}
    paired = {pair.before for pair in pairs}
    merged = absorbed(_texts(before), _texts(after), {pair.before: pair.after for pair in pairs})
    split = absorbed(_texts(after), _texts(before), {pair.after: pair.before for pair in pairs})
    at = 0
    for index, (sentence, stop) in enumerate(zip(after.sentences, _next_kept(before, after, pairs), strict=True)):
        yield from _cuts(before, at, stop, paired, merged)  # what went stands before what came in its place
        at = stop
        pair = partner.get(index)
        if pair is None:
            yield Edit("split" if index in split else "added", split.get(index), index, None, sentence, 0.0)
            continue
        old = before.sentences[pair.before]
        same = old.text.split() == sentence.text.split()
        kind: EditKind = "moved" if pair.moved else "kept" if same else "changed"
        yield Edit(kind, pair.before, index, old, sentence, pair.similarity)
    yield from _cuts(before, at, len(before.sentences), paired, merged)


def _next_kept(before: AnnotatedDocument, after: AnnotatedDocument, pairs: list[Pair]) -> list[int]:
    """For each sentence of `after` the place in `before` of the first pair in order that stands there or later."""
    in_order = {pair.after: pair.before for pair in pairs if not pair.moved}
    places = [len(before.sentences)]
    for index in reversed(range(len(after.sentences))):
        places.append(in_order.get(index, places[-1]))
    return places[:0:-1]


def _cuts(
    before: AnnotatedDocument, start: int, stop: int, paired: set[int], merged: Mapping[int, int]
) -> Iterator[Edit]:
    for index in range(start, stop):
        if index not in paired:
            kind: EditKind = "merged" if index in merged else "cut"
            yield Edit(kind, index, merged.get(index), before.sentences[index], None, 0.0)


def _movement(edits: tuple[Edit, ...], label: str) -> Movement:
    total: dict[str, Amount] = dict.fromkeys(("before", "cut", "added", "lost", "gained", "reworded"), Amount())
    became = {edit.after_index: edit.after for edit in edits if edit.after is not None}
    was = {edit.before_index: edit.before for edit in edits if edit.before is not None}
    for edit in edits:
        old = _amount(edit.before, label)
        new = _amount(edit.after, label)
        if edit.kind == "merged" and _amount(became[edit.after_index], label) is not None:
            new = Amount() if old is not None else None
        elif edit.kind == "split" and _amount(was[edit.before_index], label) is not None:
            old = Amount() if new is not None else None
        if old is not None:
            total["before"] += old
        if old is not None and new is not None:
            total["reworded"] += new - old
        elif old is not None:
            total["cut" if edit.kind == "cut" else "lost"] += old
        elif new is not None:
            total["added" if edit.kind == "added" else "gained"] += new
    return Movement(**total)


def _amount(sentence: AnnotatedSentence | None, label: str) -> Amount | None:
    """The sentence as an amount, `None` where there is none of this label."""
    return Amount(1, count_words(sentence.text)) if sentence is not None and sentence.label == label else None


def _side(index: int | None, sentence: AnnotatedSentence | None) -> dict[str, Any] | None:
    if sentence is None:
        return None if index is None else {"index": index}
    return {"index": index, "label": sentence.label, "confidence": sentence.confidence, "text": sentence.text}
