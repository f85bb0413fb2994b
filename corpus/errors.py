"""What newsgrain raises: one base, and one class for each thing that a caller can mend."""

from __future__ import annotations


class NewsgrainError(Exception):
    """Base of every error that newsgrain raises on purpose; its message names the remedy."""


class InputError(NewsgrainError):
    """An input could not be read: missing, empty, binary, undecodable, or of another format than expected."""

    def __init__(self, source: str, problem: str) -> None:
        super().__init__(f"{source}: {problem}")
        self.source = source
        self.problem = problem

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        return type(self), (self.source, self.problem)  # as raised in a worker process


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
