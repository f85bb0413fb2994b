from pathlib import Path

import pandas as pd
import pytest

from newsgrain.corpus.errors import CorpusError, InputError
from newsgrain.corpus.exchange.import_log import ImportLog
from newsgrain.corpus.exchange.rows import table_rows


def test_rows_of_every_kind_of_table_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('text,class\n"One, two.",a\nThree.,b\n')
    (tmp_path / "t.tsv").write_text("text\tclass\nOne, two.\ta\nThree.\tb\n")
    (tmp_path / "t.jsonl").write_text('{"text": "One, two.", "class": "a"}\n{"text": "Three.", "class": "b"}\n')
    expected = [{"text": "One, two.", "class": "a"}, {"text": "Three.", "class": "b"}]
    for name, lines in (("t.csv", [2, 3]), ("t.tsv", [2, 3]), ("t.jsonl", [1, 2])):
        rows = list(table_rows(tmp_path / name, ImportLog(), ("text", "class")))
        assert [row for _, row in rows] == expected
        assert [line for line, _ in rows] == lines


@pytest.mark.extra
def test_rows_of_a_workbook(tmp_path: Path) -> None:
    pytest.importorskip("openpyxl", reason="openpyxl is not installed: pip install 'newsgrain[excel]'")
    path = tmp_path / "t.xlsx"
    pd.DataFrame({"text": ["One.", "Two."], "class": ["a", ""]}).to_excel(path, index=False)
    assert list(table_rows(path, ImportLog(), ("text",))) == [
        (2, {"text": "One.", "class": "a"}),
        (3, {"text": "Two.", "class": ""}),
    ]
    path.write_bytes(b"no workbook")
    with pytest.raises(InputError, match="not a readable workbook"):
        list(table_rows(path, ImportLog(), ()))


def test_a_ragged_row_names_its_line_and_is_skipped_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('text,class\n"Two\nlines.",a\nThree.\nFour.,b\n')
    with pytest.raises(CorpusError, match=r"t\.csv:4: row has 1 cells; expected 2"):
        list(table_rows(path, ImportLog(), ("text",)))
    log = ImportLog(skip_bad=True)
    assert [row["text"] for _, row in table_rows(path, log, ("text",))] == ["Two\nlines.", "Four."]
    assert [error.line for error in log.bad] == [4]


def test_last_columns_may_lack_where_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("text,class,note\nOne.,a\nTwo.\n")
    log = ImportLog(skip_bad=True)
    assert list(table_rows(path, log, ("text",), optional=("note",))) == [
        (2, {"text": "One.", "class": "a", "note": ""})
    ]
    assert len(log.bad) == 1


@pytest.mark.parametrize("content", ["", "body,class\nOne.,a\n"], ids=["empty", "other columns"])
def test_what_has_not_the_columns_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(content)
    with pytest.raises(InputError, match="is empty" if not content else "no column text; its columns are: body, class"):
        list(table_rows(path, ImportLog(), ("text",)))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.csv"):
        list(table_rows(tmp_path / "none.csv", ImportLog(), ()))
