"""Fit and measure what finds restatements: `python -m newsgrain.training.restatement`.

Learns from the kinds of padding in the own corpus (train and dev, without language-model news); precision and recall
come from cross-validation by document and from the test split, which is not learned from.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import typer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict

from ..corpus.labelled import read_labelled
from ..corpus.labelled_document import LabelledDocument
from ..model import restatement
from ..model.compiled import flatten_trees
from ..model.model import Model
from ..model.restatement import FEATURES, STORED, candidates, restatement_features
from ..model.storage import load_model
from .outside import OWN, is_language_model_news

THRESHOLD = 0.8
"""From this probability on a restatement is shown: cross-validated precision above 0.9 with room to spare."""

RISES = (1, -1, 1, 1, 0, 0, 0, 0, 1, -1, 0)
"""Which features may only raise (1) or lower (-1) the odds; there are too few restatements to learn that from."""

FOLDS = 5
SEEDS = 3
KIND = "restatement"


@dataclass(frozen=True)
class Rows:
    """Sentences that may be restatements: features [n, 11], whether each is one [n], its document [n].

    `missed` counts restatements that are not among them, because the model does not call them padding or they
    share no word with an earlier sentence.
    """

    features: npt.NDArray[np.float64]
    truth: npt.NDArray[np.bool_]
    groups: npt.NDArray[np.int64]
    missed: int


def rows_of(model: Model, documents: Sequence[LabelledDocument]) -> Rows:
    """The candidates among labelled documents."""
    batch, verdicts = model.decide([document.document for document in documents])
    truth = np.array([extras.get("kind") == KIND for document in documents for extras in document.extras])
    rows = candidates(batch, verdicts.probabilities)
    sizes = np.diff(batch.document_offsets)
    return Rows(
        restatement_features(batch, verdicts.probabilities, rows),
        truth[rows],
        np.repeat(np.arange(len(sizes)), sizes)[rows],
        int(truth.sum() - truth[rows].sum()),
    )


def fit(rows: Rows, seed: int = 0) -> HistGradientBoostingClassifier:
    """Boosted trees of three splits each."""
    return _trees(seed).fit(rows.features, rows.truth)


def cross_validated(rows: Rows, seed: int) -> npt.NDArray[np.float64]:
    """Probability of each candidate by trees fitted on the other folds' documents: an array [n]."""
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    found = cross_val_predict(
        _trees(seed), rows.features, rows.truth, groups=rows.groups, cv=folds, method="predict_proba"
    )
    return np.asarray(found[:, 1])


def _trees(seed: int) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_leaf_nodes=4,
        learning_rate=0.08,
        max_iter=60,
        l2_regularization=1.0,
        min_samples_leaf=15,
        early_stopping=False,
        monotonic_cst=RISES,
        random_state=seed,
    )


def precision_and_recall(rows: Rows, probabilities: npt.NDArray[np.float64]) -> dict[str, Any]:
    """How many are shown at the threshold, and the share of them that is right and of all that are found."""
    shown = probabilities >= THRESHOLD
    right = int((shown & rows.truth).sum())
    return {
        "shown": int(shown.sum()),
        "precision": round(right / max(int(shown.sum()), 1), 3),
        "recall": round(right / max(int(rows.truth.sum()) + rows.missed, 1), 3),
    }


def stored(fitted: HistGradientBoostingClassifier) -> dict[str, Any]:
    """The fitted trees as plain values for JSON."""
    trees = flatten_trees(fitted)
    return {
        "features": FEATURES,
        "threshold": THRESHOLD,
        "depth": trees.depth,
        "baseline": float(trees.baseline[0]),
        "roots": trees.roots[:, 0].tolist(),
        "nodes": {
            "feature": trees.feature.tolist(),
            "threshold": [None if np.isinf(v) else v for v in trees.threshold.tolist()],
            "left": trees.left.tolist(),
            "right": trees.right.tolist(),
            "value": trees.value.tolist(),
        },
    }


def run(
    model: Annotated[str, typer.Option(help="Whose verdicts to learn from.")] = "default",
    output: Annotated[Path, typer.Option(help="Where to write the trees.")] = Path(restatement.__file__).parent
    / STORED,
) -> None:
    """Fit on train and dev of the own corpus, measure, and write the trees."""
    judge = load_model(model)
    written = read_labelled([OWN / "train.jsonl", OWN / "dev.jsonl"])
    # language-model news takes up what it said in other words, without repeating it: precision fell below 0.9
    known = rows_of(judge, [document for document in written if not is_language_model_news(document)])
    unseen = rows_of(judge, list(read_labelled([OWN / "test.jsonl"])))
    for seed in range(SEEDS):
        figures = precision_and_recall(known, cross_validated(known, seed))
        typer.echo(f"cross-validated on train and dev, seed {seed}: {figures}")
    fitted = fit(known)
    typer.echo(f"test split: {precision_and_recall(unseen, fitted.predict_proba(unseen.features)[:, 1])}")
    output.write_text(json.dumps(stored(fitted), separators=(",", ":")) + "\n", encoding="utf-8")
    typer.echo(f"{output} written")


if __name__ == "__main__":
    typer.run(run)
