"""What a reader of an evaluation should take away, said in sentences that the figures fill."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..corpus.label import LABELS
from ..model.rendering.legend import percent
from .evaluation import Evaluation


def findings(evaluation: Evaluation) -> list[str]:
    """The weakest label and groups, the commonest confusion, the least found padding, what abstaining buys."""
    return [line for part in _PARTS for line in part(evaluation)]


def _weakest_label(evaluation: Evaluation) -> Iterator[str]:
    labels = evaluation.scores.labels
    name = min(labels, key=lambda label: labels[label].f1.value)
    found = labels[name]
    yield (
        f"Weakest label: {name}, F1 {found.f1}; of what is called {name}, {percent(found.precision.value)} is, and of "
        f"what is {name}, {percent(found.recall.value)} is found."
    )


def _commonest_confusion(evaluation: Evaluation) -> Iterator[str]:
    table = np.array(evaluation.scores.confusion)
    wrong = table * (1 - np.eye(len(LABELS), dtype=np.int64))
    if wrong.any():
        true, given = np.unravel_index(int(wrong.argmax()), wrong.shape)
        share = percent(wrong[true, given] / table[true].sum())
        yield f"Commonest error: {LABELS[true]} taken for {LABELS[given]}, {share} of all {LABELS[true]} sentences."


def _weakest_groups(evaluation: Evaluation) -> Iterator[str]:
    for name, everything in evaluation.breakdowns.items():
        groups = sorted((g for g in everything if g.documents > 1), key=lambda group: group.macro_f1.value)
        if len(groups) < 2:
            continue
        worst, best = groups[0], groups[-1]
        of = "" if len(groups) == len(everything) else " of groups with more than one document"
        yield (
            f"By {name}, macro-F1{of} is lowest for “{worst.group}”, {worst.macro_f1.value:.3f}, and highest for "
            f"“{best.group}”, {best.macro_f1.value:.3f}."
        )


def _least_found_kind(evaluation: Evaluation) -> Iterator[str]:
    if evaluation.padding_kinds:
        kind = min(evaluation.padding_kinds, key=lambda found: found.recall.value)
        yield f"Of padding, {kind.kind} is found least: {percent(kind.recall.value)} of {kind.sentences:,} sentences."


def _abstaining(evaluation: Evaluation) -> Iterator[str]:
    points = evaluation.risk_coverage.points if evaluation.risk_coverage else ()
    near = [point for point in points if 0.75 <= point.coverage < 0.85]
    if near:
        yield (
            f"With a least confidence of {near[0].threshold:.2f}, {percent(near[0].coverage)} of the sentences keep a "
            f"label and {percent(near[0].risk.value)} of those are wrong, against "
            f"{percent(points[0].risk.value)} of all."
        )


_PARTS = (_weakest_label, _commonest_confusion, _weakest_groups, _least_found_kind, _abstaining)
