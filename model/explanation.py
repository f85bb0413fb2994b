"""Why a sentence got its label: exact additive contributions, merged into a few reasons with spans.

The second stage's log-odds are split over its features along the trees' paths; what its own first-stage verdict
contributed is handed on to the words and cues that made that verdict, in proportion to what they added on that
side. Nothing is lost: all contributions and the constant part sum to the log-odds (see `contributions`).

Where the encoder was asked, its head is linear over word pieces, and both verdicts' log-odds are added with fixed
weights: the pieces' shares go to the words that they stand in, and the sum holds as before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ..corpus.document import Sentence
from ..corpus.label import LABELS
from .annotated import Reason
from .cascade import SecondOpinion
from .compiled import CompiledClassifier, Verdicts
from .context import context_names
from .contributions import Contributions
from .cues import cue_names
from .features import FUNCTION_WORD_RARITY, Batch
from .linear import dense
from .reasons import ReasonFinder
from .repeating import REPORTING, SHIFT
from .restatement import restated
from .tokens import NUMBER, TOKEN

FloatArray = npt.NDArray[np.float64]

_OVERLAP = cue_names().index("overlap")


def contributions(
    classifier: CompiledClassifier,
    batch: Batch,
    verdicts: Verdicts,
    labels: npt.NDArray[np.int64],
    texts: Sequence[str],
) -> Contributions:
    """Split the log-odds of one label a sentence.

    Parameters
    ----------
    labels
        Which label to explain for each sentence: an array [n_sentences] of indices into `LABELS`.
    texts
        The sentences themselves.
    """
    parts = _classifier_contributions(classifier, batch, verdicts, labels)
    return parts if verdicts.second is None else _with_encoder(parts, verdicts.second, batch, labels, texts)


def _with_encoder(
    parts: Contributions,
    second: SecondOpinion,
    batch: Batch,
    labels: npt.NDArray[np.int64],
    texts: Sequence[str],
) -> Contributions:
    """Weigh the classifier's parts and add what the encoder's word pieces said."""
    weight = second.pool[:, 1]
    words, whole = parts.words * weight[batch.sentence_of_token], np.zeros(batch.n_sentences)
    shift = second.pool[:, 2:]
    constant = parts.constant * weight + shift[np.arange(len(labels)), labels] - shift.mean(axis=1)
    for index, said in second.reading.parts.items():
        centred = second.pool[index, 0] * (said[:, labels[index]] - said.mean(axis=1))
        ends = np.array([match.end() for match in TOKEN.finditer(texts[index].replace("\n", " "))])
        starts = np.array([start for start, _ in second.reading.spans[index]], dtype=np.int64)
        token = np.searchsorted(ends, starts, side="right")
        placed = token < len(ends)
        first = int(batch.tokens.offsets[index])
        np.add.at(words, first + token[placed], centred[:-1][placed])
        whole[index] = centred[-1] + centred[:-1][~placed].sum()
    return Contributions(
        parts.cues * weight[:, None], words, parts.around * weight, parts.elsewhere * weight, whole, constant
    )


def _classifier_contributions(
    classifier: CompiledClassifier, batch: Batch, verdicts: Verdicts, labels: npt.NDArray[np.int64]
) -> Contributions:
    calibration = classifier.scale_and_shift(batch)
    against_mean = np.eye(len(LABELS))[labels] - 1 / len(LABELS)
    split = classifier.trees.contributions(verdicts.context, against_mean * calibration[:, :1])
    split[:, -1] += (calibration[:, 1:] * against_mean).sum(axis=1)
    n_context = len(context_names())
    n_labels = len(LABELS)
    is_document = np.array(["rest of the document" in name for name in context_names()[n_labels:]])
    surroundings = split[:, n_labels:n_context]
    own = split[:, :n_labels].sum(axis=1)
    words, cues, rest = _hand_on(classifier, batch, labels, own)
    cues[:, _OVERLAP] -= SHIFT * batch.repeating * against_mean[:, REPORTING]
    return Contributions(
        split[:, n_context:-1] + cues,
        words,
        surroundings[:, ~is_document].sum(axis=1),
        surroundings[:, is_document].sum(axis=1),
        np.zeros(batch.n_sentences),
        split[:, -1] + rest,
    )


def _hand_on(
    classifier: CompiledClassifier, batch: Batch, labels: npt.NDArray[np.int64], own: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Share what the first-stage verdict contributed among the words and cues on the same side."""
    rows = np.arange(batch.n_sentences)
    linear = classifier.linear
    sentence = batch.sentence_of_token
    by_token = linear.token_contributions(batch)
    words = by_token[np.arange(len(sentence)), labels[sentence]] - by_token.mean(axis=1)
    centred = linear.dense_weights - linear.dense_weights.mean(axis=1, keepdims=True)
    by_cue = dense(batch) * centred[:, labels].T
    n_cues = batch.cues.shape[1]
    pooled = by_cue[:, n_cues:].sum(axis=1)
    words += _spread(pooled, batch)
    cues = by_cue[:, :n_cues]
    side = np.sign(own)
    words = np.where(np.sign(words) == side[sentence], words, 0.0)
    cues = np.where(np.sign(cues) == side[:, None], cues, 0.0)
    total = np.bincount(sentence, words, len(rows)) + cues.sum(axis=1)
    factor = np.where(np.abs(total) > 1e-9, own / np.where(np.abs(total) > 1e-9, total, 1.0), 0.0)
    rest = np.where(np.abs(total) > 1e-9, 0.0, own)
    return words * factor[sentence], cues * factor[:, None], rest


def _spread(per_sentence: FloatArray, batch: Batch) -> FloatArray:
    """Spread a sentence's value evenly over its tokens: an array [n_tokens]."""
    lengths = np.diff(batch.tokens.offsets)
    return np.repeat(per_sentence / lengths, lengths)


def explain(
    classifier: CompiledClassifier, batch: Batch, verdicts: Verdicts, sentences: Sequence[Sentence]
) -> list[tuple[Reason, ...]]:
    """The strongest reasons for each sentence's label, with document spans."""
    texts = [sentence.text for sentence in sentences]
    parts = contributions(classifier, batch, verdicts, verdicts.probabilities.argmax(axis=1), texts)
    rarity = classifier.vocabulary.rarity_of_code[batch.words]
    content = (rarity > FUNCTION_WORD_RARITY) | (batch.tokens.shapes == NUMBER)
    return ReasonFinder(batch, parts, restated(batch, verdicts.probabilities), content, sentences).all()
