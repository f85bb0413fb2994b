"""What the own corpus is worth on real news: `python -m newsgrain.training.worth CORPORA`.

Two questions, both asked of `newsmix`, which is no part of the own corpus: how well does a classifier judge it that
has learned from the own corpus alone, and does one that learns from both beat one that learns from `newsmix` alone?
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import pandas as pd
import typer

from ..corpus.label import LABELS
from ..model.classifier import SentenceClassifier
from ..model.vocabulary import background_vocabulary
from .crossvalidation import out_of_fold_probabilities
from .data import TrainingData, load_corpora
from .metrics import paired_differences, score
from .outside import OWN, POOL, WEIGHTS, pool_sentences, pool_texts

FloatArray = npt.NDArray[np.float64]


def worth(
    corpora: Annotated[Path, typer.Argument(help="Folder with newsmix and, for --distil, pool.")],
    seeds: Annotated[int, typer.Option(min=1, help="Seeds of folds and fits, from 0.")] = 3,
    jobs: Annotated[int, typer.Option(min=1, help="Processes for the folds.")] = 2,
    distil: Annotated[
        bool, typer.Option(help="Also with word vectors distilled from an encoder that saw own labels alone (slow).")
    ] = False,
) -> None:
    """Print how a classifier trained on the own corpus does on newsmix, and what it adds to newsmix."""
    own = load_corpora([str(OWN)])
    newsmix = load_corpora([str(corpora / "newsmix" / "train.jsonl")])
    typer.echo(_scores("own corpus alone", newsmix, own_alone(own, newsmix, jobs=jobs)))
    if distil:
        pool = pool_sentences(pool_texts(corpora / POOL))
        typer.echo(_scores("own corpus alone, distilled", newsmix, own_alone(own, newsmix, pool, jobs=jobs)))
    for seed in range(seeds):
        alone, both = with_and_without(own, newsmix, seed=seed, jobs=jobs)
        typer.echo(_scores(f"newsmix alone, cross-validated, seed {seed}", newsmix, alone))
        typer.echo(_scores(f"newsmix and own corpus, cross-validated, seed {seed}", newsmix, both))
        differences = paired_differences(newsmix.truth, both, alone, newsmix.frame["document"])
        typer.echo("difference: " + ", ".join(f"{name} {value}" for name, value in differences.items()))


def own_alone(
    own: TrainingData, newsmix: TrainingData, pool: list[str] | None = None, *, seed: int = 0, jobs: int = 1
) -> FloatArray:
    """Probabilities [n_newsmix, 3] by a classifier that learned from the own corpus alone.

    Parameters
    ----------
    pool
        Unlabelled sentences to distil word vectors on, from an encoder fine-tuned on the own corpus alone; without
        them the classifier has no vectors. Needs the extra `train-encoder`.
    """
    vocabulary = background_vocabulary()
    if pool is not None:
        from .rebuild import distilled_vectors

        texts = own.frame["text"].tolist()
        table = distilled_vectors(texts, own.truth, own.weights, pool, lambda line: typer.echo(line, err=True))
        vocabulary = replace(vocabulary, vectors=table)
    classifier = SentenceClassifier(vocabulary, n_jobs=jobs, random_state=seed)
    classifier.fit(own.frame, own.frame["label"], sample_weight=own.weights)
    return np.asarray(classifier.predict_proba(newsmix.frame))


def with_and_without(
    own: TrainingData, newsmix: TrainingData, *, seed: int, jobs: int, weight: float = WEIGHTS["newsgrain"]
) -> tuple[FloatArray, FloatArray]:
    """Out-of-fold probabilities [n_newsmix, 3] of `newsmix`: learned from itself, and from both corpora."""
    rows = len(newsmix.frame)
    classifier = SentenceClassifier(random_state=seed)
    alone = out_of_fold_probabilities(classifier, newsmix.frame, seed=seed, jobs=jobs)
    frame = pd.concat([newsmix.frame, own.frame], ignore_index=True)
    weights = np.concatenate([newsmix.weights, weight * own.weights])
    held_out = np.arange(len(frame)) < rows
    both = out_of_fold_probabilities(classifier, frame, weights, held_out=held_out, seed=seed, jobs=jobs)
    return alone, both[:rows]


def _scores(name: str, data: TrainingData, probabilities: FloatArray) -> str:
    scores = score(data.truth, probabilities, data.frame["document"])
    labels = ", ".join(f"{label} {scores.labels[label].f1}" for label in LABELS)
    return f"{name}: macro-F1 {scores.macro_f1}; {labels}"


if __name__ == "__main__":
    typer.run(worth)
