"""A look at an encoder's graph before ONNX Runtime gets it: nothing in it may repeat itself or lead elsewhere.

Only operators that exported encoders have are run, on numbers alone: texts would lie outside the bound on memory, see
`encoder`. The wire format of protobuf is walked here, because the package `onnx` is not needed to annotate.
"""

from __future__ import annotations

from collections.abc import Iterator

_GRAPH, _FUNCTIONS = 7, 25  # of ModelProto
_NODE, _INITIALIZER, _SPARSE_INITIALIZER = 1, 5, 15  # of GraphProto
_OPERATOR, _ATTRIBUTE, _DOMAIN = 4, 5, 7  # of NodeProto
_NAME, _NUMBER = 1, 3  # of AttributeProto
_TENSOR, _SUBGRAPH, _TENSORS, _SUBGRAPHS, _SPARSE, _SPARSES = 5, 6, 10, 11, 22, 23  # of AttributeProto, too
_KIND, _EXTERNAL, _LOCATION = 2, 13, 14  # of TensorProto
_STRING = 8  # of TensorProto.DataType

OPERATORS = frozenset(
    b"""Add And Cast Concat Constant ConstantOfShape DequantizeLinear Div DynamicQuantizeLinear Equal Erf Expand Flatten
    Gather GatherElements GreaterOrEqual LayerNormalization MatMul MatMulInteger Mul Pow Range ReduceMean Reshape Shape
    Slice Softmax Sqrt Sub Transpose Unsqueeze Where""".split()
)
"""What an exported encoder is made of, by this and by older exporters."""

MAX_NODES = 5_000
"""Of a graph; the default model's has 691."""

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
_FIXED = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}

MAX_TAG = 1 << 32
"""Others read tags as 32 bits: a longer one would be another field to them than it is here."""

Field = tuple[int, memoryview, int]

_TEXTS = "makes texts, which no encoder needs"


def objection_to(graph: bytes) -> str | None:
    """Why an ONNX model is not run, or `None`."""
    try:
        for number, model_part, _ in _fields(memoryview(graph)):
            if number == _FUNCTIONS:
                return "defines functions of its own"
            if number == _GRAPH and (found := _in_graph(model_part)):
                return found
    except (IndexError, ValueError):
        return "is no ONNX model"
    return None


def _in_graph(graph: memoryview) -> str | None:
    nodes = 0
    for number, part, _ in _fields(graph):
        if number == _SPARSE_INITIALIZER:
            return "holds sparse arrays"
        if number == _INITIALIZER and (found := _in_tensor(part)):
            return found
        if number == _NODE:
            nodes += 1
            if nodes > MAX_NODES:
                return f"has more than {MAX_NODES:,} operators"
            if found := _in_node(part):
                return found
    return None


def _in_node(node: memoryview) -> str | None:
    for part, content, _ in _fields(node):
        if part == _OPERATOR and bytes(content) not in OPERATORS:
            return f"has an operator that no encoder needs: {bytes(content[:40]).decode('ascii', 'replace')!r}"
        if part == _DOMAIN and len(content):
            return "has operators that are not ONNX's own"
        if part == _ATTRIBUTE and (found := _in_attribute(content)):
            return found
    return None


def _in_attribute(attribute: memoryview) -> str | None:
    for number, value, figure in _fields(attribute):
        if number in (_SUBGRAPH, _SUBGRAPHS):
            return "holds graphs within graphs, which may loop without end"
        if number in (_SPARSE, _SPARSES):
            return "holds sparse arrays"
        if number in (_TENSOR, _TENSORS) and (found := _in_tensor(value)):
            return found
        if number == _NAME and bytes(value).startswith(b"value_string"):
            return _TEXTS
        if number == _NUMBER and figure == _STRING and _is_cast(attribute):
            return _TEXTS
    return None


def _is_cast(attribute: memoryview) -> bool:
    """Whether it says what to cast to."""
    return any(number == _NAME and bytes(name) == b"to" for number, name, _ in _fields(attribute))


def _in_tensor(tensor: memoryview) -> str | None:
    for number, _, figure in _fields(tensor):
        if number == _EXTERNAL or (number == _LOCATION and figure):
            return "names data in other files, which are never read"
        if number == _KIND and figure == _STRING:
            return _TEXTS
    return None


def _fields(message: memoryview) -> Iterator[Field]:
    """Number and content of each field, and what it is if it is a number: those come with no content.

    Raises
    ------
    ValueError, IndexError
        If it is no message of protobuf.
    """
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        if not 8 <= key < MAX_TAG:
            raise ValueError(f"no such tag: {key}")
        kind, figure = key & 7, 0
        if kind == _VARINT:
            figure, end = _varint(message, at)
            start = end
        elif kind == _BYTES:
            length, start = _varint(message, at)
            end = start + length
        elif kind in _FIXED:
            start, end = at, at + _FIXED[kind]
        else:
            raise ValueError(f"no such kind of field: {kind}")
        if end > len(message):
            raise ValueError("cut off")
        yield key >> 3, message[start:end], figure
        at = end


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("a number is too long")
