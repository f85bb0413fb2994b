"""One partition, annotated in this process: what is written, found again, refused and done anew."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from newsgrain.corpus.errors import ModelError
from newsgrain.corpus.reading import read_documents
from newsgrain.corpus.records import Fields
from newsgrain.model.frame import annotate_frame
from newsgrain.model.partition import ArchiveFile, Partition, PartitionOptions, find_files, find_partitions
from newsgrain.model.partition_annotation import Fingerprint, Outcome, annotate_partition
from newsgrain.model.rendering.output import replacing, write_documents
from newsgrain.model.storage import load_model

pytestmark = pytest.mark.extra

fsspec = pytest.importorskip("fsspec", reason="needs pip install 'newsgrain[distributed]'")

TEXTS = [
    "The council voted 7 to 2 on Monday. “We had no choice,” Mayor Ida Holm said.",
    "It was a shameful and cowardly vote.\n\nOnly time will tell.",
    "Tägliche Meldung. 🙂 Everyone knows what the future holds.",
    "It rained.",
]


@pytest.fixture
def options(tiny_model: Path) -> PartitionOptions:
    return PartitionOptions(Fields("body", "url"), str(tiny_model))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A file of articles, in a folder of its own."""
    path = tmp_path / "in" / "a.parquet"
    path.parent.mkdir()
    articles(9).to_parquet(path, row_group_size=4)
    return path


def articles(rows: int) -> pd.DataFrame:
    return pd.DataFrame({"url": [f"u{n}" for n in range(rows)], "body": [TEXTS[n % len(TEXTS)] for n in range(rows)]})


def the_partition(path: object) -> Partition:
    (partition,) = find_partitions(find_files([str(path)])[0], Fields())
    return partition


def annotate(path: object, options: PartitionOptions, folder: object) -> Outcome:
    return annotate_partition(the_partition(path), options, str(folder))


def test_the_rows_are_those_of_annotate(table: Path, options: PartitionOptions, tmp_path: Path) -> None:
    outcome = annotate(table, options, tmp_path / "out")
    documents = read_documents([str(table)], text_field="body", id_field="url", on_error=lambda e: pytest.fail(str(e)))
    with replacing(tmp_path / "one.parquet") as stream:
        write_documents(load_model(options.model).annotate_many(documents), stream, "parquet")
    one, other = pd.read_parquet(tmp_path / "one.parquet"), pd.read_parquet(tmp_path / "out" / "a.parquet")
    assert_frame_equal(one.astype(object), other.astype(object))
    assert outcome == Outcome("written", f"{table}, rows 1–9", 9, len(one))
    assert {file.name for file in (tmp_path / "out").iterdir()} == {"a.parquet"}


def test_without_ids_documents_are_named_by_file_and_row(
    table: Path, options: PartitionOptions, tmp_path: Path
) -> None:
    articles(5)[["body"]].to_parquet(table)
    annotate(table, PartitionOptions(Fields("body"), options.model), tmp_path / "out")
    found = pd.read_parquet(tmp_path / "out" / "a.parquet")
    assert found["document"].unique().tolist() == [f"a.parquet#{n}" for n in range(1, 6)]


def test_rows_are_counted_through_all_partitions_of_a_file(
    table: Path, options: PartitionOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles(5)[["body"]].to_parquet(table, row_group_size=2)
    monkeypatch.setattr("newsgrain.model.partition.PARTITION_BYTES", 1)
    partitions = find_partitions(find_files([str(table)])[0], Fields())
    for partition in partitions:
        annotate_partition(partition, PartitionOptions(Fields("body"), options.model), str(tmp_path / "out"))
    found = [pd.read_parquet(tmp_path / "out" / p.output)["document"].unique().tolist() for p in partitions]
    assert found == [["a.parquet#1", "a.parquet#2"], ["a.parquet#3", "a.parquet#4"], ["a.parquet#5"]]


def test_what_is_asked_for_is_heeded(table: Path, options: PartitionOptions, tmp_path: Path) -> None:
    asked = PartitionOptions(options.fields, options.model, min_confidence=0.6, reasons=False, keep=("uncertain",))
    annotate(table, asked, tmp_path / "out")
    found = pd.read_parquet(tmp_path / "out" / "a.parquet")
    assert set(found["label"]) == {"uncertain"}
    assert found["confidence"].max() < 0.6
    assert set(found["reasons"]) == {""}


def test_a_second_run_verifies_and_writes_nothing(table: Path, options: PartitionOptions, tmp_path: Path) -> None:
    first = annotate(table, options, tmp_path / "out")
    before = written(tmp_path / "out" / "a.parquet")
    second = annotate(table, options, tmp_path / "out")
    assert second == Outcome("verified", first.place, first.documents, first.sentences)
    assert written(tmp_path / "out" / "a.parquet") == before


def written(path: Path) -> tuple[int, int]:
    """What changes when a file is written anew."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


def changed(options: PartitionOptions, change: str, table: Path) -> PartitionOptions:
    if change == "a text":
        frame = articles(9)
        frame.loc[3, "body"] = "It snowed."  # as long as what it replaces
        frame.to_parquet(table)
    elif change == "a name":
        frame = articles(9)
        frame.loc[8, "url"] = "v8"
        frame.to_parquet(table)
    new: dict[str, dict[str, Any]] = {
        "confidence": {"min_confidence": 0.5},
        "reasons": {"reasons": False},
        "labels": {"keep": ("reporting",)},
        "model": {"model": "fast"},
    }
    return replace(options, **new.get(change, {}))


@pytest.mark.parametrize("change", ["a text", "a name", "confidence", "reasons", "labels", "model"])
def test_results_of_something_else_are_not_replaced(
    table: Path, options: PartitionOptions, tmp_path: Path, change: str
) -> None:
    annotate(table, options, tmp_path / "out")
    before = (tmp_path / "out" / "a.parquet").read_bytes()
    outcome = annotate(table, changed(options, change, table), tmp_path / "out")
    assert outcome.state == "failed"
    assert "a.parquet: was made of other rows, with other options or by another model; remove it" in outcome.problem
    assert (tmp_path / "out" / "a.parquet").read_bytes() == before


def test_a_table_that_is_no_result_is_not_replaced(table: Path, options: PartitionOptions, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    articles(3).to_parquet(tmp_path / "out" / "a.parquet")
    assert annotate(table, options, tmp_path / "out").state == "failed"
    assert len(pd.read_parquet(tmp_path / "out" / "a.parquet")) == 3


@pytest.mark.parametrize("kept", [0, 10, 500, -1])
def test_a_result_that_was_cut_off_is_written_anew(
    table: Path, options: PartitionOptions, tmp_path: Path, kept: int
) -> None:
    annotate(table, options, tmp_path / "out")
    result = tmp_path / "out" / "a.parquet"
    whole = result.read_bytes()
    result.write_bytes(whole[:kept])
    assert annotate(table, options, tmp_path / "out").state == "written"
    assert result.read_bytes() == whole


def test_a_result_with_rows_missing_is_written_anew(table: Path, options: PartitionOptions, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    annotate(table, options, tmp_path / "out")
    result = tmp_path / "out" / "a.parquet"
    whole = result.read_bytes()
    made_of = pq.ParquetFile(result).metadata.metadata
    pq.write_table(pq.read_table(result).slice(1).replace_schema_metadata(made_of), result)
    assert annotate(table, options, tmp_path / "out").state == "written"
    assert result.read_bytes() == whole


@pytest.mark.parametrize(
    ("column", "problem"),
    [
        ([b"It rained."], "row 'u0': expected a string in 'body'; received bytes"),
        ([7], "row 'u0': expected a string in 'body'; received int"),
    ],
)
def test_rows_that_are_no_text_fail_their_partition(
    table: Path, options: PartitionOptions, tmp_path: Path, column: list[object], problem: str
) -> None:
    pd.DataFrame({"url": ["u0"], "body": column}).to_parquet(table)
    outcome = annotate(table, options, tmp_path / "out")
    assert (outcome.state, outcome.place) == ("failed", f"{table}, rows 1–1")
    assert problem in outcome.problem
    assert list((tmp_path / "out").iterdir()) == []


def test_blank_texts_are_documents_without_sentences(table: Path, options: PartitionOptions, tmp_path: Path) -> None:
    pd.DataFrame({"url": ["a", "b", "c", "d"], "body": ["It rained.", None, "", " \n"]}).to_parquet(table)
    assert annotate(table, options, tmp_path / "out") == Outcome("written", f"{table}, rows 1–4", 4, 1)
    pd.DataFrame({"url": ["a"], "body": pd.Series([None], dtype="str")}).to_parquet(table)
    assert annotate(table, options, tmp_path / "none") == Outcome("written", f"{table}, rows 1–1", 1, 0)
    assert annotate(table, options, tmp_path / "none").state == "verified"
    assert len(pd.read_parquet(tmp_path / "none" / "a.parquet")) == 0


def test_damaged_pages_leave_nothing_behind(table: Path, options: PartitionOptions, tmp_path: Path) -> None:
    partition = the_partition(table)
    data = bytearray(table.read_bytes())
    data[8:200] = bytes(192)
    table.write_bytes(data)
    with pytest.raises(OSError, match="deserialize"):
        annotate_partition(partition, options, str(tmp_path / "out"))
    assert list((tmp_path / "out").iterdir()) == []


def test_a_missing_model_ends_the_run(table: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model"):
        annotate(table, PartitionOptions(Fields("body"), str(tmp_path / "none")), tmp_path / "out")


def test_a_file_that_vanished_is_tried_again_by_the_scheduler(options: PartitionOptions, tmp_path: Path) -> None:
    file = ArchiveFile(str(tmp_path / "gone.parquet"), "gone.parquet")
    with pytest.raises(FileNotFoundError):
        annotate_partition(Partition(file, (0,), 0, 3, "gone.parquet"), options, str(tmp_path / "out"))
    assert list((tmp_path / "out").iterdir()) == []


@pytest.fixture
def memory() -> Iterator[str]:
    """A folder on fsspec's file system in memory, which stands for any remote one."""
    yield "memory://bucket"
    fsspec.filesystem("memory").rm("/bucket", recursive=True)


def test_any_file_system_will_do(table: Path, options: PartitionOptions, tmp_path: Path, memory: str) -> None:
    annotate(table, options, tmp_path / "out")
    system = fsspec.filesystem("memory")
    system.pipe("/bucket/in/a.parquet", table.read_bytes())
    assert annotate(f"{memory}/in/*.parquet", options, f"{memory}/out").state == "written"
    assert system.find("/bucket/out") == ["/bucket/out/a.parquet"]
    assert system.cat("/bucket/out/a.parquet") == (tmp_path / "out" / "a.parquet").read_bytes()
    assert annotate(f"{memory}/in/*.parquet", options, f"{memory}/out").state == "verified"


cuts = st.lists(st.integers(0, 9), max_size=5).map(lambda found: [0, *sorted(found), 9])


@settings(max_examples=25, deadline=None)
@given(cuts=cuts)
def test_any_chunks_of_a_frame_are_annotated_as_the_whole(tiny_model: Path, cuts: list[int]) -> None:
    frame = articles(9)
    frame.loc[[2, 6], "body"] = [None, " "]
    whole = annotate_frame(frame, text="body", id="url", model=tiny_model)
    parts = [
        annotate_frame(frame.iloc[start:end], text="body", id="url", model=tiny_model) for start, end in pairwise(cuts)
    ]
    names = whole["document"].dtype
    joined = pd.concat([part.astype({"document": object}) for part in parts], ignore_index=True)
    assert_frame_equal(joined.astype({"document": names}), whole)


@settings(max_examples=25, deadline=None)
@given(cuts=cuts)
def test_the_fingerprint_does_not_depend_on_the_chunks(tiny_model: Path, cuts: list[int]) -> None:
    frame = articles(9).set_index("url")
    whole, parts = (Fingerprint(PartitionOptions(model=str(tiny_model))) for _ in "ab")
    whole.add(frame)
    for start, end in pairwise(cuts):
        parts.add(frame.iloc[start:end])
    assert (parts.hexdigest(), parts.documents) == (whole.hexdigest(), whole.documents)
    parts.add(frame.iloc[:1])
    assert parts.hexdigest() != whole.hexdigest()


@settings(max_examples=12, deadline=None)
@given(rows=st.lists(st.integers(1, 5), min_size=1, max_size=6), size=st.integers(1, 3000), batch=st.integers(1, 7))
def test_any_partitions_have_the_rows_of_one(tiny_model: Path, rows: list[int], size: int, batch: int) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    options = PartitionOptions(Fields("body", "url"), str(tiny_model))
    frame = articles(sum(rows))
    bounds = np.cumsum([0, *rows])
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder, "a.parquet")
        arrow = pa.Table.from_pandas(frame)
        with pq.ParquetWriter(path, arrow.schema) as writer:
            for start, end in pairwise(bounds):
                writer.write_table(arrow.slice(start, end - start))
        patch.setattr("newsgrain.model.partition.PARTITION_BYTES", size)
        patch.setattr("newsgrain.model.partition_annotation.PARQUET_BATCH_ROWS", batch)
        patch.setattr("newsgrain.model.partition_annotation.ROWS_PER_GROUP", 1 + size % 11)
        partitions = find_partitions(find_files([str(path)])[0], options.fields)
        for partition in partitions:
            annotate_partition(partition, options, f"{folder}/out")
        found = pd.concat([pd.read_parquet(f"{folder}/out/{p.output}") for p in partitions], ignore_index=True)
    expected = annotate_frame(frame, text="body", id="url", model=tiny_model)
    assert found.astype(object).where(found.notna(), None).to_dict("records") == expected.astype(object).where(
        expected.notna(), None
    ).to_dict("records")
