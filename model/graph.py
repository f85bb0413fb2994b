"""A look at an encoder's graph before ONNX Runtime gets it: nothing in it may repeat itself or lead elsewhere.

Without loops its work is bounded by its size; see `encoder` for the bound on memory. The wire format of protobuf
is walked here, because the package `onnx` is not needed to annotate.
"""

from __future__ import annotations

from collections.abc import Iterator

_GRAPH, _FUNCTIONS = 7, 25  # of ModelProto
_NODE, _INITIALIZER, _SPARSE_INITIALIZER = 1, 5, 15  # of GraphProto
_ATTRIBUTE = 5  # of NodeProto
_TENSOR, _SUBGRAPH, _TENSORS, _SUBGRAPHS, _SPARSE, _SPARSES = 5, 6, 10, 11, 22, 23  # of AttributeProto
_EXTERNAL = 13  # of TensorProto

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
_FIXED = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}

Field = tuple[int, memoryview]


def objection_to(graph: bytes) -> str | None:
    """Why an ONNX model is not run, or `None`."""
    try:
        for number, model_part in _fields(memoryview(graph)):
            if number == _FUNCTIONS:
                return "defines functions of its own"
            if number == _GRAPH and (found := _in_graph(model_part)):
                return found
    except (IndexError, ValueError):
        return "is no ONNX model"
    return None


def _in_graph(graph: memoryview) -> str | None:
    for number, part in _fields(graph):
        if number == _SPARSE_INITIALIZER:
            return "holds sparse arrays"
        if number == _INITIALIZER and _is_elsewhere(part):
            return "names data in other files, which are never read"
        if number == _NODE and (found := _in_node(part)):
            return found
    return None


def _in_node(node: memoryview) -> str | None:
    attributes = (attribute for number, attribute in _fields(node) if number == _ATTRIBUTE)
    for number, value in (field for attribute in attributes for field in _fields(attribute)):
        if number in (_SUBGRAPH, _SUBGRAPHS):
            return "holds graphs within graphs, which may loop without end"
        if number in (_SPARSE, _SPARSES):
            return "holds sparse arrays"
        if number in (_TENSOR, _TENSORS) and _is_elsewhere(value):
            return "names data in other files, which are never read"
    return None


def _is_elsewhere(tensor: memoryview) -> bool:
    return any(number == _EXTERNAL for number, _ in _fields(tensor))


def _fields(message: memoryview) -> Iterator[Field]:
    """Number and content of each field; numbers come with no content.

    Raises
    ------
    ValueError, IndexError
        If it is no message of protobuf.
    """
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == _VARINT:
            end = start = _varint(message, at)[1]
        elif kind == _BYTES:
            length, start = _varint(message, at)
            end = start + length
        elif kind in _FIXED:
            start, end = at, at + _FIXED[kind]
        else:
            raise ValueError(f"no such kind of field: {kind}")
        if end > len(message):
            raise ValueError("cut off")
        yield key >> 3, message[start:end]
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
