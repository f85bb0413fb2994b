"""Reading that gives up at the first error: a benchmark of half a text says nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...corpus.document import Document
from ...corpus.errors import InputError
from ...corpus.reading import read_documents


def read_all(paths: Sequence[str]) -> Iterator[Document]:
    """The documents of files and folders in any format that newsgrain reads.

    Raises
    ------
    InputError
        If one of them cannot be read.
    """
    return read_documents(paths, on_error=_refuse)


def _refuse(error: InputError) -> None:
    raise error
