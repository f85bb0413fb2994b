"""Files on any file system that fsspec knows: opened for reading, or written so that they appear when complete."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

from ..corpus.errors import InputError
from ..corpus.tables import PARQUET_BUFFER

if TYPE_CHECKING:
    import pyarrow.parquet as pq
    from fsspec import AbstractFileSystem

PARTIAL = ".partial"
"""How the name of a file ends that is not complete yet; it begins with a dot, so that no engine takes it for data."""


def file_system(address: str) -> tuple[AbstractFileSystem, str]:
    """The file system of an address and the path there; a path without a protocol is a local one.

    Raises
    ------
    InputError
        If the protocol is unknown, or its package is not installed.
    """
    from fsspec.core import url_to_fs

    try:
        system, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        remedy = "check the protocol; s3:// needs pip install s3fs, gs:// gcsfs, az:// adlfs"
        raise InputError(address, f"cannot be reached ({error}); {remedy}") from error
    return system, path


def address_of(system: AbstractFileSystem, path: str) -> str:
    """The address of a path: with its protocol, but for a local file, whose full path says all."""
    from fsspec.implementations.local import LocalFileSystem

    return path if isinstance(system, LocalFileSystem) else str(system.unstrip_protocol(path))


def below(folder: str, name: str) -> str:
    """The address of a file in a folder."""
    return f"{folder.rstrip('/')}/{name}"


@contextmanager
def open_parquet(address: str) -> Iterator[pq.ParquetFile]:
    """Open a Parquet file for reading.

    Raises
    ------
    InputError
        If it is no Parquet file, or a damaged one; a missing one is a `FileNotFoundError`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    system, path = file_system(address)
    try:
        with system.open(path, "rb") as stream:
            yield pq.ParquetFile(stream, pre_buffer=False, buffer_size=PARQUET_BUFFER)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeDecodeError) as error:
        raise InputError(address, f"is not a readable Parquet file ({error})") from error


@contextmanager
def replacing_remote(address: str) -> Iterator[IO[bytes]]:
    """Open a file that takes its name only when the block ends well, by a rename, or a move where there is none."""
    system, path = file_system(address)
    folder, _, name = path.rpartition("/")
    system.makedirs(folder, exist_ok=True)
    partial = f"{folder}/.{name}.{uuid.uuid4().hex}{PARTIAL}"
    try:
        with system.open(partial, "wb") as stream:
            yield stream
        system.mv(partial, path)
    finally:
        with suppress(OSError):  # moved, or never made
            system.rm(partial)


def files_below(folder: str) -> dict[str, Any]:
    """The names of all files in a folder and those below it, each with what the file system knows of it."""
    system, path = file_system(folder)
    start = len(path.rstrip("/")) + 1
    system.invalidate_cache()
    return {found[start:]: info for found, info in system.find(path, detail=True).items()}


def remove_partials(folder: str, outputs: set[str]) -> None:
    """Remove what was left half-written of some files, by workers that were killed."""
    system, path = file_system(folder)
    for name in files_below(folder):
        parent, slash, last = name.rpartition("/")
        written = f"{parent}{slash}{last[1:].rsplit('.', 2)[0]}"
        if last.startswith(".") and last.endswith(PARTIAL) and written in outputs:
            system.rm(below(path, name))
