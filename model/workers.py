"""Batches of documents annotated in worker processes: in order, a few ahead, and a crash names the document."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from ..corpus.document import Document
from ..corpus.errors import AnnotationError, NewsgrainError

if TYPE_CHECKING:
    from concurrent.futures import Future

A = TypeVar("A")
Batch = list[Document]
Annotate = Callable[[Batch], list[A]]

AHEAD = 4
"""Batches a worker given out at once: one in work, one waiting, two done behind a slow one."""

IDLE = 60
"""Seconds that workers without work wait for the next call."""

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def annotate_named(annotate: Callable[..., list[A]], batch: Batch, **options: Any) -> list[A]:
    """What `annotate` makes of a batch; if it fails, an error that names the document it fails with.

    Raises
    ------
    AnnotationError
        If annotating raised something that newsgrain does not raise on purpose.
    """
    try:
        return annotate(batch, **options)
    except NewsgrainError:
        raise
    except Exception as error:
        for document in batch:
            try:
                annotate([document], **options)
            except Exception as own:
                raise AnnotationError(f"{named(document)}: annotating it failed ({_described(own)})") from own
        raise AnnotationError(f"{_span([batch])}: annotating them together failed ({_described(error)})") from error


def in_workers(annotate: Annotate[A], batches: Iterable[Batch], jobs: int) -> Iterator[A]:
    """Annotate batches in `jobs` processes, lazily and in order; -1 takes one for each core.

    joblib's `Parallel` gives out a task for each that is done, whether its result was taken or not: behind a slow
    document, or before a slow reader, it would annotate an archive into memory. So its executor is used, and at most
    `AHEAD` batches a worker are given out.

    Raises
    ------
    AnnotationError
        If annotating a document fails, or kills its worker; the message names the document.
    """
    from joblib import effective_n_jobs
    from joblib.externals.loky.process_executor import BrokenProcessPool

    workers = effective_n_jobs(jobs)
    executor = _executor(workers)
    given: deque[tuple[Batch, Future[list[A]]]] = deque()
    try:
        for batch in batches:
            given.append((batch, executor.submit(annotate, batch)))
            if len(given) == AHEAD * workers:
                yield from given[0][1].result()
                given.popleft()
        while given:
            yield from given[0][1].result()
            given.popleft()
    except BrokenProcessPool as error:
        raise AnnotationError(_cause(annotate, [batch for batch, _ in given], str(error))) from error
    finally:
        for _, future in given:  # of who stops early; what is in work already is done and dropped
            future.cancel()


def _executor(workers: int) -> Any:
    """joblib's worker processes, kept for the next call; Ctrl-C ends who asks them, and they end with it."""
    from joblib.externals.loky import get_reusable_executor

    # each worker has work of its own: threads of NumPy's would be more than there are cores
    return get_reusable_executor(workers, timeout=IDLE, initializer=_ignore_interrupts, env=ONE_THREAD)


def _ignore_interrupts() -> None:
    """A function of its own, the same at every call: else the workers would be started anew each time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _cause(annotate: Annotate[A], batches: list[Batch], reason: str) -> str:
    """Why a worker died: annotate the documents that were in work again, one at a time, in new workers."""
    from joblib.externals.loky.process_executor import BrokenProcessPool

    for document in chain.from_iterable(batches):
        try:
            _executor(1).submit(annotate, [document]).result()
        except BrokenProcessPool:
            return f"{named(document)}: the worker process that annotates it dies; leave it out or split it"
    return (
        f"{_span(batches)}: a worker process died while these were annotated ({' '.join(reason.split())}), though each "
        "alone does well: it may have been killed for want of memory; take fewer jobs"
    )


def named(document: Document) -> str:
    """A document's id, or how it begins."""
    return f"document {document.id!r}" if document.id is not None else f"document that begins {document.text[:60]!r}"


def _span(batches: Iterable[Batch]) -> str:
    documents = [document for batch in batches for document in batch]
    if len(documents) == 1:
        return named(documents[0])
    return f"{len(documents)} documents, from {named(documents[0])} to {named(documents[-1])}"


def _described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
