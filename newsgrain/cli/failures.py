"""What a user sees when something goes wrong: one line each on standard error, never a traceback."""

import errno
import logging
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import IO, Any, cast

import typer
from typer.core import TyperGroup

from ..corpus.errors import InputError, NewsgrainError, UnknownModelError

FAILED = 1
USAGE = 2
INTERRUPTED = 130
CLOSED_PIPE = 141
TERMINATED = 143


def complain(message: object) -> None:
    """Print one line on standard error, whatever stands in the message."""
    from ..model.rendering.visible import visible_line

    typer.echo(f"newsgrain: {visible_line(str(message))}", err=True)


class Complaints(logging.Handler):
    """Prints warnings of the library as `complain` does: a file's name may hold what a terminal obeys."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one."""
        complain(record.getMessage())


def heed_warnings() -> None:
    """Have the library's warnings printed by `Complaints`, once."""
    logger = logging.getLogger("newsgrain")
    if not any(isinstance(handler, Complaints) for handler in logger.handlers):
        logger.addHandler(Complaints(logging.WARNING))


class Failures:
    """The inputs that could not be read: named as they come, counted for the exit status, listed for programs."""

    def __init__(self) -> None:
        self.count = 0
        self._list: IO[bytes] | None = None

    @contextmanager
    def listed(self, path: Path | None) -> Iterator[None]:
        """Write what is reported to a file, too: JSON Lines, a failure a line; complete when the block ends."""
        if path is None:
            yield
            return
        from ..model.rendering.output import replacing

        with replacing(path) as self._list:
            yield
        self._list = None

    def report(self, error: InputError) -> None:
        """Name one failed input and go on."""
        self.count += 1
        self.warn(error)

    def warn(self, error: InputError) -> None:
        """Name an input that is odd but was read: no failure, though listed."""
        complain(error)
        if self._list is not None:
            from ..corpus.json_records import json_line

            self._list.write(json_line(error.to_dict()))

    def exit(self) -> None:
        """End with status 1 if an input failed."""
        if self.count:
            raise typer.Exit(FAILED)


def workers_ignore_interrupts(jobs: int) -> AbstractContextManager[object]:
    """Have Ctrl-C end the command alone: its worker processes end with it, instead of with tracebacks."""
    if jobs == 1:
        return nullcontext()
    from joblib import parallel_config

    ignore = partial(signal.signal, signal.SIGINT, signal.SIG_IGN)
    return cast(AbstractContextManager[object], parallel_config(backend="loky", initializer=ignore))


class QuietGroup(TyperGroup):
    """A command group that turns what users can cause into one line and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a missing or forbidden file, a full disk and a closed pipe are no bugs either."""
        _end_in_order_when_terminated()
        heed_warnings()
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except NewsgrainError as error:
            complain(error)
            raise typer.Exit(USAGE if isinstance(error, UnknownModelError) else FAILED) from error
        except KeyboardInterrupt as error:
            warnings.simplefilter("ignore")  # joblib's, of the tasks that are given up
            raise typer.Exit(INTERRUPTED) from error
        except OSError as error:
            raise typer.Exit(status_of(error)) from error
        return result


def status_of(error: OSError) -> int:
    """Say what the system refused, but for a reader who went away; the exit status."""
    if error.errno == errno.EPIPE:
        warnings.simplefilter("ignore")
        _discard_stdout()
        return CLOSED_PIPE
    complain(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or error)
    return FAILED


def _end_in_order_when_terminated() -> None:
    """Have SIGTERM leave by way of every `finally`, so that no half-written file stays behind."""

    def leave(*_: object) -> None:
        raise SystemExit(TERMINATED)

    with suppress(ValueError):  # only the main thread may set it
        signal.signal(signal.SIGTERM, leave)


def _discard_stdout() -> None:
    """Send nowhere what is still buffered, or the interpreter would complain of the pipe as it ends."""
    with suppress(OSError, ValueError):  # standard output need not be a file at all
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
