"""What each group of features is worth: `python -m newsgrain.training.ablation CORPORA`.

The fast classifier is fitted anew without each group, with the folds of `training.rebuild`, and its score on newsmix
(cross-validated) is set beside that of the whole; a fit on everything judges the outside sets of lone sentences. About
three hours on two cores.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import pandas as pd
import typer

from ..corpus.label import LABELS
from ..model.classifier import SentenceClassifier
from ..model.linear import log_softmax
from .ablated import GROUPS, AblatedClassifier
from .data import TrainingData
from .folds import held_out_folds
from .metrics import paired_differences, score
from .outside import load_everything, newsmix_rows
from .report.markdown import figures_table
from .scoreboard.sets import SentenceSet, score_set, sentence_sets, subjectivity

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Study:
    """The data, the rows that are cross-validated, the seed of folds and fits, and how many run side by side."""

    data: TrainingData
    held_out: IntArray
    seed: int = 0
    jobs: int = 1

    def fitted(self, rows: IntArray) -> Iterator[tuple[str, SentenceClassifier]]:
        """The whole classifier and each ablated one, fitted on these rows."""
        part, weights = self.data.frame.iloc[rows], self.data.weights[rows]
        for group in ("", *GROUPS):
            classifier = AblatedClassifier(without=group, n_jobs=self.jobs, random_state=self.seed)
            yield group, classifier.fit(part, part["label"], sample_weight=weights)

    def cross_validated(self) -> dict[str, FloatArray]:
        """Out-of-fold probabilities [n_held_out, 3] without each group."""
        found = {group: np.zeros((len(self.held_out), len(LABELS))) for group in ("", *GROUPS)}
        for rows, test in held_out_folds(self.data.frame["document"], self.held_out, seed=self.seed):
            for group, classifier in self.fitted(rows):
                frame = self.data.frame.iloc[self.held_out[test]]
                found[group][test] = np.exp(log_softmax(classifier.decision_function(frame)))
        return found


def outside_scores(study: Study, sets: list[SentenceSet]) -> dict[str, list[float]]:
    """Macro-F1 on each set of lone sentences without each group, by fits on everything."""
    scores: dict[str, list[float]] = {}
    for group, classifier in study.fitted(np.arange(len(study.data.frame))):
        scores[group] = [score_set(found, _subjective(classifier, found)).macro_f1.value for found in sets]
    return scores


def _subjective(classifier: SentenceClassifier, found: SentenceSet) -> FloatArray:
    odds = classifier.decision_function(pd.DataFrame({"text": found.sentences}))
    return subjectivity(np.exp(log_softmax(odds)))


def ablation_table(study: Study, sets: list[SentenceSet]) -> str:
    """A Markdown table: a row a group left out, macro-F1 and what is lost, on newsmix and on the outside sets."""
    truth = study.data.truth[study.held_out]
    documents = study.data.frame["document"].to_numpy()[study.held_out]
    outside, found = outside_scores(study, sets), study.cross_validated()
    heads = ["left out", "newsmix", "difference", *LABELS, *(one.name for one in sets)]
    rows = []
    for group, probabilities in found.items():
        scores = score(truth, probabilities, documents)
        lost = paired_differences(truth, probabilities, found[""], documents)["macro_f1"]
        cells = [
            group or "nothing",
            f"{scores.macro_f1.value:.3f}",
            str(lost) if group else "",
            *(f"{scores.labels[label].f1.value:.3f}" for label in LABELS),
            *(f"{value:.3f}" for value in outside[group]),
        ]
        rows.append(cells)
    return figures_table(heads, rows) + "\n"


def ablate(
    corpora: Annotated[Path, typer.Argument(help="Folder with newsmix, newssd-eng, checkthat, babe and pool.")],
    seed: Annotated[int, typer.Option(help="Seed of folds and fits.")] = 0,
    jobs: Annotated[int, typer.Option(help="Processes for the inner folds.")] = 2,
) -> None:
    """Print what the fast classifier loses without each group of features."""
    data = load_everything(corpora)
    typer.echo(ablation_table(Study(data, newsmix_rows(data), seed, jobs), sentence_sets(corpora)))


if __name__ == "__main__":
    typer.run(ablate)
