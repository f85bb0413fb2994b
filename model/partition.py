"""Partitions of an archive in Parquet: which row groups of which files are annotated together, and to where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..corpus.errors import InputError
from ..corpus.records import Fields
from ..corpus.sources import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

PARTITION_BYTES = 64 * 2**20
"""Uncompressed bytes that a partition has at least, if its file has more row groups: a minute or some of work."""

_ENDINGS = tuple(suffix for suffix, kind in SUFFIXES.items() if kind == "parquet")
_PATTERN = re.compile(r"[*?\[]")


@dataclass(frozen=True)
class ArchiveFile:
    """A Parquet file: its address on any fsspec file system, and its name below what was asked for.

    `archive/**/*.parquet` calls `archive/2026/01.parquet` `2026/01.parquet`.
    """

    address: str
    name: str


@dataclass(frozen=True)
class Partition:
    """Rows of a file that one task annotates into one file.

    `first` counts the rows of the file before it, `rows` its own; `output` is a name below the folder of results.
    """

    file: ArchiveFile
    row_groups: tuple[int, ...]
    first: int
    rows: int
    output: str

    @property
    def place(self) -> str:
        """Where it lies, for people: address and rows, counted from 1."""
        rows = f"rows {self.first + 1}–{self.first + self.rows}" if self.rows else "no rows"
        return f"{self.file.address}, {rows}"


@dataclass(frozen=True)
class PartitionOptions:
    """What is asked for, alike for every partition: as in `annotate_frame`; `keep` lists labels (empty: all)."""

    fields: Fields = field(default_factory=Fields)
    model: str = "default"
    min_confidence: float = 0.0
    reasons: bool = True
    keep: tuple[str, ...] = ()


def find_files(inputs: Sequence[str]) -> list[ArchiveFile]:
    """The Parquet files that files, folders and glob patterns on any fsspec file system stand for, in order.

    Raises
    ------
    InputError
        If one matches nothing, two files bear one name, or the file system is unknown or cannot be reached.
    """
    found: dict[str, ArchiveFile] = {}
    for name in inputs:
        for file in _matches(name):
            known = found.setdefault(file.name, file)
            if known.address != file.address:
                raise InputError(
                    file.address,
                    f"would be written to the same file as {known.address}; give the folder above both, or annotate "
                    "them into different folders",
                )
    return list(found.values())


def _matches(name: str) -> Iterator[ArchiveFile]:
    from .remote import address_of, file_system

    system, path = file_system(name)
    sign = _PATTERN.search(path)
    base = PurePosixPath(path).parent
    if system.isdir(path):
        base = PurePosixPath(path)
        paths = [found for found in system.find(path) if _is_wanted(PurePosixPath(found).relative_to(base))]
        problem = f"holds no file that ends in {' or '.join(_ENDINGS)}"
    elif system.exists(path):
        paths, problem = [path], ""
    elif sign:
        base = PurePosixPath(path[: path.rfind("/", 0, sign.start()) + 1])
        paths, problem = [found for found in system.glob(path) if not system.isdir(found)], "matches no file"
    else:
        paths, problem = [], "does not exist"
    if not paths:
        raise InputError(name, f"{problem}; expected Parquet files, folders of them, or a pattern in quotation marks")
    for found in sorted(paths):
        yield ArchiveFile(address_of(system, found), str(PurePosixPath(found).relative_to(base)))


def _is_wanted(below: PurePosixPath) -> bool:
    return below.suffix.lower() in _ENDINGS and not any(part.startswith((".", "_")) for part in below.parts)


def find_partitions(file: ArchiveFile, fields: Fields) -> list[Partition]:
    """Cut a file into partitions: runs of whole row groups with `PARTITION_BYTES` or more each.

    Raises
    ------
    InputError
        If it is no Parquet file, or has no column of text.
    """
    from .remote import open_parquet

    with open_parquet(file.address) as table:
        fields.text_in(table.schema_arrow.names, file.address)
        groups = [table.metadata.row_group(number) for number in range(table.metadata.num_row_groups)]
        sizes = [(group.num_rows, group.total_byte_size) for group in groups]
    runs = list(_runs(sizes))
    stem = _stem(file)
    partitions, first = [], 0
    for number, run in enumerate(runs):
        part = f".{number:05d}-of-{len(runs):05d}" if len(runs) > 1 else ""
        rows = sum(sizes[group][0] for group in run)
        partitions.append(Partition(file, run, first, rows, f"{stem}{part}.parquet"))
        first += rows
    return partitions


def _stem(file: ArchiveFile) -> str:
    """A file's name without an ending that says what it is."""
    name = PurePosixPath(file.name)
    return str(name.with_suffix("") if name.suffix.lower() in _ENDINGS else name)


def refuse_shared_outputs(partitions: Sequence[Partition]) -> None:
    """Refuse partitions of which one would be written over the other.

    Raises
    ------
    InputError
        If two have one name for their results: `a.parquet` and `a.pq`.
    """
    writers: dict[str, Partition] = {}
    for partition in partitions:
        other = writers.setdefault(partition.output, partition)
        if other is not partition:
            raise InputError(
                partition.file.address,
                f"would be written to the same file as {other.file.address}, {partition.output}; rename one, or "
                "annotate them into different folders",
            )


def _runs(sizes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, ...]]:
    """Numbers of the row groups of each partition; a file without rows is one without row groups."""
    run: list[int] = []
    size = 0
    for number, (_, group_bytes) in enumerate(sizes):
        run.append(number)
        size += group_bytes
        if size >= PARTITION_BYTES:
            yield tuple(run)
            run, size = [], 0
    if run or not sizes:
        yield tuple(run)


def leftovers(partitions: Sequence[Partition], present: Mapping[str, object] | Sequence[str]) -> list[str]:
    """Names among `present` that an earlier cut of the same files left: beside the new ones they would count twice."""
    planned = {partition.output for partition in partitions}
    stems = {_stem(partition.file) for partition in partitions}
    return sorted(
        name for name in present if name not in planned and re.sub(r"(\.\d{5}-of-\d{5})?\.parquet$", "", name) in stems
    )
