"""The compiled classifier: both stages and the calibration as plain arrays, nothing else needed to annotate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from .context import context_frame
from .features import Batch, Vocabulary
from .linear import LinearStage, apply_calibration, log_softmax
from .repeating import shifted
from .tokens import IntArray
from .trees import BoostedTrees

if TYPE_CHECKING:
    from .cascade import SecondOpinion
    from .classifier import SentenceClassifier

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Verdicts:
    """The classifier's answer for a batch.

    `first`: first-stage log-probabilities [n_sentences, 3]; `context`: what the second stage saw
    [n_sentences, n_features]; `probabilities`: calibrated, rows summing to 1, [n_sentences, 3]; `second`: the
    encoder's part in them, where there is an encoder.
    """

    first: FloatArray
    context: FloatArray
    probabilities: FloatArray
    second: SecondOpinion | None = None


@dataclass(frozen=True)
class CompiledClassifier:
    """What annotating needs: vocabulary, linear stage, boosted trees, label prior, calibration.

    `calibration` [2, 4] turns the trees' log-odds into calibrated ones: a scale > 0 and a shift for each label, for
    sentences of a document and for a sentence that is the whole document.
    """

    vocabulary: Vocabulary
    linear: LinearStage
    trees: BoostedTrees
    prior: FloatArray
    calibration: FloatArray

    def decide(self, batch: Batch) -> Verdicts:
        """Probabilities of every sentence of whole documents."""
        first = log_softmax(self.linear.logits(batch))
        context = context_frame(first, batch, self.prior)
        calibrated = apply_calibration(self.trees.raw(context), self.scale_and_shift(batch))
        return Verdicts(first, context, np.exp(log_softmax(shifted(calibrated, batch.repeating))))

    def scale_and_shift(self, batch: Batch) -> FloatArray:
        """The calibration of each sentence: an array [n_sentences, 4]."""
        return self.calibration[batch.alone.astype(np.int64)]


def compile_classifier(fitted: SentenceClassifier) -> CompiledClassifier:
    """Turn a fitted `SentenceClassifier` into plain arrays that give the same probabilities.

    Raises
    ------
    ValueError
        If the classifier is not fitted.
    """
    if not hasattr(fitted, "context_model_"):
        raise ValueError("expected a fitted classifier; received one that was not fitted: call fit() first")
    vocabulary = fitted.vocabulary_
    coefficients, intercept = fitted.sentence_model_.coef_.T, fitted.sentence_model_.intercept_
    n_columns = vocabulary.n_columns
    dense_weights = coefficients[n_columns:] / fitted.dense_unit_[:, None]
    linear = LinearStage(
        fitted.idf_,
        coefficients[:n_columns],
        dense_weights,
        intercept - fitted.dense_mean_ @ dense_weights,
    )
    trees = flatten_trees(fitted.context_model_)
    return CompiledClassifier(vocabulary, linear, trees, fitted.prior_, fitted.calibration_)


def flatten_trees(model: object) -> BoostedTrees:
    """Lay the trees of a fitted `HistGradientBoostingClassifier` out one after the other.

    Of two labels there is one tree an iteration, of more there is one for each; see `BoostedTrees`.
    """
    predictors = model._predictors  # type: ignore[attr-defined]  # scikit-learn has no public view of them
    parts: dict[str, list[npt.NDArray[np.generic]]] = {
        k: [] for k in ("feature", "threshold", "left", "right", "value")
    }
    roots = np.zeros((len(predictors), len(predictors[0])), dtype=np.int64)
    at = depth = 0
    for iteration, trees in enumerate(predictors):
        for label, tree in enumerate(trees):
            nodes = tree.nodes
            leaf = nodes["is_leaf"].astype(bool)
            own = np.arange(len(nodes))
            left = np.where(leaf, own, nodes["left"]).astype(np.int64)
            right = np.where(leaf, own, nodes["right"]).astype(np.int64)
            roots[iteration, label] = at
            parts["feature"].append(np.where(leaf, 0, nodes["feature_idx"]).astype(np.int64))
            parts["threshold"].append(np.where(leaf, np.inf, nodes["num_threshold"]))
            parts["left"].append(left + at)
            parts["right"].append(right + at)
            parts["value"].append(_inner_values(nodes["value"], nodes["count"], leaf, left, right))
            at += len(nodes)
            depth = max(depth, int(nodes["depth"].max()))
    joined = {name: np.concatenate(values) for name, values in parts.items()}
    baseline = np.asarray(model._baseline_prediction, dtype=np.float64).ravel()  # type: ignore[attr-defined]
    return BoostedTrees(**joined, roots=roots, baseline=baseline, depth=depth)


def _inner_values(
    values: npt.NDArray[np.float64],
    counts: npt.NDArray[np.uint32],
    leaf: npt.NDArray[np.bool_],
    left: IntArray,
    right: IntArray,
) -> FloatArray:
    """Values of inner nodes: their leaves' average by training rows; children come after their parent."""
    out = values.astype(np.float64).copy()
    for node in range(len(out) - 1, -1, -1):
        if not leaf[node]:
            a, b = left[node], right[node]
            out[node] = (out[a] * counts[a] + out[b] * counts[b]) / (float(counts[a]) + float(counts[b]))
    return out
