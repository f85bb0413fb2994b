"""Gzip, unpacked as it is read, and the limit that a bomb meets and no text does."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO, cast

from .errors import InputError

MAX_RATIO = 200
"""Unpacked bytes for each packed one: English text has up to 10, text that repeats itself seldom 100, a bomb 1,000."""

FREE_BYTES = 16 * 2**20
"""Unpacked bytes before the ratio counts: a small file that repeats itself is harmless."""


def refuse_ratio(unpacked: int, packed: int, source: str) -> None:
    """Refuse what unpacks to more than `FREE_BYTES`, `MAX_RATIO` for each packed byte.

    Raises
    ------
    InputError
        If it does; `source` is named in it.
    """
    if unpacked > max(FREE_BYTES, MAX_RATIO * packed):
        raise InputError(
            source,
            f"unpacks to {unpacked:,} bytes or more from {packed:,}, over {MAX_RATIO} for one, as a bomb does; "
            "unpack it yourself if it is sound",
            kind="too-large",
        )


class Unpacked(io.RawIOBase):
    """The content of a gzip stream; `source` names it in errors."""

    def __init__(self, packed: io.BufferedReader, source: str) -> None:
        self._packed = _Counted(packed)
        self._content = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed))
        self._source = source
        self._unpacked = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer.

        Raises
        ------
        InputError
            If more than `FREE_BYTES` came out, `MAX_RATIO` for each byte that went in.
        """
        data = self._content.read(len(buffer))
        buffer[: len(data)] = data
        self._unpacked += len(data)
        refuse_ratio(self._unpacked, self._packed.bytes, self._source)
        return len(data)


class _Counted:
    """What gzip reads from, counting the bytes; unlike a file it need not be able to tell where it is."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self.bytes = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.bytes += len(data)
        return data
