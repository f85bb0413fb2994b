"""`newsgrain annotate --scheduler`: the connection to a Dask cluster, and what is told of the run."""

import logging
import os
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from ..corpus.errors import InputError, NewsgrainError
from .failures import Failures
from .progress import progress

if TYPE_CHECKING:
    from distributed import Client

    from ..model.partition import PartitionOptions

LOCAL = "local"
"""The scheduler that is started for the run, on this machine."""


def check_scheduler(scheduler: str, jobs: int) -> None:
    """Refuse what is no scheduler, and jobs for one that has its workers already."""
    if scheduler == LOCAL:
        return
    if ":" not in scheduler:
        raise typer.BadParameter(
            f"expected {LOCAL} or an address such as tcp://10.0.0.1:8786; received {scheduler!r}",
            param_hint="--scheduler",
        )
    if jobs != 1:
        raise typer.BadParameter(f"{scheduler} has workers of its own; leave out --jobs", param_hint="--jobs")


def partition_options(
    text_field: str | None,
    id_field: str | None,
    model: str,
    min_confidence: float,
    reasons: bool,
    keep: Sequence[str],
) -> "PartitionOptions":
    """What is asked for; a model of one's own by its full path, as workers run elsewhere."""
    from ..corpus.records import Fields
    from ..model.partition import PartitionOptions
    from ..model.storage import SHIPPED, model_folder

    name = model if model in SHIPPED else str(model_folder(model).resolve())
    return PartitionOptions(Fields(text_field, id_field), name, min_confidence, reasons, tuple(map(str, keep)))


def annotate_on_cluster(
    scheduler: str, inputs: Sequence[str], folder: str, jobs: int, options: "PartitionOptions"
) -> None:
    """Annotate partitions on a cluster; name those that fail, and count all."""
    from ..model.archive import annotate_archive

    failures = Failures()
    states: Counter[str] = Counter()
    documents = sentences = 0
    with _connected(scheduler, jobs) as client:
        for outcome in progress(annotate_archive(inputs, folder, client, options), "partitions"):
            states[outcome.state] += 1
            documents += outcome.documents
            sentences += outcome.sentences
            if outcome.state == "failed":
                failures.report(InputError(outcome.place, outcome.problem))
    counts = ", ".join(f"{states[state]:,} {state}" for state in ("written", "verified", "failed") if states[state])
    typer.echo(f"partitions: {counts}; {documents:,} documents, {sentences:,} sentences in {folder}", err=True)
    failures.exit()


@contextmanager
def _connected(scheduler: str, jobs: int) -> "Iterator[Client]":
    """A client of the scheduler, or of a cluster that lives as long as it."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise NewsgrainError("--scheduler needs Dask; install it with: pip install 'newsgrain[distributed]'") from error

    if scheduler == LOCAL:
        workers = jobs or os.cpu_count() or 1
        with _interrupts_held_back():
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",  # any free port; None takes 8787, and complains if it is taken
                silence_logs=logging.CRITICAL,  # or Ctrl-C and every worker that dies would be told at length
            )
        with cluster, Client(cluster) as client:
            yield client
        return
    try:
        client = Client(scheduler)
    except (OSError, ValueError) as error:
        raise NewsgrainError(
            f"no scheduler answers at {scheduler} ({error}); start one with: dask scheduler, and workers with: "
            "dask worker ADDRESS"
        ) from error
    with client:
        yield client


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Have Ctrl-C end the command alone: threads and processes that start in the block never hear of it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # which would end the holding back if it were started in the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
