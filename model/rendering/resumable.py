"""JSON Lines that a run goes on with where an earlier one was killed.

Lines are appended to `.NAME.part` beside the output, which takes its name when the run is complete. `.NAME.part.json`
says with what the run was begun. Both are hidden, so that no folder or pattern gives them as inputs. Whatever ends
the run, the part holds whole lines, and at most one torn one, which is cut off; documents whose lines are there are
compared with them and not annotated again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ...corpus.errors import NewsgrainError
from .jsonl import render_jsonl

if TYPE_CHECKING:
    from ...corpus.document import Document
    from ..annotated import AnnotatedDocument

_CHUNK = 1 << 20


class ResumableOutput:
    """The part of an output that is there, and what is appended to it.

    Parameters
    ----------
    output
        The file that the run is to write.
    settings
        Everything that the lines depend on besides the documents: model, options. Plain values for JSON.

    Raises
    ------
    NewsgrainError
        If the part was begun with other settings, or the output is there and no regular file.
    """

    def __init__(self, output: Path, settings: dict[str, Any]) -> None:
        self.output = output = output.resolve()  # a link stays one
        if output.exists() and not output.is_file():
            raise NewsgrainError(f"{output}: no regular file, which --resume replaces; write it without --resume")
        self.part = output.with_name(f".{output.name}.part")
        self.begun_with = output.with_name(f".{output.name}.part.json")
        self._begin(settings)

    def remaining(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Those documents whose lines are not there yet.

        Raises
        ------
        NewsgrainError
            If a document is another one than its line tells of.
        """
        coming = iter(documents)
        with self.part.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                document = next(coming, None)
                try:
                    is_told = document is not None and _tells_of(json.loads(line), document)
                except (ValueError, TypeError, LookupError):
                    raise NewsgrainError(
                        f"{self.part}: line {number} is damaged; delete {self.part} to start anew"
                    ) from None
                if not is_told:
                    given = "no more documents" if document is None else f"document {document.id!r}"
                    raise NewsgrainError(
                        f"{self.part}: line {number} is of another document than the inputs now give ({given}); give "
                        f"the same inputs in the same order, or delete {self.part} to start anew"
                    )
        yield from coming

    def write(self, documents: Iterable[AnnotatedDocument], *, keep: Collection[str] | None = None) -> None:
        """Append documents, and give the output its name when all are written."""
        with only_run(self.part), self.part.open("ab") as stream:
            for document in documents:
                stream.write(render_jsonl(document, keep=keep))
            stream.flush()
            self.part.replace(self.output)
        self.begun_with.unlink(missing_ok=True)

    def _begin(self, settings: dict[str, Any]) -> None:
        told = json.dumps(settings, sort_keys=True)
        if self.part.exists():
            before = self.begun_with.read_text("utf-8") if self.begun_with.exists() else "nothing"
            if before != told:
                raise NewsgrainError(
                    f"{self.part} was begun with other settings ({before}) than these ({told}); use the same, or "
                    "delete it to start anew"
                )
            with only_run(self.part), self.part.open("r+b") as stream:  # a torn line may be one that is being written
                stream.truncate(_whole_lines(stream))
            return
        aside = self.begun_with.with_name(f".{self.begun_with.name}.{os.getpid()}")
        aside.write_text(told, encoding="utf-8")
        aside.replace(self.begun_with)
        self.part.touch()


def _whole_lines(stream: IO[bytes]) -> int:
    """Bytes up to the end of the last whole line."""
    position = stream.seek(0, os.SEEK_END)
    while position:
        start = max(0, position - _CHUNK)
        stream.seek(start)
        end = stream.read(position - start).rfind(b"\n")
        if end >= 0:
            return start + end + 1
        position = start
    return 0


def _tells_of(record: dict[str, Any], document: Document) -> bool:
    return bool(record["id"] == document.id) and all(
        document.text[sentence["start"] : sentence["end"]] == sentence["text"] for sentence in record["sentences"]
    )


@contextmanager
def only_run(path: Path) -> Iterator[None]:
    """Keep a second run from appending to the same part at the same time.

    Raises
    ------
    NewsgrainError
        If another run is at it.
    """
    try:
        import fcntl
    except ImportError:  # Windows locks an open file by itself
        yield
        return
    with path.open("ab") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise NewsgrainError(f"{path}: another run is writing it; wait for its end") from None
        yield
