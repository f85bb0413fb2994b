import pickle
import resource
import struct

import numpy as np
import pytest

import newsgrain
from newsgrain.corpus.errors import ModelError
from newsgrain.model.encoder import MAX_PIECES, Encoder

SENTENCES = [
    "The council voted 7 to 2 on Monday to close the library.",
    "It was a shameful vote.",
    "",
    "Only time will tell what the future holds.",
    "“We had no choice,” said Mayor Ida Holm — naïvely.",
]
ONE = np.array([0, 5])

REFUSED = r"the encoder (does not run|is not readable \(.*(bad_alloc|smaller than requested))"
"""Where constants are computed when the graph is loaded, as ONNX Runtime 1.20 does, it is refused there."""


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    cascade = newsgrain.load_model().cascade
    assert cascade is not None
    return cascade.encoder


def test_parts_sum_to_the_log_odds(encoder: Encoder) -> None:
    reading = encoder.read(SENTENCES, ONE)
    assert reading.known.all()
    for index, parts in reading.parts.items():
        assert len(parts) == len(reading.spans[index]) + 1
        assert np.allclose(parts.sum(axis=0), reading.log_odds[index])


def test_spans_are_those_of_the_words(encoder: Encoder) -> None:
    _, spans = encoder.split(["“Naïvely” he re-voted 👍🏽 twice"])
    text = "“Naïvely” he re-voted 👍🏽 twice"
    assert all(0 <= start < end <= len(text) for start, end in spans[0])
    assert {"he", "twice", "voted"} <= {text[start:end] for start, end in spans[0]}


def test_what_is_said_does_not_depend_on_other_documents(encoder: Encoder) -> None:
    alone = encoder.read(SENTENCES, ONE).log_odds
    many = encoder.read(["Unrelated.", *SENTENCES, "Another one."], np.array([0, 1, 6, 7])).log_odds
    assert np.array_equal(alone, many[1:6])


def test_context_counts(encoder: Encoder) -> None:
    together = encoder.read(SENTENCES, ONE).log_odds
    apart = encoder.read(SENTENCES, np.arange(6)).log_odds
    assert np.abs(together - apart).max() > 0.01


def test_only_wanted_sentences_are_judged(encoder: Encoder) -> None:
    wanted = np.array([False, True, False, False, False])
    reading = encoder.read(SENTENCES, ONE, wanted)
    assert reading.known.tolist() == wanted.tolist()
    assert list(reading.parts) == [1]
    assert not reading.log_odds[[0, 2, 3, 4]].any()


def test_a_monstrous_sentence_is_cut(encoder: Encoder) -> None:
    reading = encoder.read(["word " * 100_000, "x" * 1_000_000], np.array([0, 2]))
    assert len(reading.spans[0]) == MAX_PIECES
    assert np.isfinite(reading.log_odds).all()


def test_half_a_surrogate_pair_is_read_as_an_unknown_sign(encoder: Encoder) -> None:
    half, unknown = ["\ud800 the cat sat."], ["\ufffd the cat sat."]
    assert encoder.split(half) == encoder.split(unknown)
    assert encoder.read(half, np.array([0, 1])).log_odds.any()


def test_a_pickled_encoder_says_the_same(encoder: Encoder) -> None:
    copied = pickle.loads(pickle.dumps(encoder))
    assert np.array_equal(copied.read(SENTENCES, ONE).log_odds, encoder.read(SENTENCES, ONE).log_odds)


def test_a_graph_that_is_none_is_refused(encoder: Encoder) -> None:
    broken = Encoder(b"no graph", encoder.pieces, encoder.bias)
    with pytest.raises(ModelError, match="encoder is not readable"):
        broken.read(SENTENCES, ONE)


def field(number: int, content: bytes | int) -> bytes:
    """A field of protobuf."""
    if isinstance(content, int):
        return _varint(number << 3) + _varint(content)
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    return bytes([value]) if value < 128 else bytes([value & 0x7F | 0x80]) + _varint(value >> 7)


def graph_that_fills(shape: list[int], value: float = 0.0) -> bytes:
    """An ONNX model that answers with an array of this shape, whatever it is asked."""

    def named(name: str, kind: int, dimensions: int) -> bytes:
        tensor = field(1, kind) + field(2, field(1, b"") * dimensions)
        return field(1, name.encode()) + field(2, field(1, tensor))

    wanted = field(1, len(shape)) + field(2, 7) + b"".join(field(7, size) for size in shape) + field(8, b"shape")
    filled = field(1, 1) + field(2, 1) + field(9, struct.pack("<f", value))
    node = field(1, b"shape") + field(2, b"said") + field(4, b"ConstantOfShape")
    node += field(5, field(1, b"value") + field(5, filled) + field(20, 4))
    asked = b"".join(field(11, named(name, 7, 2)) for name in ("pieces", "mask"))
    graph = field(1, node) + field(2, b"g") + field(5, wanted) + asked + field(12, named("said", 1, len(shape)))
    return field(1, 8) + field(7, graph) + field(8, field(2, 17))


def peak_kilobytes() -> int:
    """The most memory that this process has had so far, as Linux counts it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.mark.parametrize(
    ("shape", "value", "message"),
    [
        ([1, 2, 3], 0.0, r"the encoder's answer is \(1, 2, 3\), or not finite; expected numbers of shape \(1, 5, 6\)"),
        ([1, 5, 6], np.nan, "not finite"),
        ([1, 5, 6], 3e38, "not finite"),
        ([100_000, 100_000], 0.0, REFUSED),  # 40 GB
        ([1, 300_000_000, 6], 0.0, REFUSED),  # 7 GB
    ],
)
def test_a_hostile_graph_is_refused(encoder: Encoder, shape: list[int], value: float, message: str) -> None:
    hostile = Encoder(graph_that_fills(shape, value), encoder.pieces, encoder.bias)
    before = peak_kilobytes()
    with pytest.raises(ModelError, match=message):
        hostile.read(["the cat sat"], np.array([0, 1]))
    assert peak_kilobytes() - before < 2**20  # neither loading nor running takes what the graph asks for


def test_a_graph_that_answers_in_shape_is_run(encoder: Encoder) -> None:
    assert (
        not Encoder(graph_that_fills([1, 5, 6]), encoder.pieces, np.zeros(3))
        .read(["the cat sat"], np.array([0, 1]))
        .log_odds.any()
    )
