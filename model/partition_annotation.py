"""One partition of an archive: read, annotated frame by frame with `annotate_frame`, written, and verified later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal

from ..corpus.errors import InputError, ModelError, NewsgrainError
from ..corpus.records import ID_FIELDS, identity
from ..corpus.tables import PARQUET_BATCH_ROWS
from .frame import annotate_frame
from .partition import Partition, PartitionOptions
from .remote import below, file_system, open_parquet, replacing_remote
from .rendering.tables import ROWS_PER_GROUP, parquet_schema
from .storage import load_model

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

KEY = b"newsgrain"
"""The key in the Parquet metadata of a result under which stands, as JSON, what it was made of."""

State = Literal["written", "verified", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of a partition, or of a `place` that could not be cut into some; `problem` says why it failed."""

    state: State
    place: str
    documents: int = 0
    sentences: int = 0
    problem: str = ""


class Fingerprint:
    """A hash of all that decides what stands in a result: newsgrain, the model, the options, the rows read.

    It does not depend on how many rows are added at a time.
    """

    def __init__(self, options: PartitionOptions) -> None:
        manifest = load_model(options.model).manifest
        made_by = {
            "newsgrain": version("newsgrain"),
            "model": [manifest.name, manifest.version, manifest.arrays_sha256, manifest.encoder_sha256],
            "options": [options.min_confidence, options.reasons, sorted(options.keep)],
        }
        self._hash = hashlib.sha256(json.dumps(made_by, sort_keys=True).encode())
        self.documents = 0

    def add(self, frame: pd.DataFrame) -> None:
        """Add rows: a frame with the names of the documents as index and one column, their texts."""
        for name, text in frame.iloc[:, 0].items():
            for part in (name, text):
                data = (part if isinstance(part, str) else repr(part)).encode("utf-8", "surrogatepass")
                self._hash.update(f"{type(part).__name__} {len(data)} ".encode() + data)
        self.documents += len(frame)

    def hexdigest(self) -> str:
        """The hash of what was added so far."""
        return self._hash.hexdigest()


def annotate_partition(partition: Partition, options: PartitionOptions, folder: str) -> Outcome:
    """Annotate a partition into its file in `folder`, unless that is there already, made of the same.

    What newsgrain refuses on purpose gives a failed outcome; anything else (a broken connection, a full disk) is
    raised, so that a scheduler can try it again.

    Raises
    ------
    ModelError
        If the model cannot be loaded: no partition can be annotated then.
    """
    address = below(folder, partition.output)
    try:
        found = _verified(address, partition, options)
        if found is not None:
            return found
        documents, sentences = _write(address, partition, options)
    except ModelError:
        raise
    except NewsgrainError as error:
        problem = error.problem if isinstance(error, InputError) and error.source in partition.place else str(error)
        return Outcome("failed", partition.place, problem=problem)
    return Outcome("written", partition.place, documents, sentences)


def _write(address: str, partition: Partition, options: PartitionOptions) -> tuple[int, int]:
    """Write the result; how many documents and sentences there are."""
    import pyarrow.parquet as pq

    fingerprint = Fingerprint(options)
    sentences = 0
    with replacing_remote(address) as stream, pq.ParquetWriter(stream, parquet_schema()) as writer:
        waiting: list[pa.Table] = []
        for frame in _frames(partition, options):
            fingerprint.add(frame)
            waiting.append(_annotated(frame, options))
            if sum(table.num_rows for table in waiting) >= ROWS_PER_GROUP:
                sentences += _flush(writer, waiting)
        sentences += _flush(writer, waiting)
        found = {"fingerprint": fingerprint.hexdigest(), "documents": fingerprint.documents, "sentences": sentences}
        writer.add_key_value_metadata({KEY: json.dumps(found).encode()})
    return fingerprint.documents, sentences


def _frames(partition: Partition, options: PartitionOptions) -> Iterator[pd.DataFrame]:
    """The rows of a partition, some at a time: the names of the documents as index and one column, their texts."""
    import pandas as pd

    with open_parquet(partition.file.address) as table:
        present = table.schema_arrow.names
        text = options.fields.text_in(present, partition.file.address)
        wanted = [text, *(ID_FIELDS if options.fields.id is None else [options.fields.id])]
        number = partition.first
        for batch in table.iter_batches(
            batch_size=PARQUET_BATCH_ROWS,
            row_groups=list(partition.row_groups),
            columns=[name for name in dict.fromkeys(wanted) if name in present],
        ):
            records = batch.to_pylist()
            names = [
                identity(dict(record), partition.file.name, number + place, options.fields)
                for place, record in enumerate(records, 1)
            ]
            number += len(records)
            yield pd.DataFrame({text: pd.Series([record[text] for record in records], dtype=object)}).set_axis(names)


def _annotated(frame: pd.DataFrame, options: PartitionOptions) -> pa.Table:
    import pyarrow as pa

    found = annotate_frame(
        frame,
        text=str(frame.columns[0]),
        model=options.model,
        min_confidence=options.min_confidence,
        reasons=options.reasons,
    )
    if options.keep:
        found = found[found["label"].isin(options.keep)]
    found = found.assign(document=found["document"].astype(str))
    return pa.Table.from_pandas(found, parquet_schema(), preserve_index=False).replace_schema_metadata(None)


def _flush(writer: Any, waiting: list[pa.Table]) -> int:
    """Write what waits as a row group; how many rows it had."""
    import pyarrow as pa

    rows: int = sum(table.num_rows for table in waiting)
    if rows:
        writer.write_table(pa.concat_tables(waiting), row_group_size=rows)
    waiting.clear()
    return rows


def _verified(address: str, partition: Partition, options: PartitionOptions) -> Outcome | None:
    """The outcome of an earlier run, if its file is whole and was made of the same; `None` if there is none, or half.

    Raises
    ------
    InputError
        If there is a file that was made of something else: it is not replaced.
    """
    made = _made_of(address)
    if made is None:
        return None
    fingerprint = Fingerprint(options)
    for frame in _frames(partition, options):
        fingerprint.add(frame)
    if made.get("fingerprint") != fingerprint.hexdigest():
        raise InputError(
            address,
            "was made of other rows, with other options or by another model; remove it or name another folder",
        )
    return Outcome("verified", partition.place, fingerprint.documents, made["sentences"])


def _made_of(address: str) -> dict[str, Any] | None:
    """What the file says that it was made of: nothing if there is no file, or a damaged one."""
    system, path = file_system(address)
    system.invalidate_cache()
    if not system.exists(path):
        return None
    try:
        with open_parquet(address) as table:
            values = json.loads((table.metadata.metadata or {}).get(KEY, b"{}"))
            rows = table.metadata.num_rows
    except InputError:
        return None
    whole = values.get("sentences") == rows
    return values if whole or not values else None
