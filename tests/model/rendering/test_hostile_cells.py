"""No text can run as a formula, whichever cell of whichever table it stands in; none breaks an encoding."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgrain.corpus.exchange.sentence_table import write_sentence_table
from newsgrain.corpus.labelled_document import LabelledDocument
from newsgrain.model.annotated import AnnotatedDocument, Attribution, Reason
from newsgrain.model.comparison import compare
from newsgrain.model.rendering.comparison_tables import render_comparison_csv, render_revision_csv
from newsgrain.model.rendering.output import FORMATS, write_documents

Build = Callable[..., AnnotatedDocument]

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "=cmd|' /C calc'!A0")
RUN = re.compile(r"[=+@\t\r\n＝＋－＠]|-(?![\d.]+$)")
"""How a cell starts that a spreadsheet would run; a negative number is none."""


def cells(table: str | bytes) -> Iterable[str]:
    text = table.decode("utf-8") if isinstance(table, bytes) else table
    return (cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_any_table_runs(formula: str, build: Build) -> None:
    said, reasons = Attribution(formula, formula, formula), [Reason(formula, 1.0, 0, 1)]
    document = build((formula, "opinion"), id=formula, title=formula, attribution=said, reasons=reasons)
    other = build((formula + " x", "padding"), id=formula + "b")
    stream, export = io.BytesIO(), io.BytesIO()
    write_documents([document], stream, "csv")
    comparison = compare([(formula, document), (formula + "b", other)])
    assert comparison.revision is not None
    metadata = document.document
    write_sentence_table([LabelledDocument(metadata, ("opinion",), ({formula: formula},))], export)
    tables = (
        stream.getvalue(),
        export.getvalue(),
        render_comparison_csv(comparison),
        render_revision_csv(comparison.revision),
    )
    for table in tables:
        assert not [cell for cell in cells(table) if RUN.match(cell)]
        assert [cell for cell in cells(table) if cell == "'" + formula]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(text=st.text(st.characters(), min_size=1), name=st.text(st.characters()))
def test_any_text_is_written_in_every_format(text: str, name: str, build: Build) -> None:
    said, reasons = Attribution(text, None, text), [Reason(text, 1.0, 0, len(text))]
    document = build(
        (text, "opinion"), (text, "padding", "list_item"), id=name, title=text, attribution=said, reasons=reasons
    )
    written = {}
    for format in FORMATS:
        stream = io.BytesIO()
        write_documents([document, document], stream, format)
        written[format] = stream.getvalue()
    first, second = (json.loads(line) for line in written["jsonl"].splitlines())
    assert first == second
    assert (first["id"], first["sentences"][0]["text"]) == (name, text)
    kept = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert pq.read_table(io.BytesIO(written["parquet"]))["text"].to_pylist() == [kept] * 4
    assert len(list(csv.reader(io.StringIO(written["csv"].decode("utf-8"), newline="")))) == 5
    acting = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    for format in ("terminal", "markdown", "html"):
        assert not acting.search(written[format].decode("utf-8"))
