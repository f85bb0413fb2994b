"""An archive in Parquet, annotated by the workers of a Dask cluster: one file for each partition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from ..corpus.errors import InputError, ModelError, NewsgrainError
from ..corpus.records import Fields
from .partition import (
    ArchiveFile,
    Partition,
    PartitionOptions,
    find_files,
    find_partitions,
    leftovers,
    refuse_shared_outputs,
)
from .partition_annotation import Outcome, annotate_partition
from .remote import address_of, below, file_system, files_below, remove_partials

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")

RETRIES = 2
"""How often Dask repeats a task that raised: a connection that broke is worth it, a bad partition does not raise."""


def annotate_archive(
    inputs: Sequence[str], folder: str, client: Client, options: PartitionOptions
) -> Iterator[Outcome]:
    """Annotate Parquet files on a cluster, and tell of each partition as it is done.

    Dask hands the partitions to its workers, repeats those of a worker that died, and gives up a partition that keeps
    failing. Partitions that an earlier run has written are verified and not annotated again.

    Parameters
    ----------
    inputs
        Files, folders and glob patterns on any file system that fsspec knows and the workers can reach.
    folder
        Where the results go, on such a file system. It is made if it is not there.
    client
        The connection to the cluster, which needs newsgrain installed.
    options
        What is asked for, alike for every partition.

    Raises
    ------
    InputError
        If an input does not exist or lies in `folder`, two would be written to one file, or `folder` holds results of
        another division of the inputs.
    ModelError
        If a worker cannot load the model.
    NewsgrainError
        If the connection to the scheduler is lost.
    """
    files = find_files(inputs)
    folder = address_of(*file_system(folder))
    for file in files:
        if file.address.startswith(below(folder, "")):
            raise InputError(file.address, f"lies in {folder}, where the results go; name another folder")
    partitions: list[Partition] = []
    for found in _each(client, _divide, files, lambda file: file.address, fields=options.fields):
        if isinstance(found, Outcome):
            yield found
        else:
            partitions += found
    refuse_shared_outputs(partitions)
    _refuse_leftovers(partitions, folder)
    try:
        yield from _each(client, annotate_partition, partitions, lambda p: p.place, options=options, folder=folder)
    finally:
        remove_partials(folder, {partition.output for partition in partitions})


def _divide(file: ArchiveFile, fields: Fields) -> list[Partition] | Outcome:
    """The partitions of a file, or why it has none."""
    try:
        return find_partitions(file, fields)
    except InputError as error:
        return Outcome("failed", file.address, problem=error.problem)


def _refuse_leftovers(partitions: Sequence[Partition], folder: str) -> None:
    left = leftovers(partitions, files_below(folder))
    if left:
        others = f" and {len(left) - 1} more such files" if len(left) > 1 else ""
        raise InputError(
            below(folder, left[0]),
            "holds results of an input that was divided in another way then, and would count twice beside the new "
            f"ones; remove it{others}, or name another folder",
        )


def _each(
    client: Client, task: Callable[..., T], items: Sequence[Any], place: Callable[[Any], str], **options: Any
) -> Iterator[T | Outcome]:
    """What the task makes of each item, in the order of completion; a failed outcome where it kept raising."""
    from distributed import as_completed

    futures: list[Future] = client.map(task, items, retries=RETRIES, pure=False, **options)
    places = {future.key: place(item) for future, item in zip(futures, items, strict=True)}
    try:
        for future in as_completed(futures):
            yield _result(future, places[future.key])
            future.release()
    finally:
        client.cancel(futures)


def _result(future: Future, place: str) -> Any:
    from distributed import KilledWorker

    if future.cancelled():
        raise NewsgrainError(f"the scheduler is gone or gave up {place}; start it and run the same command again")
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, ModelError):
        raise error
    if isinstance(error, KilledWorker):
        problem = "the workers that annotate it die; give them more memory, or find the row that kills them"
    else:
        problem = f"{type(error).__name__}: {error}"
    return Outcome("failed", place, problem=problem)
