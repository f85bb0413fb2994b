"""Measuring a model on a labelled corpus: everything that a report and a model card are filled from."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus.bootstrap import Interval
from ..corpus.document import Document
from ..model.model import Model
from ..model.rendering.legend import counted
from ..model.sentence_rows import label_indices
from ..model.storage import load_model
from .breakdowns import GroupScore, breakdowns
from .ceiling import Ceiling, annotator_ceiling
from .comparison import Comparison, compare_with
from .data import TrainingData, load_corpora
from .metrics import Scores, score
from .padding_kinds import KindRecall, recall_by_kind
from .reliability import ReliabilityBin, reliability_bins
from .risk_coverage import RiskCoverage, risk_coverage
from .worst_errors import ErrorReason, WorstError, sentence_reasons, surest_errors, worst_errors

FloatArray = npt.NDArray[np.float64]

BY_THE_MODEL = "Reasons are the model's own."
"""Said of the reasons of an evaluation's errors."""


@dataclass(frozen=True)
class Evaluation:
    """What was measured, and on what.

    `seen` names the corpora that the model was trained on and that were evaluated here: then the figures say
    how well it remembers, not how well it judges. `comparison` is with a baseline, `ceiling` with annotators, where
    there are such. `reasons_from` says which model explained the `worst` errors.
    """

    model: str
    corpora: dict[str, Any]
    scores: Scores
    breakdowns: dict[str, tuple[GroupScore, ...]]
    worst: tuple[WorstError, ...]
    seen: tuple[str, ...] = ()
    comparison: Comparison | None = None
    reliability: tuple[ReliabilityBin, ...] = ()
    risk_coverage: RiskCoverage | None = None
    padding_kinds: tuple[KindRecall, ...] = ()
    ceiling: Ceiling | None = None
    reasons_from: str = ""
    command: str = ""
    notes: tuple[str, ...] = ()

    @property
    def difference(self) -> Interval | None:
        """Macro-F1 minus the baseline's, with a paired interval over documents."""
        return None if self.comparison is None else self.comparison.differences["macro_f1"]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "model": self.model,
            "command": self.command,
            "notes": list(self.notes),
            "corpora": self.corpora,
            "seen_in_training": list(self.seen),
            "scores": self.scores.to_dict(),
            "comparison": self.comparison and self.comparison.to_dict(),
            "reliability": [found.to_dict() for found in self.reliability],
            "risk_coverage": self.risk_coverage and self.risk_coverage.to_dict(),
            "breakdowns": {name: [group.to_dict() for group in groups] for name, groups in self.breakdowns.items()},
            "padding_kinds": [kind.to_dict() for kind in self.padding_kinds],
            "ceiling": self.ceiling and self.ceiling.to_dict(),
            "reasons_from": self.reasons_from,
            "worst_errors": [error.to_dict() for error in self.worst],
        }

    def render(self, format: str = "terminal") -> str:
        """The report as `terminal`, `json`, `markdown` or `html` text."""
        from .report import render_evaluation

        return render_evaluation(self, format)


def measure(
    frame: pd.DataFrame,
    probabilities: FloatArray,
    *,
    model: str,
    corpora: dict[str, Any],
    reasons: Mapping[int, tuple[ErrorReason, ...]] | None = None,
    quote: bool = True,
    **about: Any,
) -> Evaluation:
    """Everything that can be said of predictions; intervals come from resampling documents.

    Parameters
    ----------
    frame
        As `TrainingData.frame`, a row a sentence.
    probabilities
        An array [n_rows, 3], rows summing to 1.
    model, corpora
        What predicted, and on what: a name, and an entry a corpus as in `TrainingData.provenance`.
    reasons
        Of the errors, by row number.
    quote
        Whether sentences may stand in the result; without, it holds no errors.
    about
        The other fields of `Evaluation`.
    """
    truth, documents = label_indices(frame["label"], len(frame)), frame["document"].to_numpy()
    return Evaluation(
        model=model,
        corpora=corpora,
        scores=score(truth, probabilities, documents),
        breakdowns=breakdowns(frame, probabilities),
        worst=worst_errors(frame, probabilities, reasons) if quote else (),
        reliability=reliability_bins(truth, probabilities, documents),
        risk_coverage=risk_coverage(truth, probabilities, documents),
        padding_kinds=recall_by_kind(frame, probabilities),
        ceiling=annotator_ceiling(frame, probabilities),
        **about,
    )


def evaluate(
    corpora: Sequence[str], model: str | Path = "default", *, baseline: str | Path | None = None
) -> Evaluation:
    """Measure a model on labelled corpora.

    Parameters
    ----------
    corpora
        Files or folders in the labelled format.
    model, baseline
        Names or folders of models; with a baseline the differences in F1 get paired intervals.

    Raises
    ------
    CorpusError, ModelError, NewsgrainError
        For a corpus or a model that cannot be read, or an empty corpus.
    """
    judge = load_model(model)
    other = None if baseline is None else load_model(baseline)
    data = load_corpora(corpora)
    texts = [document.document for document in data.documents]
    probabilities = predict(judge, texts)
    options = ["--model", model] + (["--baseline", baseline] if baseline is not None else [])
    return measure(
        data.frame,
        probabilities,
        model=f"{judge.name} {judge.version}",
        corpora=data.provenance,
        reasons=sentence_reasons(judge, texts, surest_errors(data.truth, probabilities)),
        reasons_from=BY_THE_MODEL,
        seen=seen_in_training(judge, data),
        comparison=None if other is None else against(other, str(baseline), data, probabilities),
        command=shlex.join(map(str, ["newsgrain", "evaluate", *corpora, *options])),
    )


def predict(model: Model, documents: Sequence[Document]) -> FloatArray:
    """Probabilities of every sentence of the documents, one after the other: an array [n_sentences, 3]."""
    annotated = model.annotate_many(documents, reasons=False)
    return np.array([sentence.probability_triple for found in annotated for sentence in found.sentences])


def against(baseline: Model, name: str, data: TrainingData, probabilities: FloatArray) -> Comparison:
    """Compare probabilities [n_rows, 3] with those that a baseline gives the same sentences."""
    others = predict(baseline, [document.document for document in data.documents])
    seen = seen_in_training(baseline, data)
    return compare_with(name, data.truth, probabilities, others, data.frame["document"], seen=seen)


def seen_in_training(model: Model, data: TrainingData) -> tuple[str, ...]:
    """The corpora that hold documents which a model learned from, with how many where it is not all of them."""
    entries = model.manifest.training_data.values()
    corpora = {entry["sha256"] for entry in entries if "sha256" in entry}
    known = {digest for entry in entries for digest in entry.get("document_digests", ())}
    seen = []
    for name, digests in data.document_digests().items():
        shared = sum(digest in known for digest in digests)
        if data.provenance[name]["sha256"] in corpora or shared == len(digests):
            seen.append(name)
        elif shared:
            seen.append(f"{name} ({shared:,} of its {counted(len(digests), 'document')})")
    return tuple(seen)
