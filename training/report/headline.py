"""What a report says first: what was measured, the figures that sum it up, and what to mind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...corpus.bootstrap import LEVEL, RESAMPLES
from ...model.rendering.legend import counted
from .content import Figure

if TYPE_CHECKING:
    from ..evaluation import Evaluation

SEEN = (
    "The model learned from {}: these figures say how well it remembers, not how well it judges. "
    "The cross-validated figures in its model card do."
)

BASELINE_SEEN = "The baseline learned from {}: the comparison flatters it."


def title(evaluation: Evaluation) -> str:
    """The title of a report."""
    return f"Evaluation of {evaluation.model}"


def subject(evaluation: Evaluation) -> str:
    """What was measured, in a sentence."""
    scores = evaluation.scores
    corpora = ", ".join(evaluation.corpora) or "given"
    return f"{counted(scores.sentences, 'sentence')} of {counted(scores.documents, 'document')} ({corpora})."


def figures(evaluation: Evaluation) -> list[Figure]:
    """The figures that come first."""
    scores = evaluation.scores
    error = scores.expected_calibration_error
    return [
        Figure("Macro-F1", scores.macro_f1, "mean F1 of the three labels"),
        Figure("Accuracy", scores.accuracy, "share of sentences labelled right"),
        Figure("Matthews correlation", scores.matthews, "1 is perfect, 0 as good as chance"),
        Figure("Calibration error (ECE)", error, "expected: the mean gap between confidence and accuracy"),
        Figure("Log loss", scores.log_loss, "in nats; a guess of a third each has 1.099"),
    ]


def warnings(evaluation: Evaluation) -> list[str]:
    """What a reader must know before believing a figure."""
    found = [SEEN.format(", ".join(evaluation.seen))] if evaluation.seen else []
    comparison = evaluation.comparison
    if comparison is not None and comparison.seen:
        found.append(BASELINE_SEEN.format(", ".join(comparison.seen)))
    return found


def notes(evaluation: Evaluation) -> list[str]:
    """How it was measured."""
    level = f"{LEVEL:.0%}".replace("%", " %")
    return [*evaluation.notes, f"In brackets: {level} intervals from {RESAMPLES:,} resamplings of documents."]
