"""Which files are meant, and how they are cut; on the local file system and on one that is not."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from newsgrain.corpus.errors import InputError
from newsgrain.corpus.records import Fields
from newsgrain.model.partition import (
    ArchiveFile,
    Partition,
    find_files,
    find_partitions,
    leftovers,
    refuse_shared_outputs,
)

pytestmark = pytest.mark.extra

fsspec = pytest.importorskip("fsspec", reason="needs pip install 'newsgrain[distributed]'")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two years of articles, and what is none."""
    for name in ("2025/01", "2026/01", "2026/02", ".hidden/03", "2026/_temporary/04"):
        path = tmp_path / "archive" / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        frame(3).to_parquet(path)
    (tmp_path / "archive" / "notes.txt").write_text("No table.")
    return tmp_path / "archive"


@pytest.fixture
def memory() -> Iterator[str]:
    """A folder on fsspec's file system in memory, which stands for any remote one."""
    system = fsspec.filesystem("memory")
    yield "memory://bucket"
    system.rm("/bucket", recursive=True)


def frame(rows: int) -> pd.DataFrame:
    return pd.DataFrame({"url": [f"u{n}" for n in range(rows)], "body": ["It rained. Time will tell."] * rows})


def names(*inputs: object) -> list[str]:
    return [file.name for file in find_files([str(name) for name in inputs])]


def test_files_are_named_below_what_was_asked_for(archive: Path) -> None:
    assert names(archive) == ["2025/01.parquet", "2026/01.parquet", "2026/02.parquet"]
    assert names(archive / "2026" / "*.parquet") == ["01.parquet", "02.parquet"]
    assert names(archive / "202[56]" / "01.parquet") == ["2025/01.parquet", "2026/01.parquet"]
    assert names(archive / "2026" / "02.parquet", archive / "2025") == ["02.parquet", "01.parquet"]
    (file,) = find_files([str(archive / "2025")])
    assert file.address == str(archive / "2025" / "01.parquet")


def test_a_file_named_twice_is_annotated_once(archive: Path) -> None:
    assert names(archive / "2026", archive / "2026" / "*.parquet") == ["01.parquet", "02.parquet"]


def test_two_files_of_one_name_are_refused(archive: Path) -> None:
    with pytest.raises(InputError, match=r"2026/01.parquet: would be written to the same file as .*2025/01.parquet"):
        names(archive / "2025", archive / "2026")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("none.parquet", "does not exist"),
        ("*.pq", "matches no file"),
        (".", "holds no file that ends in .parquet or .pq"),
    ],
)
def test_nothing_found(tmp_path: Path, name: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        names(tmp_path / name)


@pytest.mark.parametrize("address", ["nonsense://bucket/a.parquet", "gdrive://bucket/a.parquet"])
def test_an_unknown_file_system(address: str) -> None:
    with pytest.raises(InputError, match=r"cannot be reached \(.*s3:// needs pip install s3fs"):
        names(address)


def test_files_elsewhere(memory: str) -> None:
    frame(2).to_parquet(f"{memory}/in/a.parquet")
    assert find_files([f"{memory}/in/*.parquet"]) == [ArchiveFile("memory:///bucket/in/a.parquet", "a.parquet")]
    (partition,) = find_partitions(find_files([f"{memory}/in"])[0], Fields())
    assert (partition.rows, partition.output) == (2, "a.parquet")


def test_a_small_file_is_one_partition(archive: Path) -> None:
    file = find_files([str(archive)])[1]
    assert find_partitions(file, Fields()) == [Partition(file, (0,), 0, 3, "2026/01.parquet")]
    assert find_partitions(file, Fields())[0].place == f"{archive}/2026/01.parquet, rows 1–3"


def test_a_large_file_is_cut_between_row_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame(10).to_parquet(tmp_path / "a.pq", row_group_size=2)
    file = ArchiveFile(str(tmp_path / "a.pq"), "a.pq")
    assert [p.output for p in find_partitions(file, Fields())] == ["a.parquet"]
    import pyarrow.parquet as pq

    group_bytes = pq.ParquetFile(tmp_path / "a.pq").metadata.row_group(0).total_byte_size
    monkeypatch.setattr("newsgrain.model.partition.PARTITION_BYTES", group_bytes + 1)
    assert find_partitions(file, Fields()) == [
        Partition(file, (0, 1), 0, 4, "a.00000-of-00003.parquet"),
        Partition(file, (2, 3), 4, 4, "a.00001-of-00003.parquet"),
        Partition(file, (4,), 8, 2, "a.00002-of-00003.parquet"),
    ]


def test_a_file_without_rows_is_a_partition_without_rows(tmp_path: Path) -> None:
    frame(0).to_parquet(tmp_path / "a.parquet")
    (partition,) = find_partitions(ArchiveFile(str(tmp_path / "a.parquet"), "a.parquet"), Fields())
    assert partition.rows == 0
    assert partition.place.endswith("a.parquet, no rows")


def test_what_is_no_table_of_articles_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"notes\.txt: is not a readable Parquet file"):
        find_partitions(ArchiveFile(str(archive / "notes.txt"), "notes.txt"), Fields())
    pd.DataFrame({"n": [1]}).to_parquet(tmp_path / "n.parquet")
    with pytest.raises(InputError, match="has no field 'text' or 'body' or 'content' or 'article'; received 'n'"):
        find_partitions(ArchiveFile(str(tmp_path / "n.parquet"), "n.parquet"), Fields())


def test_only_an_ending_that_says_parquet_is_left_out(tmp_path: Path) -> None:
    outputs = []
    for name in ("day.01", "day.02", "a.parquet", "a.pq"):
        frame(2).to_parquet(tmp_path / name)
        outputs += find_partitions(ArchiveFile(str(tmp_path / name), name), Fields())
    assert [partition.output for partition in outputs] == ["day.01.parquet", "day.02.parquet", "a.parquet", "a.parquet"]
    refuse_shared_outputs(outputs[:3])
    with pytest.raises(InputError, match=r"a.pq: would be written to the same file as .*a\.parquet, a\.parquet"):
        refuse_shared_outputs(outputs)


def test_results_of_another_cut_are_left_over() -> None:
    file = ArchiveFile("/in/2026/a.parquet", "2026/a.parquet")
    now = [Partition(file, (0,), 0, 1, "2026/a.00000-of-00002.parquet")]
    present = [
        "2026/a.00000-of-00002.parquet",
        "2026/a.00000-of-00003.parquet",
        "2026/a.parquet",
        "2026/ab.parquet",
        "2025/a.parquet",
        "notes.txt",
    ]
    assert leftovers(now, present) == ["2026/a.00000-of-00003.parquet", "2026/a.parquet"]
