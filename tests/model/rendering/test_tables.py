import csv
import io
from collections.abc import Callable, Iterator

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsgrain.model.annotated import AnnotatedDocument, Attribution, Reason
from newsgrain.model.rendering import tables
from newsgrain.model.rendering.tables import COLUMNS, sentence_rows, write_csv, write_parquet

Build = Callable[..., AnnotatedDocument]


def csv_rows(*documents: AnnotatedDocument) -> list[dict[str, str]]:
    stream = io.BytesIO()
    write_csv(documents, stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8"), newline="")))


def test_row_of_a_sentence(build: Build) -> None:
    document = build(
        ("“Wet,” Ida Holm said.", "reporting"),
        confidence=0.5,
        attribution=Attribution("Ida Holm", "said", "Wet,"),
        reasons=[Reason("a quotation", 1.25, 0, 6), Reason("short", -0.5, 0, 21)],
    )
    assert list(sentence_rows([document])) == [
        {
            "document": "a",
            "index": 0,
            "start": 0,
            "end": 21,
            "role": "text",
            "label": "reporting",
            "confidence": 0.5,
            "p_reporting": 0.5,
            "p_opinion": 0.25,
            "p_padding": 0.25,
            "speaker": "Ida Holm",
            "verb": "said",
            "quoted": "Wet,",
            "reasons": "a quotation (+1.25); short (-0.50)",
            "text": "“Wet,” Ida Holm said.",
        }
    ]


def test_document_without_id_is_named_by_its_place(build: Build) -> None:
    rows = sentence_rows([build(("A.", "padding"), id=None), build(("B.", "padding"), id=None)])
    assert [row["document"] for row in rows] == [0, 1]


def test_kept_rows_keep_their_index(article: AnnotatedDocument) -> None:
    assert [row["index"] for row in sentence_rows([article], keep={"padding"})] == [4, 5]


def test_csv_header_and_empty(build: Build) -> None:
    stream = io.BytesIO()
    write_csv([build()], stream)
    assert stream.getvalue() == (",".join(COLUMNS) + "\r\n").encode()
    assert not stream.closed


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_defuses_formulas(build: Build, start: str) -> None:
    (row,) = csv_rows(build((f"{start}HYPERLINK(1)", "padding"), id=f"{start}x"))
    assert row["text"] == f"'{start}HYPERLINK(1)"
    assert row["document"] == f"'{start}x"


def test_csv_keeps_awkward_text(build: Build) -> None:
    (row,) = csv_rows(build(('He said "no",\r\nthen\nleft; é 🙂 \x00', "reporting")))
    assert row["text"] == 'He said "no",\r\nthen\nleft; é 🙂 \x00'
    (row,) = csv_rows(build(("Half \ud83d.", "reporting")))
    assert row["text"] == "Half \ufffd."


def test_parquet_types_and_values(article: AnnotatedDocument) -> None:
    stream = io.BytesIO()
    write_parquet([article], stream)
    table = pq.read_table(io.BytesIO(stream.getvalue()))
    assert table.column_names == list(COLUMNS)
    assert table.schema.field("index").type == pa.int64()
    assert table.schema.field("confidence").type == pa.float64()
    assert pa.types.is_dictionary(table.schema.field("label").type)
    assert table["label"].to_pylist()[3:5] == ["opinion", "padding"]
    assert table["text"].to_pylist() == [s.text for s in article.sentences]


def test_parquet_does_not_defuse_but_must_be_unicode(build: Build) -> None:
    stream = io.BytesIO()
    write_parquet([build(("=1 \ud800", "padding"), id=None)], stream)
    table = pq.read_table(io.BytesIO(stream.getvalue()))
    assert table["text"].to_pylist() == ["=1 \ufffd"]
    assert table["document"].to_pylist() == ["0"]


def test_parquet_streams_row_groups(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS_PER_GROUP", 3)
    stream = io.BytesIO()
    written_before: list[int] = []

    def documents() -> Iterator[AnnotatedDocument]:
        for _ in range(7):
            written_before.append(len(stream.getvalue()))
            yield build(("One.", "padding"), ("Two.", "padding"))

    write_parquet(documents(), stream)
    file = pq.ParquetFile(io.BytesIO(stream.getvalue()))
    assert [file.metadata.row_group(i).num_rows for i in range(file.num_row_groups)] == [3, 3, 3, 3, 2]
    assert written_before[0] < written_before[3] < written_before[6]


def test_empty_parquet_has_the_columns() -> None:
    stream = io.BytesIO()
    write_parquet([], stream)
    table = pq.read_table(io.BytesIO(stream.getvalue()))
    assert (table.num_rows, table.column_names) == (0, list(COLUMNS))
