"""Agreement of annotators as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...corpus.label import LABELS
from .legend import counted
from .visible import visible_line

if TYPE_CHECKING:
    from ...corpus.agreement import Agreement, PairAgreement

DOCUMENTS_SHOWN = 10
"""Documents listed, those of the lowest agreement; all of them stand in the JSON output."""

_NAME = 22
_CELL = 11


def render_agreement(agreement: Agreement) -> str:
    """Coefficients with 95 % intervals, each pair of annotators with its confusion table, the worst documents."""
    number = len(agreement.annotators)
    lines = [
        f"{counted(agreement.compared, 'sentence')} in {counted(len(agreement.documents), 'document')} "
        f"labelled by {'both annotators' if number == 2 else f'two or more of {number} annotators'}",
        "",
        f"{'Krippendorff’s alpha':<{_NAME}}{agreement.krippendorff_alpha}",
        f"{'Fleiss’ kappa':<{_NAME}}{agreement.fleiss_kappa}{_coverage(agreement)}",
    ]
    for pair in agreement.pairs:
        lines += ["", *_pair(pair)]
    differing = [document for document in agreement.documents if document.differing]
    if differing:
        lines += ["", "Documents of the lowest agreement"]
        lines += [
            f"  {document.agreement:>4.0%}  {document.differing} of {counted(document.sentences, 'sentence')} differ  "
            f"{visible_line(document.document)}"
            for document in differing[:DOCUMENTS_SHOWN]
        ]
    return "".join(f"{line}\n" for line in lines)


def _coverage(agreement: Agreement) -> str:
    if agreement.complete == agreement.compared:
        return ""
    return f" (the {counted(agreement.complete, 'sentence')} that all labelled)"


def _pair(pair: PairAgreement) -> Iterator[str]:
    first, second = map(visible_line, pair.annotators)
    yield f"{first} (rows) against {second} (columns), {counted(pair.sentences, 'sentence')}"
    yield f"  {'agreement':<{_NAME - 2}}{pair.agreement}"
    yield f"  {'Cohen’s kappa':<{_NAME - 2}}{pair.cohen_kappa}"
    for label, f1 in pair.f1.items():
        yield f"  {'F1 ' + label:<{_NAME - 2}}{f1}"
    yield " " * _NAME + "".join(f"{label:>{_CELL}}" for label in LABELS)
    for label, row in zip(LABELS, pair.confusion, strict=True):
        yield f"  {label:<{_NAME - 2}}" + "".join(f"{count:>{_CELL},}" for count in row)
