"""Sections about parts of a corpus: groups of sentences, kinds of padding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ...corpus.label import LABELS
from ..breakdowns import MIN_BREAKDOWN, GroupScore
from .content import Cell, Ranged, Section, Table

if TYPE_CHECKING:
    from ..evaluation import Evaluation

GROUPS_SHOWN = 30
"""Groups of a breakdown in a report, the largest ones; all of them stand in the JSON."""


def breakdown_sections(evaluation: Evaluation) -> Iterator[Section]:
    """A section for each breakdown."""
    for name, groups in evaluation.breakdowns.items():
        head = (name, "macro-F1", "accuracy", *(f"F1 {label}" for label in LABELS), "documents", "sentences")
        shown = groups[:GROUPS_SHOWN]
        remarks = [f"Groups of fewer than {MIN_BREAKDOWN} sentences are left out."]
        if len(groups) > len(shown):
            remarks.append(f"The {len(shown)} largest of {len(groups)} groups.")
        keep = [] if name in ("position", "length") else remarks
        yield Section(f"By {name}", Table(head, tuple(map(_group, shown))), tuple(keep))


def _group(group: GroupScore) -> tuple[Cell, ...]:
    return (
        group.group,
        Ranged(group.macro_f1, single=group.documents == 1),
        f"{group.accuracy.value:.3f}",
        *("–" if np.isnan(value) else f"{value:.3f}" for value in group.f1.values()),
        f"{group.documents:,}",
        f"{group.sentences:,}",
    )


def kind_section(evaluation: Evaluation) -> Iterator[Section]:
    """How much of each kind of padding is found."""
    if not evaluation.padding_kinds:
        return
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            k.kind,
            Ranged(k.recall, single=k.documents == 1),
            *(f"{k.given[label]:,}" for label in LABELS if label != "padding"),
            f"{k.documents:,}",
            f"{k.sentences:,}",
        )
        for k in evaluation.padding_kinds
    )
    head = ("kind", "recall", "taken for reporting", "taken for opinion", "documents", "sentences")
    yield Section("Padding by kind", Table(head, rows), ("Recall: the share that is found to be padding.",))
