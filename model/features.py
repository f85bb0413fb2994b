"""The features of a batch of sentences: one definition, used for fitting and for annotating.

Three groups. **N-grams**: words and hashed word pairs, weighted by inverse document frequency and scaled to
unit length per sentence. **Cues**: see `cues`. **Vectors** (only where the vocabulary has them): each word's
vector, pooled over the sentence by maximum and by mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .cues import sentence_cues
from .novelty import Novelty, novelty
from .quotation import inside_quotation
from .repeating import repeating
from .tokens import END, SIGN, IntArray, Tokens, TokenTable, tokenize

FloatArray = npt.NDArray[np.float64]

PAIR_BUCKETS = 2**17
"""Word pairs are hashed into this many columns; at about 60,000 distinct pairs collisions are rare and harmless."""

SENTENCES_AT_ONCE = 64
"""Sentences whose word vectors are gathered together: half a megabyte, which stays in the cache. At 2,000 sentences
the gathered vectors are new pages of memory every time, which doubles the cost."""

FUNCTION_WORD_RARITY = 0.25
"""Forms rarer than this carry the novelty measure: it leaves out words found in more than one text in six."""


@dataclass(frozen=True)
class Vocabulary:
    """What the model knows of words before it sees a sentence.

    `forms` are the known word forms; `rarity` their scaled negative log document frequency in the background
    text, in [0, 1]: [n_forms]; `vectors` a table [n_forms, dimensions] of word vectors, or `None`.
    """

    forms: tuple[str, ...]
    rarity: npt.NDArray[np.float32]
    vectors: npt.NDArray[np.float32] | None = None

    @cached_property
    def table(self) -> TokenTable:
        """The token table of this vocabulary, made when first asked for."""
        return TokenTable(self.forms)

    def renew_table(self) -> None:
        """Start a new table if the present one is full; batches that exist keep the one they were made with."""
        if self.table.is_full:
            self.__dict__.pop("table", None)

    @cached_property
    def rarity_of_code(self) -> FloatArray:
        """Rarity with one more place at the end for unknown forms, which are the rarest: [n_forms + 1]."""
        return np.append(self.rarity.astype(np.float64), 1.0)

    @cached_property
    def vector_of_code(self) -> npt.NDArray[np.float32]:
        """Vectors with a zero row at the end for unknown forms: [n_forms + 1, dimensions]."""
        if self.vectors is None:
            return np.zeros((len(self.forms) + 1, 0), dtype=np.float32)
        return np.vstack([self.vectors, np.zeros((1, self.vectors.shape[1]), dtype=np.float32)])

    @property
    def n_columns(self) -> int:
        """Columns of the n-gram part: known forms, one for unknown words, and the pair buckets."""
        return len(self.forms) + 1 + PAIR_BUCKETS


@dataclass(frozen=True)
class Batch:
    """Sentences of one or more documents with everything computed from them.

    Document `d` owns sentences `document_offsets[d]:document_offsets[d + 1]`. `words` are column numbers of the
    word part [n_tokens]; `pairs` those of the pair that starts at each token, -1 where none does. `cues` is an
    array [n_sentences, n_cues]; `pooled` an array [n_sentences, 2 × dimensions]. `table` numbered the tokens.
    `repeating` marks the sentences that certainly repeat an earlier one: [n_sentences].
    """

    table: TokenTable
    tokens: Tokens
    document_offsets: IntArray
    inside: npt.NDArray[np.bool_]
    novelty: Novelty
    words: IntArray
    pairs: IntArray
    cues: FloatArray
    pooled: FloatArray
    repeating: npt.NDArray[np.bool_]

    @property
    def n_sentences(self) -> int:
        """Number of sentences."""
        return len(self.tokens.offsets) - 1

    @property
    def alone(self) -> npt.NDArray[np.bool_]:
        """Which sentences are the whole of their document: [n_sentences]."""
        sizes = np.diff(self.document_offsets)
        return np.repeat(sizes == 1, sizes)

    @cached_property
    def sentence_of_token(self) -> IntArray:
        """Index of the sentence that each token stands in: [n_tokens]."""
        return np.repeat(np.arange(self.n_sentences), np.diff(self.tokens.offsets))


def extract(sentences: Sequence[str], document_offsets: IntArray, roles: IntArray, vocabulary: Vocabulary) -> Batch:
    """Compute the features of whole documents.

    Parameters
    ----------
    sentences
        The sentences of all documents, one after the other.
    document_offsets
        Where each document starts, and the end: an array [n_documents + 1].
    roles
        Index into `ROLES` of each sentence: an array [n_sentences].
    """
    table = vocabulary.table
    tokens = tokenize(sentences, table)
    unknown = len(vocabulary.forms)
    words = np.minimum(tokens.forms, unknown)
    rarity = vocabulary.rarity_of_code[words]
    inside = inside_quotation(tokens, document_offsets, table)
    content = np.where((tokens.shapes < SIGN) & (rarity > FUNCTION_WORD_RARITY), rarity, 0.0)
    new = novelty(tokens, document_offsets, content)
    cues = sentence_cues(tokens, table, inside, rarity, document_offsets, roles, new)
    return Batch(
        table,
        tokens,
        document_offsets,
        inside,
        new,
        words,
        pair_columns(words, tokens.shapes, unknown),
        cues,
        pool_vectors(words, tokens, vocabulary),
        repeating(sentences, new, inside[tokens.offsets[:-1]], roles),
    )


def pair_columns(words: IntArray, shapes: IntArray, unknown: int) -> IntArray:
    """Column of the pair that each token opens: an array [n_tokens], -1 at the end of a sentence."""
    pairs = np.full(len(words), -1, dtype=np.int64)
    if len(words) > 1:
        mixed = (words[:-1] * 1_000_003) ^ words[1:]
        hashed = ((mixed * 2_654_435_761) & 0xFFFFFFFF) >> 15
        pairs[:-1] = np.where(shapes[:-1] == END, -1, unknown + 1 + hashed % PAIR_BUCKETS)
    return pairs


def pool_vectors(words: IntArray, tokens: Tokens, vocabulary: Vocabulary) -> FloatArray:
    """Maximum and mean of the word vectors of each sentence: an array [n_sentences, 2 × dimensions]."""
    table = vocabulary.vector_of_code
    n_sentences, dimensions = len(tokens.offsets) - 1, table.shape[1]
    out = np.zeros((n_sentences, 2 * dimensions))
    if not len(words) or not dimensions:
        return out
    for first in range(0, n_sentences, SENTENCES_AT_ONCE):
        rows = slice(first, first + SENTENCES_AT_ONCE)
        offsets = tokens.offsets[first : first + SENTENCES_AT_ONCE + 1]
        vectors = table.take(words[offsets[0] : offsets[-1]], axis=0)
        starts = offsets[:-1] - offsets[0]
        out[rows, :dimensions] = np.maximum.reduceat(vectors, starts, axis=0)
        out[rows, dimensions:] = np.add.reduceat(vectors, starts, axis=0)
    out[:, dimensions:] /= np.diff(tokens.offsets)[:, None]
    return out
