"""What becomes of documents that raise in a worker process, or kill it."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import AnnotationError, CorpusError, InputError, ModelError
from newsgrain.model.workers import annotate_named, in_workers


def lengths(batch: list[Document]) -> list[int]:
    """Stands for annotating: some texts raise, some kill the process that they are annotated in."""
    for document in batch:
        if document.text == "raises":
            raise IndexError("list index out of range")
        if document.text == "refuses":
            raise ModelError("no such model")
        if document.text == "kills":
            os.kill(os.getpid(), signal.SIGKILL)
    return [len(document.text) for document in batch]


def together_only(batch: list[Document]) -> list[int]:
    if len(batch) > 1:
        raise MemoryError
    return lengths(batch)


def dies_once(batch: list[Document]) -> list[int]:
    """A worker that is killed from outside: the document in work has no part in it."""
    mark = Path(batch[0].text)
    if len(batch) > 1 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return lengths(batch)


def documents(*texts: str) -> list[Document]:
    return [Document(text, f"d{number}") for number, text in enumerate(texts)]


def test_the_document_that_raises_is_named() -> None:
    expected = r"^document 'd1': annotating it failed \(IndexError: list index out of range\)$"
    with pytest.raises(AnnotationError, match=expected):
        annotate_named(lengths, documents("a", "raises", "b"))
    with pytest.raises(AnnotationError, match=r"^document that begins 'raises': annotating it failed"):
        annotate_named(lengths, [Document("raises")])


def test_documents_that_fail_only_together_are_named_together() -> None:
    with pytest.raises(AnnotationError, match=r"^2 documents, from document 'd0' to document 'd1': .* \(MemoryError\)"):
        annotate_named(together_only, documents("a", "b"))


def test_what_is_raised_on_purpose_stays_as_it_is() -> None:
    with pytest.raises(ModelError, match=r"^no such model$"):
        annotate_named(lengths, documents("a", "refuses"))


def named_lengths(batch: list[Document]) -> list[int]:
    return annotate_named(lengths, batch)


def test_the_document_that_raises_in_a_worker_is_named() -> None:
    batches = [documents("a"), [Document("ok", "x"), Document("raises", "y")], documents("b")]
    found = in_workers(named_lengths, batches, 2)
    assert next(found) == 1
    with pytest.raises(AnnotationError, match=r"^document 'y': annotating it failed"):
        list(found)


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_the_document_that_kills_its_worker_is_named() -> None:
    batches = [documents("a", "b"), [Document("ok", "x"), Document("kills", "y"), Document("ok", "z")], documents("c")]
    with pytest.raises(AnnotationError, match=r"^document 'y': the worker process that annotates it dies"):
        list(in_workers(lengths, batches, 2))


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_a_worker_killed_from_outside_names_what_was_in_work(tmp_path: Path) -> None:
    mark = str(tmp_path / "killed")
    batch = [Document(mark, "first"), Document("b", "last")]
    expected = r"^2 documents, from document 'first' to document 'last': a worker process died .*SIGKILL"
    with pytest.raises(AnnotationError, match=expected):
        list(in_workers(dies_once, [batch], 2))


def slow_first(batch: list[Document]) -> list[int]:
    if batch[0].text == "slow":
        time.sleep(0.5)
    return lengths(batch)


def test_workers_keep_the_order_and_stay_a_few_batches_ahead() -> None:
    taken = 0

    def endless() -> Iterator[list[Document]]:
        nonlocal taken
        while True:
            taken += 1
            yield documents("slow" if taken == 1 else "x" * taken)

    found = in_workers(slow_first, endless(), 2)
    assert [next(found) for _ in range(4)] == [4, 2, 3, 4]
    assert taken < 40
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("error", [InputError("a.txt", "is blank"), CorpusError("a.jsonl", 3, "is broken")])
def test_errors_travel_between_processes(error: Exception) -> None:
    import pickle

    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))
