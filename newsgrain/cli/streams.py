"""Standard streams that whoever started the command closed, as `>&-` and some schedulers do."""

import errno
import io
import os
import sys
from contextlib import suppress
from typing import Any


def stand_in_for_closed_streams() -> None:
    """Have nothing read, no complaint seen, and what is written to standard output refused with a message.

    Without it Python has `None` there, and the next file that is opened, an output for example, takes the stream's
    number and gets whatever libraries write to it.
    """
    for number in range(3):
        with suppress(OSError):
            os.fstat(number)
            continue
        opened = os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
        os.set_inheritable(opened, True)  # worker processes want it
    if sys.stdin is None:
        sys.stdin = open(0, closefd=False)  # noqa: SIM115  # lasts as long as the command
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(_Closed(), encoding="utf-8", write_through=True)
    if sys.stderr is None:
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115


class _Closed(io.RawIOBase):
    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        raise OSError(errno.EBADF, "standard output is closed; name a file with --output")
