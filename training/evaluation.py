"""Measuring a model on a labelled corpus: scores, breakdowns, worst errors, comparison with a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..corpus.document import Document
from ..corpus.label import LABELS
from ..corpus.word import count_words
from ..model.annotated import Reason
from ..model.model import Model
from ..model.sentence_rows import label_indices
from ..model.storage import load_model
from .data import load_corpora
from .metrics import Interval, Scores, paired_differences, score

FloatArray = npt.NDArray[np.float64]

WORST_ERRORS = 20
"""Errors listed in a report: those of the highest confidence."""

MIN_BREAKDOWN = 30
"""Groups with fewer sentences are left out of a breakdown: their figures would be noise."""


@dataclass(frozen=True)
class GroupScore:
    """Scores of a part of the corpus, in [0, 1]: sentences, accuracy and macro-F1."""

    group: str
    sentences: int
    accuracy: float
    macro_f1: float


@dataclass(frozen=True)
class WorstError:
    """A sentence whose wrong label the model was surest of."""

    document: str
    index: int
    text: str
    truth: str
    predicted: str
    confidence: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """What `evaluate` found.

    `seen` names the corpora that the model was trained on and that were evaluated here: then the figures say
    how well it remembers, not how well it judges. `difference` is macro-F1 minus the baseline's.
    """

    model: str
    corpora: dict[str, Any]
    scores: Scores
    breakdowns: dict[str, tuple[GroupScore, ...]]
    worst: tuple[WorstError, ...]
    seen: tuple[str, ...] = ()
    baseline: str | None = None
    difference: Interval | None = None
    command: str = ""
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        difference = self.difference
        return {
            "model": self.model,
            "command": self.command,
            "corpora": self.corpora,
            "seen_in_training": list(self.seen),
            "scores": self.scores.to_dict(),
            "breakdowns": {
                name: [
                    {
                        "group": g.group,
                        "sentences": g.sentences,
                        "accuracy": round(g.accuracy, 4),
                        "macro_f1": round(g.macro_f1, 4),
                    }
                    for g in groups
                ]
                for name, groups in self.breakdowns.items()
            },
            "baseline": self.baseline,
            "difference": difference and {"macro_f1": difference.value, "low": difference.low, "high": difference.high},
            "worst_errors": [
                {
                    "document": e.document,
                    "index": e.index,
                    "text": e.text,
                    "truth": e.truth,
                    "predicted": e.predicted,
                    "confidence": e.confidence,
                    "reasons": [r.cue for r in e.reasons],
                }
                for e in self.worst
            ],
        }

    def render(self, format: str = "terminal") -> str:
        """The report as `terminal`, `json`, `markdown` or `html` text."""
        from .report import render_evaluation

        return render_evaluation(self, format)


def evaluate(
    corpora: Sequence[str], model: str | Path = "default", *, baseline: str | Path | None = None
) -> Evaluation:
    """Measure a model on labelled corpora.

    Parameters
    ----------
    corpora
        Files or folders in the labelled format.
    model, baseline
        Names or folders of models; with a baseline the difference in macro-F1 gets an interval.

    Raises
    ------
    CorpusError, ModelError, NewsgrainError
        For a corpus or a model that cannot be read, or an empty corpus.
    """
    data = load_corpora(corpora)
    judge = load_model(model)
    texts = [document.document for document in data.documents]
    probabilities, reasons = _predict(judge, texts)
    truth, documents = data.truth, data.frame["document"].to_numpy()
    difference = None
    if baseline is not None:
        other, _ = _predict(load_model(baseline), texts)
        difference = paired_differences(truth, probabilities, other, documents)["macro_f1"]
    known = {entry["sha256"] for entry in judge.manifest.training_data.values() if "sha256" in entry}
    return Evaluation(
        model=f"{judge.name} {judge.version}",
        corpora=data.provenance,
        scores=score(truth, probabilities, documents),
        breakdowns=breakdowns(data.frame, probabilities),
        worst=worst_errors(data.frame, probabilities, reasons),
        seen=tuple(name for name, entry in data.provenance.items() if entry["sha256"] in known),
        baseline=None if baseline is None else str(baseline),
        difference=difference,
        command=f"newsgrain evaluate {' '.join(map(str, corpora))} --model {model}"
        + (f" --baseline {baseline}" if baseline is not None else ""),
    )


def _predict(model: Model, documents: Sequence[Document]) -> tuple[FloatArray, list[tuple[Reason, ...]]]:
    """Probabilities [n_rows, 3] and reasons of every sentence, in the order of the frame."""
    rows: list[tuple[float, float, float]] = []
    reasons: list[tuple[Reason, ...]] = []
    for annotated in model.annotate_many(documents):
        for sentence in annotated.sentences:
            rows.append(sentence.probability_triple)
            reasons.append(sentence.reasons)
    return np.array(rows), reasons


def breakdowns(frame: pd.DataFrame, probabilities: FloatArray) -> dict[str, tuple[GroupScore, ...]]:
    """Scores by source, genre, place in the document and length of the sentence."""
    size = frame.groupby("document", sort=False)["index"].transform("size")
    words = frame["text"].map(count_words)
    keys = {
        "source": frame["source"].fillna("not given"),
        "genre": frame["genre"].fillna("not given"),
        "place": pd.cut(
            frame["index"] / size,
            [0, 0.25, 0.5, 0.75, 1],
            right=False,
            labels=["first quarter", "second", "third", "last"],
        ),
        "length": pd.cut(words, [-1, 8, 16, 28, np.inf], labels=["to 8 words", "9–16", "17–28", "over 28"]),
    }
    found = {name: _group_scores(frame, key, probabilities) for name, key in keys.items()}
    return {name: groups for name, groups in found.items() if len(groups) > 1}


def _group_scores(frame: pd.DataFrame, key: pd.Series[Any], probabilities: FloatArray) -> tuple[GroupScore, ...]:
    from sklearn.metrics import f1_score

    truth, predicted = label_indices(frame["label"], len(frame)), probabilities.argmax(axis=1)
    values = key.astype(str).to_numpy()
    out = []
    for group in sorted(set(values.tolist())):
        here = values == group
        if here.sum() < MIN_BREAKDOWN:
            continue
        macro = f1_score(truth[here], predicted[here], average="macro", zero_division=0.0)
        out.append(GroupScore(group, int(here.sum()), float((truth[here] == predicted[here]).mean()), float(macro)))
    return tuple(out)


def worst_errors(
    frame: pd.DataFrame, probabilities: FloatArray, reasons: Sequence[tuple[Reason, ...]] | None = None
) -> tuple[WorstError, ...]:
    """The errors that the model was surest of, surest first."""
    truth, predicted = label_indices(frame["label"], len(frame)), probabilities.argmax(axis=1)
    confidence = probabilities.max(axis=1)
    wrong = np.flatnonzero(truth != predicted)
    chosen = wrong[np.argsort(-confidence[wrong], kind="stable")][:WORST_ERRORS]
    return tuple(
        WorstError(
            str(frame["document"].iloc[i]),
            int(frame["index"].iloc[i]),
            frame["text"].iloc[i],
            LABELS[truth[i]],
            LABELS[predicted[i]],
            float(confidence[i]),
            reasons[i] if reasons else (),
        )
        for i in chosen.tolist()
    )
