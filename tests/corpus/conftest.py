"""Reading in tests: documents and errors side by side."""

from collections.abc import Callable
from typing import Any

import pytest

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import InputError
from newsgrain.corpus.reading import read_documents

Read = Callable[..., tuple[list[Document], list[InputError]]]


@pytest.fixture
def read() -> Read:
    """Read inputs to the end; give the documents and the errors."""

    def reader(*inputs: object, **options: Any) -> tuple[list[Document], list[InputError]]:
        errors: list[InputError] = []
        documents = list(read_documents([str(name) for name in inputs], on_error=errors.append, **options))
        return documents, errors

    return reader
