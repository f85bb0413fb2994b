"""Reading, validating, writing and fingerprinting corpora in the labelled format (JSON Lines)."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, BinaryIO, cast

from .cells import encodable
from .decoding import DamagedLine, decoded_lines
from .errors import CorpusError, InputError
from .json_records import json_line
from .labelled_document import LabelledDocument
from .labelled_schema import parse_line
from .sources import Source, open_source

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "CorpusLine",
    "LabelledDocument",
    "corpus_hash",
    "corpus_lines",
    "read_labelled",
    "to_frame",
    "validate",
    "write_labelled",
]

FRAME_COLUMNS = ("document", "source", "index", "text", "role", "paragraph", "label")
"""Columns of `to_frame`."""


@dataclass(frozen=True, slots=True)
class CorpusLine:
    """One line of a corpus: where it stands, and the document in it or the problems with it."""

    source: str
    line: int
    document: LabelledDocument | None
    problems: tuple[CorpusError, ...]


def corpus_lines(inputs: str | Path | Sequence[str | Path]) -> Iterator[CorpusLine]:
    """Give every line that is not blank of labelled files, or of all `*.jsonl` in folders, sorted.

    A file that cannot be read is one line with one problem.
    """
    names = [inputs] if isinstance(inputs, (str, Path)) else inputs
    for name in names:
        path = Path(name)
        files = _labelled_files(path) if path.is_dir() else [path]
        if not files:
            yield _unreadable(str(path), 1, "folder holds no *.jsonl file")
        for file in files:
            yield from _file_lines(file)


def read_labelled(inputs: str | Path | Sequence[str | Path]) -> Iterator[LabelledDocument]:
    """Read labelled documents lazily, in order.

    Parameters
    ----------
    inputs
        A file in the labelled format (`.gz` too), a folder of `*.jsonl`, or several of them.

    Raises
    ------
    CorpusError
        At the first problem; `validate` lists them all.
    """
    for line in corpus_lines(inputs):
        if line.document is None:
            raise line.problems[0]
        yield line.document


def validate(inputs: str | Path | Sequence[str | Path]) -> list[CorpusError]:
    """List every problem of a labelled corpus, each with file, line and remedy; empty for a sound one."""
    return [problem for line in corpus_lines(inputs) for problem in line.problems]


def write_labelled(documents: Iterable[LabelledDocument], path: str | Path) -> None:
    """Write documents in the labelled format (compressed if the name ends in `.gz`).

    The file appears when it is complete: an error or interruption leaves what was there before.
    """
    target = Path(os.path.realpath(path))
    handle, temporary = mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    try:
        with ExitStack() as stack:
            file: BinaryIO = stack.enter_context(os.fdopen(handle, "wb"))
            if target.suffix == ".gz":
                packed = gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0)
                file = cast(BinaryIO, stack.enter_context(packed))
            for document in documents:
                file.write(json_line(document.to_dict()))
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def to_frame(documents: Iterable[LabelledDocument]) -> pd.DataFrame:
    """A frame with a row a sentence: document, source, index (from 0), text, role, paragraph, label.

    Lone surrogates, which columns of text cannot hold, are U+FFFD in it.
    """
    import pandas as pd

    rows = [
        (
            encodable(document.id),
            document.source and encodable(document.source),
            index,
            encodable(unit.text),
            unit.role,
            unit.paragraph,
            label,
        )
        for document in documents
        for index, (unit, label) in enumerate(zip(document.sentences, document.labels, strict=True))
    ]
    return pd.DataFrame(rows, columns=list(FRAME_COLUMNS))


def corpus_hash(documents: Iterable[LabelledDocument]) -> str:
    """SHA-256 (hexadecimal) over ids, texts and labels; the order of documents does not matter to it."""
    digests = sorted(_digest(document) for document in documents)
    return hashlib.sha256(b"".join(digests)).hexdigest()


def _digest(document: LabelledDocument) -> bytes:
    content = [document.id, *zip((unit.text for unit in document.sentences), document.labels, strict=True)]
    return hashlib.sha256(json.dumps(content).encode("ascii")).digest()


def _labelled_files(folder: Path) -> list[Path]:
    return sorted(path for pattern in ("*.jsonl", "*.jsonl.gz") for path in folder.rglob(pattern))


def _file_lines(path: Path) -> Iterator[CorpusLine]:
    name = str(path)
    number = documents = 0
    try:
        with open_source(Source(name, path, "jsonl")) as stream:
            for number, line in enumerate(decoded_lines(stream, name), 1):
                if line.isspace():
                    continue
                documents += 1
                if isinstance(line, DamagedLine):
                    yield _unreadable(name, number, line.problem)
                    continue
                document, problems = parse_line(line)
                yield CorpusLine(name, number, document, tuple(CorpusError(name, number, p) for p in problems))
    except InputError as error:
        yield _unreadable(name, number + 1, error.problem)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield _unreadable(name, number + 1, f"file cannot be read ({reason})")
    else:
        if not documents:
            yield _unreadable(name, 1, "file is empty; expected one document a line")


def _unreadable(source: str, line: int, problem: str) -> CorpusLine:
    return CorpusLine(source, line, None, (CorpusError(source, line, problem),))


def _mode(target: Path) -> int:
    """Permissions of the file that is replaced, or those of a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
