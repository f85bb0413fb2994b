"""The text that is benchmarked, and larger ones made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from ...corpus.document import Document
from ...corpus.errors import NewsgrainError
from ...corpus.json_records import json_line
from ..outside import OWN
from .reading import read_all

OWN_TEXT = tuple(str(OWN / f"{split}.jsonl") for split in ("train", "dev", "test"))
"""What is benchmarked if nothing is named: the project's own corpus, as plain text."""

ROWS_AT_ONCE = 256
"""Documents of a row group in the Parquet files that are made."""


@dataclass(frozen=True)
class Text:
    """Documents to annotate, each known by its text alone; `sentences` is how many newsgrain finds in them all."""

    documents: tuple[str, ...]
    sentences: int

    def describe(self) -> dict[str, int | str]:
        """Counts and a hash that tell this text from another."""
        digest = hashlib.sha256()
        for document in self.documents:
            digest.update(document.encode("utf-8", "surrogatepass") + b"\0")
        return {
            "documents": len(self.documents),
            "sentences": self.sentences,
            "characters": sum(map(len, self.documents)),
            "sha256": digest.hexdigest(),
        }

    def first(self, sentences: int | None) -> Text:
        """The first documents with at least so many sentences; all if there are fewer, or if it is `None`."""
        if sentences is None or sentences >= self.sentences:
            return self
        return taken(self.documents, sentences)


def read_text(paths: Sequence[str], sentences: int | None = None) -> Text:
    """Read what newsgrain can read; at most about `sentences` sentences of it.

    Raises
    ------
    NewsgrainError
        If an input cannot be read, or there is no sentence in them.
    """
    found = taken((document.text for document in read_all(paths)), sentences)
    if not found.sentences:
        raise NewsgrainError(f"no sentence in {', '.join(paths)}; name files with documents to measure on")
    return found


def taken(documents: Iterable[str], sentences: int | None) -> Text:
    """Documents until there are so many sentences; a `Text` of all of them for `None`."""
    kept: list[str] = []
    count = 0
    for document in documents:
        kept.append(document)
        count += len(Document(document).sentences)
        if sentences is not None and count >= sentences:
            break
    return Text(tuple(kept), count)


def grown(text: Text, sentences: int) -> Text:
    """The documents in order, over and over, until there are so many sentences."""
    return taken(cycle(text.documents), sentences)


def write_jsonl(documents: Iterable[str], path: Path) -> Path:
    """Write documents as JSON Lines, a document a line."""
    with path.open("wb") as stream:
        for number, document in enumerate(documents):
            stream.write(json_line({"id": str(number), "text": document}))
    return path


def write_parquet(documents: Iterable[str], path: Path) -> Path:
    """Write documents as Parquet, a document a row, a few at a time."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([("id", pa.string()), ("text", pa.string())])
    with parquet.ParquetWriter(path, schema) as writer:
        group: list[dict[str, str]] = []
        for number, document in enumerate(documents):
            group.append({"id": str(number), "text": document})
            if len(group) == ROWS_AT_ONCE:
                writer.write_table(pa.Table.from_pylist(group, schema))
                group = []
        if group:
            writer.write_table(pa.Table.from_pylist(group, schema))
    return path
