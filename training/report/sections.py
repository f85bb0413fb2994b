"""The sections of a report, in their order; those that have nothing to say are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ...corpus.bootstrap import Interval
from ...corpus.label import LABELS
from ...model.rendering.legend import counted
from ..comparison import verdict
from .charts import reliability_diagram, risk_coverage_curve
from .content import Cell, Counted, Labelled, Ranged, Section, Table
from .error_section import error_section
from .group_sections import breakdown_sections, kind_section

if TYPE_CHECKING:
    from ..evaluation import Evaluation


def sections(evaluation: Evaluation) -> list[Section]:
    """Everything that a report shows below its headline."""
    return [section for part in _PARTS for section in part(evaluation)]


def _labels(evaluation: Evaluation) -> Iterator[Section]:
    rows = tuple(
        (Labelled(name), Ranged(s.f1), s.precision, s.recall, f"{s.support:,}")
        for name, s in evaluation.scores.labels.items()
    )
    yield Section("By label", Table(("label", "F1", "precision", "recall", "sentences"), rows))


def _comparison(evaluation: Evaluation) -> Iterator[Section]:
    comparison = evaluation.comparison
    if comparison is None:
        return
    reach = max(max(abs(d.low), abs(d.high)) for d in comparison.differences.values()) or 1.0
    ours, theirs = evaluation.scores, comparison.scores
    pairs: list[tuple[str, Interval, Interval]] = [
        (label, ours.labels[label].f1, theirs.labels[label].f1) for label in LABELS
    ]
    pairs.append(("macro_f1", ours.macro_f1, theirs.macro_f1))
    rows = []
    for name, own, other in pairs:
        found = comparison.differences[name]
        first: Cell = Labelled(name) if name in LABELS else "macro"
        rows.append((first, Ranged(found, -reach, reach), verdict(found), f"{own.value:.3f}", f"{other.value:.3f}"))
    yield Section(
        f"Against {comparison.baseline}",
        Table(("F1", "difference", "this model is", "this model", "baseline"), tuple(rows)),
        ("Paired: both models judged the same sentences, and the same documents are drawn for both.",),
    )


def _confusion(evaluation: Evaluation) -> Iterator[Section]:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Labelled(name), *(Counted(n, n / max(sum(row), 1), i == j) for j, n in enumerate(row)))
        for i, (name, row) in enumerate(zip(LABELS, evaluation.scores.confusion, strict=True))
    )
    head = ("true label", *(f"taken for {label}" for label in LABELS))
    yield Section("Confusion", Table(head, rows), ("Shares are of all sentences with the true label.",))


def _ceiling(evaluation: Evaluation) -> Iterator[Section]:
    ceiling = evaluation.ceiling
    if ceiling is None:
        return
    people, model = ceiling.annotators, ceiling.model
    rows: list[tuple[Cell, ...]] = [
        (Labelled(label), Ranged(people.labels[label].f1), Ranged(model.labels[label].f1)) for label in LABELS
    ]
    rows.append(("macro", Ranged(people.macro_f1), Ranged(model.macro_f1)))
    kappa = "" if np.isnan(ceiling.kappa) else f", Cohen’s kappa {ceiling.kappa:.3f}"
    remarks = [
        f"{counted(people.sentences, 'sentence')} of {counted(people.documents, 'document')} were labelled twice; "
        f"the annotators agree on {people.accuracy}{kappa}. One annotator’s F1 against the other is about as well as "
        "a model can be seen to do.",
    ]
    if ceiling.contested:
        remarks.append(
            f"Where they differ ({counted(ceiling.contested, 'sentence')}), the model gives the label that the corpus "
            f"settled on {ceiling.contested_right} times, the other annotator’s {ceiling.contested_other} times."
        )
    head = ("F1", "one annotator against the other", "model against the corpus")
    yield Section("The annotators’ ceiling", Table(head, tuple(rows)), tuple(remarks))


def _calibration(evaluation: Evaluation) -> Iterator[Section]:
    if not evaluation.reliability:
        return
    rows = tuple(
        (f"{b.low:.2f}–{b.high:.2f}", f"{b.confidence:.3f}", b.accuracy, f"{b.sentences:,}")
        for b in evaluation.reliability
    )
    remark = (
        f"Expected calibration error {evaluation.scores.expected_calibration_error:.3f}: the mean gap between how sure "
        "the model is and how often it is right, over bins of equal width."
    )
    yield Section(
        "Calibration",
        Table(("confidence", "mean", "accuracy", "sentences"), rows),
        (remark,),
        reliability_diagram(evaluation.reliability),
    )


def _risk(evaluation: Evaluation) -> Iterator[Section]:
    found = evaluation.risk_coverage
    if found is None:
        return
    rows = tuple((f"{p.threshold:.3f}", f"{p.coverage:.0%}", p.risk, f"{p.sentences:,}") for p in found.points)
    remark = (
        "What is left, and how much of it is wrong, when verdicts below a confidence become uncertain "
        f"(--min-confidence). Mean over all coverages: {found.area:.3f}."
    )
    yield Section(
        "Risk and coverage",
        Table(("least confidence", "coverage", "wrong", "sentences"), rows),
        (remark,),
        risk_coverage_curve(found),
    )


_PARTS = (
    _labels,
    _comparison,
    _confusion,
    _ceiling,
    _calibration,
    _risk,
    breakdown_sections,
    kind_section,
    error_section,
)
