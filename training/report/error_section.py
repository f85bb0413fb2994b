"""The section of the errors that a model was surest of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model.rendering.legend import without_marks
from .content import Labelled, Section, Table

if TYPE_CHECKING:
    from ..evaluation import Evaluation
    from ..worst_errors import ErrorReason, WorstError


def error_section(evaluation: Evaluation) -> Iterator[Section]:
    """The surest errors with their reasons; nothing if none may be quoted."""
    if not evaluation.worst:
        return
    rows = tuple(
        (
            f"{e.document}, sentence {e.index + 1}",
            Labelled(e.truth),
            Labelled(e.predicted, f"{e.confidence:.2f}"),
            e.text,
            reasons_text(e),
        )
        for e in evaluation.worst
    )
    remarks = ["The wrong verdicts that the model was surest of: its blind spots, or slips in the labels."]
    remarks += [evaluation.reasons_from] if evaluation.reasons_from else []
    head = ("sentence", "true", "predicted", "text", "reasons")
    yield Section("Surest errors", Table(head, rows), tuple(remarks), errors=evaluation.worst)


def reasons_text(error: WorstError) -> str:
    """The reasons on one line, strongest first; those against the verdict bear a minus."""
    parts = ["an annotator agrees with the model"] if error.disputed else []
    for reason in error.reasons:
        words = reason_words(reason)
        parts.append(f"{reason.weight:+.2f} {reason.cue}" + (f" “{words}”" if words else ""))
    return "; ".join(parts)


def reason_words(reason: ErrorReason) -> str:
    """The words that a reason rests on, unless its name holds them already."""
    return "" if reason.words in reason.cue else without_marks(reason.words)
