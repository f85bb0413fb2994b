"""CSV, TSV and Parquet."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import InputError
from newsgrain.corpus.records import Fields
from newsgrain.corpus.tables import PARQUET_BATCH_ROWS, read_parquet

Read = Callable[..., tuple[list[Document], list[InputError]]]


def test_csv_rows(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes('\ufeffid,text,outlet\r\n1,"It rained,\r\nthey said.",A\r\n\r\n,It poured.,B\r\n'.encode())
    assert read(path) == (
        [
            Document("It rained,\r\nthey said.", "1", None, {"outlet": "A"}),
            Document("It poured.", f"{path}#2", None, {"id": "", "outlet": "B"}),
        ],
        [],
    )


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t")])
def test_delimiters(tmp_path: Path, read: Read, name: str, sign: str) -> None:
    path = tmp_path / name
    path.write_text(f"id{sign}body\n1{sign}It rained, then poured.\n")
    assert read(path)[0] == [Document("It rained, then poured.", "1")]


def test_carriage_returns_alone(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,text\r1,It rained.\r2,It poured.\r")
    assert [document.text for document in read(path)[0]] == ["It rained.", "It poured."]


def test_huge_cell(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.csv"
    text = "It rained. " * 50_000
    path.write_text(f"text\n{text}\n")
    assert read(path)[0][0].text == text


def test_ragged_rows_are_named(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,It rained.\n2,It poured, they said.\n3\n4,It hailed.\n")
    documents, errors = read(path)
    assert [document.id for document in documents] == ["1", "4"]
    assert [str(error).split(":")[0] for error in errors] == [f"{path}#2", f"{path}#3"]
    assert "row has 3 cells; expected 2 as in the header" in str(errors[0])


def test_missing_column_is_one_error(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,words\n1,a\n2,b\n")
    documents, errors = read(path)
    assert documents == []
    assert [str(error) for error in errors] == [
        f"{path}: has no field 'text' or 'body' or 'content' or 'article'; received 'id', 'words': "
        "give the one with the text as text field (--text-field, text_field=)"
    ]


def test_parquet_rows(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table({"id": [1, 2, 3], "article": ["It rained.", None, "It poured."], "tags": [["a"], [], ["b", "c"]]})
    parquet.write_table(table, path, row_group_size=1)
    documents, errors = read(path)
    assert documents == [
        Document("It rained.", "1", None, {"tags": ["a"]}),
        Document("It poured.", "3", None, {"tags": ["b", "c"]}),
    ]
    assert [str(error) for error in errors] == [f"{path}#2: expected a string as text; received null"]


def test_parquet_is_not_kept_in_memory_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with parquet.ParquetWriter(path, pa.schema([("text", pa.string())])) as writer:
        for seed in range(100):  # a row group each, none of them compressible
            signs = np.random.default_rng(seed).integers(0x4E00, 0x9FFF, (PARQUET_BATCH_ROWS, 300))
            writer.write_table(pa.table({"text": ["".join(map(chr, row)) for row in signs]}))
    tracemalloc.start()  # what is read from a Python file lies in Python's memory
    try:
        with path.open("rb") as stream:
            assert sum(1 for _ in read_parquet(stream, str(path), Fields())) == 100 * PARQUET_BATCH_ROWS
        _, held = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 15_000_000
    assert held < 5_000_000


def test_parquet_without_text(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"words": ["a"] * 3}), path)
    assert len(read(path)[1]) == 1


def test_parquet_in_gzip(tmp_path: Path, read: Read) -> None:
    import gzip

    plain = tmp_path / "plain.parquet"
    parquet.write_table(pa.table({"text": ["It rained."]}), plain)
    path = tmp_path / "a.parquet.gz"
    path.write_bytes(gzip.compress(plain.read_bytes()))
    assert read(path)[0] == [Document("It rained.", f"{path}#1")]


def test_two_columns_of_text_are_one_error(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,text\na,b\n")
    documents, errors = read(path)
    assert (documents, [error.problem for error in errors]) == (
        [],
        ["has 2 columns 'text'; rename all but the one with the text"],
    )


@pytest.mark.parametrize(
    ("column", "told"),
    [
        (pa.array([2**31 - 1], pa.date32()), "<value out of range: 2147483647>"),
        (pa.array([10**9], pa.timestamp("ms", tz="Nowhere/Land")), None),
    ],
)
def test_a_value_that_python_has_not_spoils_no_row(tmp_path: Path, column: pa.Array, told: str | None) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": ["It rained."], "n": [1], "when": column}), path)
    with path.open("rb") as stream:
        assert list(read_parquet(stream, "a", Fields())) == [(1, {"text": "It rained.", "n": 1, "when": told})]


def test_two_columns_of_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table([["It rained."], ["It snowed."]], names=["text", "text"]), path)
    with path.open("rb") as stream, pytest.raises(InputError, match="has 2 columns 'text'"):
        list(read_parquet(stream, "a", Fields()))


def test_a_file_of_one_row_group_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    rows = 40 * PARQUET_BATCH_ROWS
    texts = pa.array([f"{number:05d} " * 1_000 for number in range(rows)])  # 60 MB
    parquet.write_table(pa.table({"text": texts}), path, row_group_size=rows, compression="none", use_dictionary=False)
    del texts
    tracemalloc.start()
    try:
        with path.open("rb") as stream:
            assert sum(1 for _ in read_parquet(stream, "a", Fields())) == rows
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20 * 2**20
