"""Training a model: cross-validate, fit, compile, write the model folder with its report and card."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from ..model.cascade import Cascade
from ..model.classifier import SentenceClassifier
from ..model.compiled import compile_classifier
from ..model.manifest import Manifest
from ..model.rendering.output import replacing
from ..model.sentence_rows import check_folds, check_labels
from ..model.storage import load_model, save_model
from .comparison import Comparison
from .crossvalidation import out_of_fold
from .data import TrainingData, load_corpora
from .evaluation import Evaluation, against, measure
from .model_card import model_card
from .report import render_evaluation

FloatArray = npt.NDArray[np.float64]

REPORTS = {"report.md": "markdown", "report.html": "html"}
"""The reports that stand beside a model, and their formats."""

CARD = "MODEL_CARD.md"

BY_THE_FOLD = "Reasons are those of the fold's model, which had not seen the document."
"""Said of the reasons of cross-validated errors."""

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
    baseline: str | Path | None = None,
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
        Folder of the new model: arrays, manifest, `report.md`, `report.html` and `MODEL_CARD.md`.
    baseline
        Name or folder of a model to compare the cross-validated verdicts with.
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
    CorpusError, ModelError, NewsgrainError
        If a corpus or the baseline cannot be read, or a corpus is empty or has too few documents or labels (a
        `FittingError`).
    """
    other = None if baseline is None else load_model(baseline)
    data = load_corpora(corpora)
    _check_enough(data, folds)
    progress(f"{data.frame['document'].nunique():,} documents, {len(data.frame):,} sentences")
    classifier = SentenceClassifier(folds=folds, n_jobs=jobs, random_state=seed)
    options = ["--output", output.name, "--folds", folds, "--seed", seed]
    options += [] if baseline is None else ["--baseline", baseline]
    command = shlex.join(map(str, ["newsgrain", "train", *corpora, *options]))
    progress(f"cross-validating: {folds} folds by document")
    evaluation = cross_validate(
        classifier,
        data,
        folds=folds,
        seed=seed,
        jobs=jobs,
        name=output.name,
        command=command,
        compare=lambda found: None if other is None else against(other, str(baseline), data, found),
    )
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
    compare: Callable[[FloatArray], Comparison | None] = lambda _: None,
) -> Evaluation:
    """Evaluate a classifier by grouped cross-validation on all documents of `data`.

    `compare` is called with the out-of-fold probabilities [n_rows, 3].
    """
    documents = [document.document for document in data.documents]
    found = out_of_fold(classifier, data.frame, data.weights, documents=documents, folds=folds, seed=seed, jobs=jobs)
    return measure(
        data.frame,
        found.probabilities,
        model=name,
        corpora=data.provenance,
        reasons=found.reasons,
        reasons_from=BY_THE_FOLD if documents else "",
        comparison=compare(found.probabilities),
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
    """Compile a fitted classifier and write the model folder: arrays, manifest, reports and card.

    `packages` are recorded with their versions beside those that always take part, `parameters` beside the
    classifier's.
    """
    fitted_with = {k: v for k, v in classifier.get_params().items() if k not in ("vocabulary", "n_jobs")}
    draft = Manifest(
        name=name,
        version=version("newsgrain"),
        arrays_sha256="",
        training_data=_training_data(data),
        trained_with={package: version(package) for package in (*PACKAGES, *packages)},
        parameters={**fitted_with, **parameters},
        command=command,
        metrics=evaluation.scores.to_dict(),
    )
    manifest = save_model(compile_classifier(classifier), draft, output, cascade)
    texts = {file: render_evaluation(evaluation, format) for file, format in REPORTS.items()}
    for file, text in {**texts, CARD: model_card(manifest, evaluation)}.items():
        with replacing(output / file) as stream:
            stream.write(text.encode("utf-8"))
    return manifest


def _training_data(data: TrainingData) -> dict[str, Any]:
    """What a manifest says of the training data: by its digests a document that was learned from is known again."""
    digests = data.document_digests()
    return {
        name: {**entry, "document_digests": digests[name]} if name in digests else entry
        for name, entry in data.provenance.items()
    }
