"""What the own corpus is worth on real news: `python -m newsgrain.training.worth CORPORA`.

Two questions, both asked of `newsmix`, which is no part of the own corpus: how well does a classifier judge it that
has learned from the own corpus alone, and does one that learns from both beat one that learns from `newsmix` alone?
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd
import typer

from ..corpus.label import LABELS
from ..model.classifier import SentenceClassifier
from .crossvalidation import out_of_fold_probabilities
from .data import TrainingData, load_corpora
from .metrics import paired_differences, score
from .outside import OWN, POOL, WEIGHTS, pool_sentences, pool_texts

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


def worth(
    corpora: Annotated[Path, typer.Argument(help="Folder with newsmix and, for --distil, pool.")],
    seeds: Annotated[int, typer.Option(min=1, help="Seeds of folds and fits, from 0.")] = 3,
    jobs: Annotated[int, typer.Option(min=1, help="Processes for the folds.")] = 2,
    distil: Annotated[
        bool, typer.Option(help="With word vectors, as the default model has them; slow, needs train-encoder.")
    ] = False,
    cache: Annotated[Path | None, typer.Option(help="Keep the word vectors of each fit here.")] = None,
) -> None:
    """Print how a classifier trained on the own corpus does on newsmix, and what it adds to newsmix."""
    own = load_corpora([str(OWN)])
    newsmix = load_corpora([str(corpora / "newsmix" / "train.jsonl")])
    pool = pool_sentences(pool_texts(corpora / POOL)) if distil else None
    both = joined(newsmix, own)
    for seed in range(seeds):
        recipe = _recipe(pool, cache, seed, jobs)
        fitted = recipe.fit(own, np.arange(len(own.frame)))
        typer.echo(_scores("own corpus alone", seed, newsmix, np.asarray(fitted.predict_proba(newsmix.frame))))
        held_out = np.arange(len(newsmix.frame))
        alone, added = recipe.out_of_fold(newsmix, held_out), recipe.out_of_fold(both, held_out)
        typer.echo(_scores("newsmix alone, cross-validated", seed, newsmix, alone))
        typer.echo(_scores("newsmix and own corpus, cross-validated", seed, newsmix, added))
        differences = paired_differences(newsmix.truth, added, alone, newsmix.frame["document"])
        typer.echo("difference: " + ", ".join(f"{name} {value}" for name, value in differences.items()))


class Recipe(Protocol):
    """A way to fit on rows of labelled data, and to predict them out of fold."""

    def fit(self, data: TrainingData, rows: IntArray) -> SentenceClassifier:
        """The classifier fitted on these rows."""
        ...

    def out_of_fold(self, data: TrainingData, held_out: IntArray) -> FloatArray:
        """Probabilities [n_held_out, 3]; rows that are not held out are learned from in every fold."""
        ...


@dataclass(frozen=True)
class Plain:
    """The classifier without word vectors, as `newsgrain train` fits it."""

    seed: int
    jobs: int

    def fit(self, data: TrainingData, rows: IntArray) -> SentenceClassifier:
        """The classifier fitted on these rows."""
        part = data.frame.iloc[rows]
        classifier = SentenceClassifier(n_jobs=self.jobs, random_state=self.seed)
        return classifier.fit(part, part["label"], sample_weight=data.weights[rows])

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


def joined(newsmix: TrainingData, own: TrainingData) -> TrainingData:
    """Both corpora in one, `newsmix` first, at the weights that the default model gives them."""
    weights = np.concatenate([WEIGHTS["newsmix"] * newsmix.weights, WEIGHTS["newsgrain"] * own.weights])
    frame = pd.concat([newsmix.frame, own.frame], ignore_index=True)
    return TrainingData(frame, weights, {**newsmix.provenance, **own.provenance})


def _recipe(pool: list[str] | None, cache: Path | None, seed: int, jobs: int) -> Recipe:
    if pool is None:
        return Plain(seed, jobs)
    from .pipeline import Pipeline, cached_vectors

    return Pipeline(pool, cached_vectors(cache), seed=seed, jobs=jobs, progress=lambda line: typer.echo(line, err=True))


def _scores(name: str, seed: int, data: TrainingData, probabilities: FloatArray) -> str:
    scores = score(data.truth, probabilities, data.frame["document"])
    labels = ", ".join(f"{label} {scores.labels[label].f1}" for label in LABELS)
    return f"{name}, seed {seed}: macro-F1 {scores.macro_f1}; {labels}"


if __name__ == "__main__":
    typer.run(worth)
