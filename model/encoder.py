"""The encoder at run time: a small transformer that reads sentences in their surroundings.

all-MiniLM-L6-v2 (Apache-2.0), fine-tuned on labelled documents, in 8-bit integers, run by ONNX Runtime on one
thread. It reads windows of neighbouring sentences (Cohan et al. 2019, sequential sentence classification), one
window at a time: nothing is padded, and no verdict depends on what else is in the batch.

Its head is linear over word pieces. A sentence's log-odds are the mean of what its pieces say, plus what its
separator says of the whole, plus a constant; so what each word added is known exactly, at no further cost.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from ..corpus.cells import encodable
from ..corpus.errors import ModelError
from ..corpus.label import LABELS
from .windows import IntArray, plan_windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FloatArray = npt.NDArray[np.float64]

MAX_PIECES = 72
"""Word pieces read of a sentence; 99 % are shorter."""

OPEN, SEPARATOR, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"

MEMORY = 2 * 2**30
"""Bytes that ONNX Runtime may take in a process; the default model takes a tenth."""

LARGEST_ANSWER = 1e6
"""Log-odds are below a hundred; what is beyond would become no probability."""

_CACHED = ("session", "tokenizer", "_numbers")


@dataclass(frozen=True)
class Reading:
    """What the encoder said of a batch of sentences.

    `known` [n_sentences]: which sentences it was asked about; `log_odds` [n_sentences, 3], zero elsewhere.
    `spans` and `parts`, for each known sentence by number: where its word pieces stand in it, [n_pieces, 2], and
    what each added to the log-odds, [n_pieces + 1, 3], the last row being what belongs to no word. Rows of
    `parts` sum to the log-odds.
    """

    known: npt.NDArray[np.bool_]
    log_odds: FloatArray
    spans: dict[int, list[tuple[int, int]]]
    parts: dict[int, FloatArray]


@dataclass(frozen=True)
class Encoder:
    """The fine-tuned encoder.

    Attributes
    ----------
    graph
        The ONNX model: word pieces [1, length] and their mask in, [1, length, 6] out: for each piece its share
        in the mean (three labels), and what it would say as the separator (three labels).
    pieces
        The word pieces, in the order of their numbers.
    bias
        Constant part of the log-odds: [3].
    """

    graph: bytes
    pieces: tuple[str, ...]
    bias: FloatArray

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what a process makes for itself."""
        return {name: value for name, value in self.__dict__.items() if name not in _CACHED}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take in what was pickled."""
        self.__dict__.update(state)

    @cached_property
    def session(self) -> InferenceSession:
        """The running model, on one thread: processes are the way to use more cores.

        Raises
        ------
        ModelError
            If the graph is not one that ONNX Runtime can run.
        """
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4  # what fails is raised
        options.add_session_config_entry("session.use_env_allocators", "1")
        options.add_session_config_entry("session.load_model_format", "ONNX")  # the one that `graph` has looked at
        _limit_memory()
        try:
            # folding constants while loading would fill the memory past its bound, where a hostile graph has large ones
            return onnxruntime.InferenceSession(
                self.graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=["ConstantFolding"]
            )
        except _faults() as error:
            raise ModelError(f"the encoder is not readable ({error}); copy the model again") from None

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """Word pieces as BERT's uncased models have them."""
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        from tokenizers import Tokenizer
        from tokenizers.models import WordPiece
        from tokenizers.normalizers import BertNormalizer
        from tokenizers.pre_tokenizers import BertPreTokenizer

        tokenizer = Tokenizer(WordPiece(self._numbers, unk_token=UNKNOWN, max_input_chars_per_word=100))
        tokenizer.normalizer = BertNormalizer(lowercase=True)
        tokenizer.pre_tokenizer = BertPreTokenizer()
        return tokenizer

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {piece: number for number, piece in enumerate(self.pieces)}

    def split(self, sentences: Sequence[str]) -> tuple[list[list[int]], list[list[tuple[int, int]]]]:
        """Numbers and places (code points) of the word pieces of each sentence, at most `MAX_PIECES`."""
        # only the first part of a monstrous sentence is looked at: pieces are rarely longer than words
        texts = [encodable(sentence[: MAX_PIECES * 40]) for sentence in sentences]
        found = self.tokenizer.encode_batch(texts, add_special_tokens=False)
        return [e.ids[:MAX_PIECES] for e in found], [e.offsets[:MAX_PIECES] for e in found]

    def read(
        self, sentences: Sequence[str], document_offsets: IntArray, wanted: npt.NDArray[np.bool_] | None = None
    ) -> Reading:
        """Judge sentences in their documents.

        Parameters
        ----------
        sentences
            The sentences of whole documents, one after the other.
        document_offsets
            Where each document starts, and the end: an array [n_documents + 1].
        wanted
            Which sentences to judge, an array [n_sentences]; all by default. The others are read where they
            stand near.
        """
        n = len(sentences)
        asked = np.ones(n, dtype=bool) if wanted is None else wanted
        log_odds = np.zeros((n, len(LABELS)))
        spans: dict[int, list[tuple[int, int]]] = {}
        parts: dict[int, FloatArray] = {}
        if asked.any():
            # documents without a wanted sentence need not be split
            near = np.repeat(np.add.reduceat(asked, document_offsets[:-1]) > 0, np.diff(document_offsets))
            rows = np.flatnonzero(near).tolist()
            split = dict(zip(rows, zip(*self.split([sentences[row] for row in rows]), strict=True), strict=True))
            lengths = np.array([len(split[i][0]) + 1 if near[i] else 1 for i in range(n)])
            for window in plan_windows(lengths, document_offsets, asked):
                within = range(window.first, window.end)
                said = self._run([split[i][0] for i in within])
                ends = 1 + np.cumsum(lengths[window.first : window.end])
                for i in window.answers:
                    end = int(ends[i - window.first])
                    parts[i] = self._parts(said[end - int(lengths[i]) : end])
                    log_odds[i] = parts[i].sum(axis=0)
                    spans[i] = split[i][1]
        return Reading(asked, log_odds, spans, parts)

    def _run(self, sentences: list[list[int]]) -> FloatArray:
        """What each piece of a window says, its opening piece included: [n_pieces, 6]."""
        separator = self._numbers[SEPARATOR]
        numbers = [self._numbers[OPEN]]
        for sentence in sentences:
            numbers += sentence
            numbers.append(separator)
        pieces = np.array([numbers], dtype=np.int64)
        session = self.session
        try:
            said = session.run(None, {"pieces": pieces, "mask": np.ones_like(pieces)})[0]
        except _faults() as error:
            raise ModelError(f"the encoder does not run ({error}); copy the model again") from None
        expected = (*pieces.shape, 2 * len(LABELS))
        if np.shape(said) != expected or not np.abs(said).max() <= LARGEST_ANSWER:
            raise ModelError(
                f"the encoder's answer is {np.shape(said)}, or not finite; expected numbers of shape {expected}: "
                "copy the model again"
            )
        return np.asarray(said[0], dtype=np.float64)

    def _parts(self, said: FloatArray) -> FloatArray:
        """Split a sentence's log-odds over its pieces; the last row holds separator and constant."""
        n = len(LABELS)
        parts = said[:, :n] / len(said)
        parts[-1] += said[-1, n:] + self.bias
        return parts


@cache
def _faults() -> tuple[type[Exception], ...]:
    """What ONNX Runtime raises, without a base of its own; `ValueError` where inputs have other names."""
    from onnxruntime.capi import onnxruntime_pybind11_state as state

    names = (
        "EPFail Fail InvalidArgument InvalidGraph InvalidProtobuf ModelLoadCanceled NoModel NoSuchFile NotImplemented"
    )
    found = (getattr(state, name, None) for name in (*names.split(), "RuntimeException"))
    return ValueError, *(fault for fault in found if fault is not None)


@cache
def _limit_memory() -> None:
    """Have what a hostile graph asks for refused: once a process, for all its sessions."""
    import onnxruntime

    place = onnxruntime.OrtMemoryInfo(
        "Cpu", onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, onnxruntime.OrtMemType.DEFAULT
    )
    with suppress(*_faults()):  # a program that newsgrain is part of may have set one
        onnxruntime.create_and_register_allocator(place, onnxruntime.OrtArenaCfg(MEMORY, -1, -1, -1))
