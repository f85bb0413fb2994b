"""What the own corpus is worth on real news: `python -m newsgrain.training.worth CORPORA`.

Two questions, both asked of `newsmix`, which is no part of the own corpus: how well does a classifier judge it that
has learned from the own corpus alone, and does one that learns from both beat one that learns from `newsmix` alone?
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd
import typer

from ..corpus.label import LABELS
from ..model.classifier import SentenceClassifier
from ..model.linear import log_softmax
from .crossvalidation import out_of_fold_probabilities
from .data import TrainingData, load_corpora
from .metrics import paired_differences, score
from .outside import OWN, WEIGHTS

if TYPE_CHECKING:
    from .pipeline import Pipeline

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


def worth(
    corpora: Annotated[Path, typer.Argument(help="Folder with newsmix.")],
    seeds: Annotated[int, typer.Option(min=1, help="Seeds of folds and fits, from 0.")] = 3,
    jobs: Annotated[int, typer.Option(min=1, help="Processes for the folds.")] = 2,
    encoder: Annotated[
        bool, typer.Option(help="With the encoder, as the default model; slow, needs train-encoder.")
    ] = False,
    cache: Annotated[Path | None, typer.Option(help="Keep what the encoder learned in each fit here.")] = None,
) -> None:
    """Print how a classifier trained on the own corpus does on newsmix, and what it adds to newsmix."""
    own = load_corpora([str(OWN)])
    newsmix = load_corpora([str(corpora / "newsmix" / "train.jsonl")])
    both = joined(newsmix, own)
    for seed in range(seeds):
        recipe = _with_encoder(cache, seed, jobs) if encoder else Plain(seed, jobs)
        typer.echo(_scores("own corpus alone", seed, newsmix, recipe.learn_and_judge(own, newsmix.frame)))
        held_out = np.arange(len(newsmix.frame))
        alone, added = recipe.out_of_fold(newsmix, held_out), recipe.out_of_fold(both, held_out)
        typer.echo(_scores("newsmix alone, cross-validated", seed, newsmix, alone))
        typer.echo(_scores("newsmix and own corpus, cross-validated", seed, newsmix, added))
        differences = paired_differences(newsmix.truth, added, alone, newsmix.frame["document"])
        typer.echo("difference: " + ", ".join(f"{name} {value}" for name, value in differences.items()))


class Recipe(Protocol):
    """A way to learn from labelled data and to judge other sentences."""

    def learn_and_judge(self, data: TrainingData, frame: pd.DataFrame) -> FloatArray:
        """Probabilities [n, 3] of a frame of sentences by a fit on all of the data."""
        ...

    def out_of_fold(self, data: TrainingData, held_out: IntArray) -> FloatArray:
        """Probabilities [n_held_out, 3]; rows that are not held out are learned from in every fold."""
        ...


@dataclass(frozen=True)
class Plain:
    """The classifier alone, as `newsgrain train` fits it."""

    seed: int
    jobs: int

    def learn_and_judge(self, data: TrainingData, frame: pd.DataFrame) -> FloatArray:
        """Probabilities [n, 3] of a frame of sentences by a fit on all of the data."""
        classifier = SentenceClassifier(n_jobs=self.jobs, random_state=self.seed)
        fitted = classifier.fit(data.frame, data.frame["label"], sample_weight=data.weights)
        return np.asarray(fitted.predict_proba(frame))

    def out_of_fold(self, data: TrainingData, held_out: IntArray) -> FloatArray:
        """Probabilities [n_held_out, 3]; rows that are not held out are learned from in every fold."""
        mask = np.zeros(len(data.frame), dtype=bool)
        mask[held_out] = True
        found = out_of_fold_probabilities(
            SentenceClassifier(random_state=self.seed),
            data.frame,
            data.weights,
            held_out=mask,
            seed=self.seed,
            jobs=self.jobs,
        )
        return found[held_out]


@dataclass(frozen=True)
class WithEncoder:
    """Encoder and classifier as in the default model, in an even opinion pool: nothing is fitted on the test."""

    pipeline: Pipeline

    def learn_and_judge(self, data: TrainingData, frame: pd.DataFrame) -> FloatArray:
        """Probabilities [n, 3] of a frame of sentences by a fit on all of the data."""
        from .pipeline import document_offsets

        fitted = self.pipeline.fit(data, np.arange(len(data.frame)))
        said = fitted.encoder.read(frame["text"].tolist(), document_offsets(frame)).log_odds
        return _even(said, fitted.classifier.decision_function(frame))

    def out_of_fold(self, data: TrainingData, held_out: IntArray) -> FloatArray:
        """Probabilities [n_held_out, 3]; rows that are not held out are learned from in every fold."""
        found = self.pipeline.out_of_fold(data, held_out)
        return _even(found.encoder, found.classifier)


def _even(encoder: FloatArray, classifier: FloatArray) -> FloatArray:
    return np.exp(log_softmax((log_softmax(encoder) + log_softmax(classifier)) / 2))


def joined(newsmix: TrainingData, own: TrainingData) -> TrainingData:
    """Both corpora in one, `newsmix` first, at the weights that the default model gives them."""
    weights = np.concatenate([WEIGHTS["newsmix"] * newsmix.weights, WEIGHTS["newsgrain"] * own.weights])
    frame = pd.concat([newsmix.frame, own.frame], ignore_index=True)
    return TrainingData(frame, weights, {**newsmix.provenance, **own.provenance})


def _with_encoder(cache: Path | None, seed: int, jobs: int) -> WithEncoder:
    from .pipeline import Pipeline

    return WithEncoder(Pipeline(cache, seed=seed, jobs=jobs, progress=lambda line: typer.echo(line, err=True)))


def _scores(name: str, seed: int, data: TrainingData, probabilities: FloatArray) -> str:
    scores = score(data.truth, probabilities, data.frame["document"])
    labels = ", ".join(f"{label} {scores.labels[label].f1}" for label in LABELS)
    return f"{name}, seed {seed}: macro-F1 {scores.macro_f1}; {labels}"


if __name__ == "__main__":
    typer.run(worth)
