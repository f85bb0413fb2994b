"""Documents in groups that are to be compared: a group for each path, or for each value of a column."""

from __future__ import annotations

import glob
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath

from .document import Document
from .errors import InputError
from .reading import read_documents
from .sources import STDIN, format_of

Grouped = Iterator[tuple[str, Document]]


def read_groups(
    paths: Sequence[str],
    *,
    by: str | None = None,
    input_format: str | None = None,
    text_field: str | None = None,
    id_field: str | None = None,
    on_error: Callable[[InputError], None],
    on_missing: Callable[[Document], None] = lambda document: None,
) -> Grouped:
    """Give documents lazily, each with the name of its group.

    Without `by` each path is a group: a file of one document, a file of records, a folder, a pattern. A lone path is
    opened instead, there is nothing else to compare: the subfolders and files of a folder, the matches of a
    pattern, the records of a file are then a group each.

    Parameters
    ----------
    by
        A column (field, key of the metadata) whose values name the groups, over all paths together. The groups come
        in the order of their first document.
    input_format, text_field, id_field, on_error
        As for `read_documents`.
    on_missing
        Is called with each document without a value in the column `by`; such documents are left out.

    Raises
    ------
    InputError
        If no document has a value in the column `by`.
    """

    def read(some: Sequence[str]) -> Iterator[Document]:
        return read_documents(
            some, input_format=input_format, text_field=text_field, id_field=id_field, on_error=on_error
        )

    if by is not None:
        yield from _by_column(read(paths), by, id_field, on_missing)
        return
    opened = _opened(paths[0], input_format) if len(paths) == 1 else list(paths)
    if opened is None:
        unique = _Unique()
        for document in read(paths):
            yield unique(document.title or document.id or "document"), document
        return
    for path, name in zip(opened, short_names(opened), strict=True):
        for document in read([path]):
            yield name, document


def short_names(paths: Sequence[str]) -> list[str]:
    """Names that tell paths apart: without the folders that all of them share; one that comes again is numbered.

    >>> short_names(["news/2023/a.txt", "news/2024/a.txt", "news/2024/a.txt"])
    ['2023/a.txt', '2024/a.txt', '2024/a.txt (2)']
    """
    unique = _Unique()
    parts = [PurePath(path).parts for path in paths]
    shared = 0
    # The last part always stays: it is the name proper.
    while all(len(part) > shared + 1 for part in parts) and len({part[shared] for part in parts}) == 1:
        shared += 1
    names = (path if path == STDIN else str(PurePath(*part[shared:])) for path, part in zip(paths, parts, strict=True))
    return [unique("stdin" if name == STDIN else name) for name in names]


class _Unique:
    """Numbers names that come again."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._times: Counter[str] = Counter()

    def __call__(self, name: str) -> str:
        numbered = name
        while numbered in self._given:
            self._times[name] += 1
            numbered = f"{name} ({self._times[name] + 1})"
        self._given.add(numbered)
        return numbered


def _opened(path: str, input_format: str | None) -> list[str] | None:
    """What lies in a folder or matches a pattern; `None` for a file, whose records are to be told apart."""
    if Path(path).is_dir():
        inside = sorted(entry for entry in Path(path).iterdir() if not entry.name.startswith("."))
        readable = [str(e) for e in inside if e.is_dir() or input_format or format_of(e)]
        return readable or [path]  # reading an empty folder says what is wrong with it
    if path == STDIN or Path(path).exists():
        return None
    return sorted(glob.glob(path, recursive=True)) or [path]  # noqa: PTH207


def _by_column(
    documents: Iterator[Document], column: str, id_field: str | None, on_missing: Callable[[Document], None]
) -> Grouped:
    found = False
    keys: dict[str, None] = {}
    for document in documents:
        value = _value(document, column, id_field)
        if value is None:
            keys.update(dict.fromkeys(document.metadata))
            on_missing(document)
        else:
            found = True
            yield value, document
    if not found:
        shown = ", ".join(map(repr, list(keys)[:12])) or "documents without columns"
        problem = f"no document has a value in {column!r}; received {shown}: name another"
        raise InputError(f"--by {column}", problem, kind="missing-field")


def _value(document: Document, column: str, id_field: str | None) -> str | None:
    """The value in a column as a name; `None` where it is missing or blank."""
    apart = {"title": document.title, id_field or "id": document.id}  # what reading takes out of the metadata
    value = document.metadata.get(column, apart.get(column))
    if isinstance(value, float):
        if value != value:  # NaN is how tables say that nothing is there
            return None
        value = int(value) if value.is_integer() else value
    name = "" if value is None else " ".join(str(value).split())
    return name or None
