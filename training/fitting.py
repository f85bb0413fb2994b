"""Training a model: cross-validate, fit, compile, write the model folder with its report and card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ..model.cascade import Cascade
from ..model.classifier import SentenceClassifier
from ..model.compiled import compile_classifier
from ..model.manifest import Manifest
from ..model.sentence_rows import check_folds, check_labels
from ..model.storage import save_model
from .crossvalidation import out_of_fold_probabilities
from .data import TrainingData, load_corpora
from .evaluation import Evaluation, breakdowns, worst_errors
from .metrics import score
from .model_card import model_card
from .report import render_evaluation

REPORT = "report.md"
CARD = "MODEL_CARD.md"

PACKAGES = ("newsgrain", "numpy", "scikit-learn", "scipy")
"""What every model is fitted with."""


@dataclass(frozen=True)
class TrainingResult:
    """Where the model was written, its manifest, and the cross-validated evaluation."""

    path: Path
    manifest: Manifest
    evaluation: Evaluation

    def render(self, format: str = "terminal") -> str:
        """The cross-validated evaluation as text."""
        return self.evaluation.render(format)


def train(
    corpora: Sequence[str],
    output: Path,
    *,
    folds: int = 5,
    seed: int = 0,
    jobs: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> TrainingResult:
    """Cross-validate by document, fit on everything, and write the model.

    Parameters
    ----------
    corpora
        Files or folders in the labelled format.
    output
        Folder of the new model: arrays, manifest, `report.md` and `MODEL_CARD.md`.
    folds
        Folds by document, at least 2, for measuring and again for fitting: see `documents_needed`.
    seed
        Seed of folds and fitting: the same seed, data and versions give the same files.
    jobs
        Processes for the folds, at least 1.
    progress
        Called with a line before each step.

    Raises
    ------
    CorpusError, NewsgrainError
        If a corpus cannot be read, is empty, or has too few documents or labels (a `FittingError`).
    """
    data = load_corpora(corpora)
    _check_enough(data, folds)
    progress(f"{data.frame['document'].nunique():,} documents, {len(data.frame):,} sentences")
    classifier = SentenceClassifier(folds=folds, n_jobs=jobs, random_state=seed)
    command = f"newsgrain train {' '.join(map(str, corpora))} --output {output.name} --folds {folds} --seed {seed}"
    progress(f"cross-validating: {folds} folds by document")
    evaluation = cross_validate(classifier, data, folds=folds, seed=seed, jobs=jobs, name=output.name, command=command)
    progress("fitting on everything")
    classifier.fit(data.frame, data.frame["label"], sample_weight=data.weights)
    manifest = write_model(classifier, data, evaluation, output, name=output.name, command=command)
    progress(f"written: {output}")
    return TrainingResult(output, manifest, evaluation)


def documents_needed(folds: int) -> int:
    """The fewest documents to train on: without any one fold, there must be left one for each fold within.

    With two documents more than folds, the largest fold holds two; with one more, it does so too.

    >>> [documents_needed(folds) for folds in (2, 3, 5, 10)]
    [4, 5, 7, 12]
    """
    return folds + 2


def _check_enough(data: TrainingData, folds: int) -> None:
    """Refuse what could not be cross-validated before any work is done."""
    documents = data.frame["document"].nunique()
    check_folds(folds, documents, documents_needed(folds))
    check_labels(data.truth, "in the data")


def cross_validate(
    classifier: SentenceClassifier,
    data: TrainingData,
    *,
    folds: int,
    seed: int,
    jobs: int,
    name: str,
    command: str,
) -> Evaluation:
    """Evaluate a classifier by grouped cross-validation on all documents of `data`."""
    probabilities = out_of_fold_probabilities(classifier, data.frame, data.weights, folds=folds, seed=seed, jobs=jobs)
    return Evaluation(
        model=name,
        corpora=data.provenance,
        scores=score(data.truth, probabilities, data.frame["document"]),
        breakdowns=breakdowns(data.frame, probabilities),
        worst=worst_errors(data.frame, probabilities),
        command=command,
        notes=(f"Cross-validated: {folds} folds by document, seed {seed}.",),
    )


def write_model(
    classifier: SentenceClassifier,
    data: TrainingData,
    evaluation: Evaluation,
    output: Path,
    *,
    name: str,
    command: str,
    packages: tuple[str, ...] = (),
    cascade: Cascade | None = None,
    parameters: Mapping[str, Any] = MappingProxyType({}),
) -> Manifest:
    """Compile a fitted classifier and write the model folder: arrays, manifest, report and card.

    `packages` are recorded with their versions beside those that always take part, `parameters` beside the
    classifier's.
    """
    fitted_with = {k: v for k, v in classifier.get_params().items() if k not in ("vocabulary", "n_jobs")}
    draft = Manifest(
        name=name,
        version=version("newsgrain"),
        arrays_sha256="",
        training_data=data.provenance,
        trained_with={package: version(package) for package in (*PACKAGES, *packages)},
        parameters={**fitted_with, **parameters},
        command=command,
        metrics=evaluation.scores.to_dict(),
    )
    manifest = save_model(compile_classifier(classifier), draft, output, cascade)
    (output / REPORT).write_text(render_evaluation(evaluation, "markdown"), encoding="utf-8")
    (output / CARD).write_text(model_card(manifest, evaluation), encoding="utf-8")
    return manifest
