"""Why a sentence got its label: exact additive contributions, merged into a few reasons with spans.

The second stage's log-odds are split over its features along the trees' paths; what its own first-stage verdict
contributed is handed on to the words and cues that made that verdict, in proportion to what they added on that
side. Nothing is lost: all contributions and the constant part sum to the log-odds (see `contributions`).

Where the encoder was asked, its head is linear over word pieces, and both verdicts' log-odds are added with fixed
weights: the pieces' shares go to the words that they stand in, and the sum holds as before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from ..corpus.document import Sentence
from ..corpus.label import LABELS
from .annotated import Reason
from .cascade import SecondOpinion
from .compiled import CompiledClassifier, Verdicts
from .context import context_names
from .cues import NEAR_REPEAT, cue_names
from .features import Batch
from .linear import dense
from .phrases import DOCUMENT, NEIGHBOURS, WHOLE, WORDING, phrase_of
from .tokens import CUE_NAMES, END, NUMBER, SIGN, TITLE, TOKEN, UPPER

FloatArray = npt.NDArray[np.float64]

MAX_REASONS = 5
"""Reasons given for a sentence, strongest first."""

MIN_WEIGHT = 0.05
"""Contributions below this many nats say nothing worth reading."""

MIN_WORD_WEIGHT = 0.1
"""A single word is named only above this; below, the cues speak."""


@dataclass(frozen=True)
class Contributions:
    """What made the calibrated log-odds of each sentence's label against the mean of all three, in nats.

    `cues` [n_sentences, n_cues], `words` [n_tokens], `around` and `elsewhere` (neighbours, rest of the document),
    `whole` (the sentence as a whole, as the encoder read it) and `constant`, each [n_sentences].
    """

    cues: FloatArray
    words: FloatArray
    around: FloatArray
    elsewhere: FloatArray
    whole: FloatArray
    constant: FloatArray


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
    rows = np.arange(batch.n_sentences)
    split = classifier.trees.contributions(verdicts.context) * classifier.scale
    split[:, -1, :] += classifier.shift
    split = split[rows, :, labels] - split.mean(axis=2)
    n_context = len(context_names())
    n_labels = len(LABELS)
    is_document = np.array(["rest of the document" in name for name in context_names()[n_labels:]])
    surroundings = split[:, n_labels:n_context]
    own = split[:, :n_labels].sum(axis=1)
    words, cues, rest = _hand_on(classifier, batch, labels, own)
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
    by_phrase = np.column_stack([parts.cues @ _MERGE, parts.around, parts.elsewhere, parts.whole])
    strongest = np.argsort(-np.abs(by_phrase), axis=1, kind="stable")[:, :MAX_REASONS]
    weights = np.take_along_axis(by_phrase, strongest, axis=1).tolist()
    named = np.flatnonzero((np.abs(parts.words) >= MIN_WORD_WEIGHT) & (batch.tokens.shapes < SIGN))
    borders = np.searchsorted(named, batch.tokens.offsets).tolist()
    positions, word_weights = named.tolist(), parts.words[named].tolist()
    out = []
    for index, (sentence, columns, phrase_weights) in enumerate(
        zip(sentences, strongest.tolist(), weights, strict=True)
    ):
        window = slice(borders[index], borders[index + 1])
        found = [(w, column, -1) for w, column in zip(phrase_weights, columns, strict=True) if abs(w) >= MIN_WEIGHT]
        found += [(w, -1, p) for w, p in zip(word_weights[window], positions[window], strict=True)]
        found.sort(key=lambda reason: (-abs(reason[0]), reason[1], reason[2]))
        out.append(_located(found[:MAX_REASONS], index, batch, sentence, _repeated(index, batch, sentences)))
    return out


def _repeated(index: int, batch: Batch, sentences: Sequence[Sentence]) -> Sentence | None:
    """The earlier sentence that holds most of this one, if it is enough to call this one a restatement."""
    earlier = int(batch.novelty.repeats[index])
    return sentences[earlier] if earlier >= 0 and batch.novelty.overlap[index] > NEAR_REPEAT else None


def _located(
    found: list[tuple[float, int, int]], index: int, batch: Batch, sentence: Sentence, repeated: Sentence | None
) -> tuple[Reason, ...]:
    """Give each reason (weight, phrase column or -1, token or -1) its words and their span.

    A restatement's words are those of the earlier sentence.
    """
    first, end = int(batch.tokens.offsets[index]), int(batch.tokens.offsets[index + 1]) - 1
    spans: list[tuple[int, int]] | None = None
    reasons = []
    for weight, column, position in found:
        start, stop = 0, len(sentence.text)
        positions = [position] if column < 0 else []
        if column >= 0 and _CUES_OF[column]:
            positions = _positions(_CUES_OF[column], batch, first, end)
        if positions:
            if spans is None:
                spans = [match.span() for match in TOKEN.finditer(sentence.text.replace("\n", " "))]
            start, stop = _cover(positions, first, spans)
        cue = WORDING.format(sentence.text[start:stop]) if column < 0 else _PHRASES[column]
        if repeated is not None and cue == _REPEATS:
            reasons.append(Reason(cue, round(weight, 4), repeated.start, repeated.end))
        else:
            reasons.append(Reason(cue, round(weight, 4), sentence.start + start, sentence.start + stop))
    return tuple(reasons)


@cache
def _column(name: str) -> int | None:
    name = name.removeprefix("initial ")
    return CUE_NAMES.index(name) if name in CUE_NAMES else None


_SHAPE_CUES = ("capitalised", "capital before speech verb", "all capitals", "numbers", "year")


def _rests_on_words(name: str) -> bool:
    return _column(name) is not None or name in _SHAPE_CUES


_NAMES = cue_names()
_PHRASES: tuple[str, ...] = (*dict.fromkeys(phrase_of(name) for name in _NAMES), NEIGHBOURS, DOCUMENT, WHOLE)
_CUES_OF: tuple[tuple[str, ...], ...] = tuple(
    tuple(name for name in _NAMES if phrase_of(name) == phrase and _rests_on_words(name)) for phrase in _PHRASES
)
"""The cues of each phrase that single words bear; a phrase without any rests on the whole sentence."""

_REPEATS = phrase_of("overlap")

_MERGE = np.array([[float(phrase_of(name) == phrase) for phrase in _PHRASES[:-3]] for name in _NAMES])
"""Which cues share a phrase: an array [n_cues, n_phrases] of 0 and 1."""


def _positions(names: Sequence[str], batch: Batch, first: int, end: int) -> list[int]:
    """Tokens of a sentence that bear any of the named cues."""
    tokens = batch.tokens
    hits = np.zeros(end - first, dtype=bool)
    for name in names:
        column = _column(name)
        if column is not None:
            bears = batch.table.cues[tokens.forms[first:end], column] > 0
            if name.startswith("initial "):
                bears[2:] = False
            hits |= bears
        elif name in ("capitalised", "capital before speech verb"):
            hits |= (tokens.shapes[first:end] == TITLE) & (np.arange(end - first) > 0)
        elif name == "all capitals":
            hits |= tokens.shapes[first:end] == UPPER
        elif name in ("numbers", "year"):
            hits |= tokens.shapes[first:end] == NUMBER
    return [first + i for i in np.flatnonzero(hits & (tokens.shapes[first:end] != END)).tolist()]


def _cover(positions: list[int], first: int, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """Span of the first run of neighbouring tokens among `positions`."""
    last = positions[0]
    for position in positions[1:]:
        if position > last + 1:
            break
        last = position
    return spans[positions[0] - first][0], spans[last - first][1]
