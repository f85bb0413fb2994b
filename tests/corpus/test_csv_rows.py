"""Broken quotation marks cost their own lines; expected rows are worked out by hand."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.corpus.csv_rows import BrokenRow, CsvRow, csv_rows
from newsgrain.corpus.decoding import DamagedLine


def rows(text: str) -> list[tuple[int, int, list[str] | str]]:
    """First line, last line, and cells or the kind of fault."""
    found = csv_rows(text.splitlines(keepends=True), ",")
    return [(row.first, row.last, row.cells if isinstance(row, CsvRow) else row.kind) for row in found]


def test_sound_rows_know_their_lines() -> None:
    assert rows('id,text\n1,"a\nb ""c"""\n\n2,d') == [
        (1, 1, ["id", "text"]),
        (2, 3, ["1", 'a\nb "c"']),
        (5, 5, ["2", "d"]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # never closed: up to the end of the file, and up to the next mark
        ('id,text\n1,"a b\n2,c\n3,d\n', [(2, 2, "quotation"), (3, 3, ["2", "c"]), (4, 4, ["3", "d"])]),
        ('id,text\n1,"a b\n2,c\n3,"d, e"\n', [(2, 2, "quotation"), (3, 3, ["2", "c"]), (4, 4, ["3", "d, e"])]),
        # not doubled
        ('id,text\n1,"a "b" c"\n2,d\n', [(2, 2, "quotation"), (3, 3, ["2", "d"])]),
        # the broken cell goes on over lines that would make rows, but for the words in the column of numbers
        (
            'id,text\n0,a b\n1,"c "d\nIt rained on Monday, and\nsnowed, they said.\n2,e\n',
            [(2, 2, ["0", "a b"]), (3, 5, "quotation"), (6, 6, ["2", "e"])],
        ),
        ("id,text\n1,a,b\n2\n3,c\n", [(2, 2, "ragged-row"), (3, 3, "ragged-row"), (4, 4, ["3", "c"])]),
    ],
)
def test_the_rest_is_read(text: str, expected: list[tuple[int, int, list[str] | str]]) -> None:
    assert rows(text)[1:] == expected


def test_a_fault_says_where_and_what_to_do() -> None:
    (*_, broken) = csv_rows(["id,text\n", "1,a b\n", '2,"a "b\n', "c d, e f\n", '3,"g\n'], ",")
    assert isinstance(broken, BrokenRow)
    assert broken.problem.startswith("lines 3 to 5 make no row (',' expected after '\"'); quote a cell")


def test_a_damaged_line_is_no_row() -> None:
    found = list(csv_rows(["text\n", DamagedLine("a\udc9d\n"), "b\n"], ","))
    assert [row.kind for row in found if isinstance(row, BrokenRow)] == ["encoding"]
    assert found[2] == CsvRow(3, 3, ["b"])


def test_searching_for_sound_rows_is_linear() -> None:
    # each line opens a cell, both as the start of a row and as the continuation of one
    lines = ["id,text\n", *['x","\n'] * 5_000]
    with pytest.raises(csv.Error, match="too many quotation marks are not closed"):
        list(csv_rows(lines, ","))


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r"), min_size=1), min_size=2, max_size=2)))
def test_what_the_csv_module_writes_is_read_back(table: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([["a", "b"], *table])
    found = list(csv_rows(io.StringIO(text.getvalue(), newline="\n"), ","))
    assert [row.cells for row in found[1:] if isinstance(row, CsvRow)] == table


@given(st.text(st.sampled_from('a",\n')), st.lists(st.sampled_from(["7,b\n", '8,"c\nd"\n']), max_size=3))
def test_every_line_is_in_one_row_at_most(broken: str, sound: list[str]) -> None:
    text = "id,text\n" + broken + "\n" + "".join(sound)
    try:
        found = rows(text)
    except csv.Error:
        return
    reached = 0
    for first, last, _ in found:
        assert reached < first <= last <= text.count("\n")
        reached = last
