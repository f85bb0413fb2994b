"""What newsgrain raises: one base, and one class for each thing that a caller can mend."""

from __future__ import annotations

from functools import partial
from typing import Any, Literal, get_args

Fault = Literal[
    "missing",
    "unreadable",
    "empty",
    "binary",
    "encoding",
    "too-large",
    "format",
    "quotation",
    "ragged-row",
    "missing-field",
    "wrong-type",
    "duplicate-id",
]
"""What can be wrong with an input."""

FAULTS: tuple[Fault, ...] = get_args(Fault)


class NewsgrainError(Exception):
    """Base of every error that newsgrain raises on purpose; its message names the remedy."""


class InputError(NewsgrainError):
    """An input could not be read: missing, empty, binary, undecodable, or of another format than expected.

    `source` is the input, with `#` and the number of the record where one is at fault. `input`, `record` (the line
    of a JSON Lines file, else the row or item, from 1), `line` (of the file, from 1), `document` (an id) and `kind`
    (one of `FAULTS`) say the same to programs; what is not known is `None`.
    """

    def __init__(
        self,
        source: str,
        problem: str,
        *,
        kind: Fault = "unreadable",
        record: int | None = None,
        line: int | None = None,
        document: str | None = None,
    ) -> None:
        self.source = source if record is None else f"{source}#{record}"
        super().__init__(f"{self.source}: {problem}")
        self.problem = problem
        self.kind = kind
        self.input = source
        self.record = record
        self.line = line
        self.document = document

    def to_dict(self) -> dict[str, Any]:
        """The failure as one object: `input`, `record`, `line`, `document`, `kind` and `message`."""
        return {
            "input": self.input,
            "record": self.record,
            "line": self.line,
            "document": self.document,
            "kind": self.kind,
            "message": self.problem,
        }

    def __reduce__(self) -> tuple[Any, ...]:
        told = partial(type(self), kind=self.kind, record=self.record, line=self.line, document=self.document)
        return told, (self.input, self.problem)  # as raised in a worker process


class CorpusError(NewsgrainError):
    """A labelled corpus breaks its format; `source` and `line` (1-based) say where."""

    def __init__(self, source: str, line: int, problem: str) -> None:
        super().__init__(f"{source}:{line}: {problem}")
        self.source = source
        self.line = line
        self.problem = problem

    def __reduce__(self) -> tuple[type[CorpusError], tuple[str, int, str]]:
        return type(self), (self.source, self.line, self.problem)


class FittingError(NewsgrainError, ValueError):
    """Labelled data do not do to fit on: too few documents, a label missing; scikit-learn expects a `ValueError`."""


class ComparisonError(NewsgrainError, ValueError):
    """There is nothing to compare: fewer than two documents or groups."""


class ModelError(NewsgrainError):
    """A model file is missing, damaged, of another version, or not a newsgrain model at all."""


class UnknownModelError(ModelError):
    """No model has the name that was given."""


class AnnotationError(NewsgrainError):
    """Annotating failed; the message names the document."""
