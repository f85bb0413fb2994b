"""How a comparison is worded, the same in every view."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from ...corpus.bootstrap import Interval
from ...corpus.label import LABELS
from .legend import MARKS, counted, percent

if TYPE_CHECKING:
    from ..comparison import Comparison, Side
    from ..revision import Amount, Edit, EditKind, Movement, Revision
    from ..telling import Telling

EDIT_SIGNS: dict[EditKind, str] = {
    "kept": "=",
    "changed": "~",
    "moved": ">",
    "merged": "&",
    "split": "/",
    "cut": "-",
    "added": "+",
}
"""A sign for what became of a sentence, for where colour may be missing."""

KEPT_SHOWN = 2
"""Kept sentences of unchanged label in a row; of more, only their number is shown."""

SIDES_IN_FULL = 4
"""Up to so many sides show examples of every label they have more of; more show those of one label."""

NAME_LENGTH = 60
"""Characters of a document's name that are shown beside an example."""


def interval_text(found: Interval) -> str:
    """A share with its interval in whole per cent.

    >>> interval_text(Interval(0.472, 0.35, 0.604))
    '47% [35, 60]'
    """
    if math.isnan(found.value):
        return "no words"
    return f"{percent(found.value)} [{_points(found.low)}, {_points(found.high)}]"


def difference_text(found: Interval) -> str:
    """A difference of shares in points, and whether it is clear.

    >>> difference_text(Interval(-0.12, -0.2, -0.031))
    '−12 points [−20, −3]'
    >>> difference_text(Interval(0.02, -0.1, 0.14))
    '+2 points [−10, +14], no clear difference'
    """
    if math.isnan(found.value):
        return "undefined"
    points, low, high = (signed(_points(value)) for value in (found.value, found.low, found.high))
    return f"{points} points [{low}, {high}]" + ("" if is_clear(found) else ", no clear difference")


def signed(number: int) -> str:
    """A number with its sign, none for zero.

    >>> signed(-1200), signed(0)
    ('−1,200', '0')
    """
    return f"{number:+,}".replace("-", "−") if number else "0"


def is_clear(found: Interval) -> bool:
    """Whether the interval of a difference leaves out zero."""
    return found.low > 0 or found.high < 0


def side_size(side: Side) -> str:
    """How much a side holds."""
    parts = (counted(side.documents, "document"), counted(side.sentences, "sentence"), counted(side.words, "word"))
    return ", ".join(parts[1:] if side.basis == "sentences" else parts)


def interval_notes(comparison: Comparison) -> Iterator[str]:
    """What the brackets mean, and where they promise too much."""
    over = {side.basis for side in comparison.sides}
    yield "Shares of words; that of reporting is the information density."
    yield f"In brackets: 95 % intervals over resampled {' or '.join(sorted(over))}."
    if "sentences" in over:
        yield "Over sentences they say how even a single document is, not how its author or outlet writes."
    few = [side.name for side in comparison.sides if side.few]
    if few:
        yield f"Too little for a trustworthy interval: {_listed(few)}."


def shown_revision(comparison: Comparison, edited: bool | None) -> Revision | None:
    """The revision, if it is to be shown: where asked for, or where so much is shared that it is one."""
    revision = comparison.revision
    if revision is None or edited is False:
        return None
    return revision if edited or revision.is_edit else None


def shown_labels(comparison: Comparison, side: Side) -> list[str]:
    """The labels of which a side has more than the others together, by how much more; each with examples."""
    exceeding: list[str] = [label for label in LABELS if side.excess[label] > 0 and side.telling[label]]
    exceeding.sort(key=lambda label: -side.excess[label])
    return exceeding if len(comparison.sides) <= SIDES_IN_FULL else exceeding[:1]


def excess_text(comparison: Comparison, side: Side, label: str) -> str:
    """How much more of a label a side has."""
    others = next((s.name for s in comparison.sides if s is not side), "") if len(comparison.sides) == 2 else "the rest"
    more = _points(side.excess[label])
    return f"{label}: {counted(more, 'point') if more else 'less than a point'} more than {others}"


def place_text(telling: Telling, side: Side) -> str:
    """Where an example stands."""
    sentence = f"sentence {telling.index + 1}"
    return sentence if side.documents == 1 else f"{shortened(telling.document)}, {sentence}"


def shortened(name: str, length: int = NAME_LENGTH) -> str:
    """A name without its middle where it is long: ids are often addresses.

    >>> shortened("https://example.org/2024/05/ferry.html", 20)
    'https://ex…erry.html'
    """
    if len(name) <= length:
        return name
    tail = (length - 1) // 2
    return f"{name[: length - 1 - tail]}…{name[-tail:]}"


def edit_counts(revision: Revision) -> str:
    """How many sentences were kept, changed, moved, cut and added; and merged or split, if any were."""
    counts = {kind: revision.count(kind) for kind in EDIT_SIGNS}
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count or kind not in ("merged", "split"))


def movement_text(label: str, movement: Movement) -> str:
    """How much of a label there was and is, and how that came about."""
    before, after = movement.before, movement.after
    parts = [
        f"{_amount(amount)} {what}"
        for what, amount in (
            ("cut", movement.cut),
            ("added", movement.added),
            (f"became {label}", movement.gained),
            (f"ceased to be {label}", movement.lost),
        )
        if amount.sentences
    ]
    if movement.reworded.words:
        grown = "longer" if movement.reworded.words > 0 else "shorter"
        parts.append(f"rewording made the others {counted(abs(movement.reworded.words), 'word')} {grown}")
    figures = (
        f"{before.sentences} → {counted(after.sentences, 'sentence')}, {before.words} → {counted(after.words, 'word')}"
    )
    return f"{figures}: {'; '.join(parts) or 'unchanged'}"


def verdict_text(revision: Revision) -> str:
    """What the edit did to the padding: how much there was and is, and its share of the words."""
    padding = revision.movements["padding"]
    change = padding.change
    before, after = (
        percent(document.summary.labels["padding"].share) for document in (revision.before, revision.after)
    )
    if change.words == 0 and change.sentences == 0:
        text = f"Padding stays at {_amount(padding.after)}"
    else:
        verb = "falls" if (change.words, change.sentences) < (0, 0) else "grows"
        text = f"Padding {verb} from {_amount(padding.before)} to {_amount(padding.after)}"
    share = (
        f"its share of the words stays at {after}" if before == after else f"its share goes from {before} to {after}"
    )
    cut, added = (_amount(amount) if amount.sentences else "none" for amount in (padding.cut, padding.added))
    return f"{text}; {share}. Cut: {cut}; added: {added}."


def letters(edit: Edit) -> str:
    """The letter of a sentence's label, or both with an arrow where it changed.

    For a sentence that stands in one version only it is the letter there.
    """
    labels = dict.fromkeys(sentence.label for sentence in (edit.before, edit.after) if sentence is not None)
    return "→".join(MARKS[label].letter for label in labels)


def folded(edits: Iterable[Edit]) -> Iterator[Edit | list[Edit]]:
    """The edits in order; more than `KEPT_SHOWN` sentences in a row that stayed with their label come as one list."""
    for stayed, run in groupby(edits, key=lambda edit: edit.kind == "kept" and not edit.relabelled):
        items = list(run)
        if stayed and len(items) > KEPT_SHOWN:
            yield items
        else:
            yield from items


def folded_text(edits: list[Edit]) -> str:
    """What is said in the place of a run of kept sentences."""
    found = {label: sum(e.after is not None and e.after.label == label for e in edits) for label in MARKS}
    return f"{counted(len(edits), 'sentence')} kept: " + ", ".join(f"{n} {name}" for name, n in found.items() if n)


def _amount(amount: Amount) -> str:
    return f"{counted(amount.sentences, 'sentence')} ({counted(amount.words, 'word')})"


def _points(share: float) -> int:
    return round(100 * share)


def _listed(names: list[str], shown: int = 5) -> str:
    rest = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {rest} more" if rest > 0 else "")
