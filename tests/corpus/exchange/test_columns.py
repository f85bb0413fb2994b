from pathlib import Path

import pytest

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import CorpusError
from newsgrain.corpus.exchange.columns import ColumnMapping, read_columns
from newsgrain.corpus.exchange.import_log import ImportLog
from newsgrain.corpus.exchange.sentence_table import write_sentence_table
from newsgrain.corpus.labelled_document import LabelledDocument


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    """Three rows of two documents, labelled in other words."""
    path = tmp_path / "votes.csv"
    path.write_text("doc,body,class\nx,It rained.,Fact\nx,A shame!,view\ny,Advertisement,other\n")
    return path


MAPPING = ColumnMapping("body", "class", "doc", labels={"fact": "reporting", "View": "opinion", "other": "padding"})


def test_rows_of_a_document_are_its_sentences(votes: Path) -> None:
    found = list(read_columns([votes], ImportLog(), columns=MAPPING))
    assert [(d.id, d.labels) for d in found] == [("x", ("reporting", "opinion")), ("y", ("padding",))]


def test_without_a_document_column_every_row_is_one(votes: Path) -> None:
    mapping = ColumnMapping("body", "class", labels=MAPPING.labels)
    assert [d.id for d in read_columns([votes], ImportLog(), columns=mapping)] == [f"votes.csv#{i}" for i in range(3)]


def test_what_is_mapped_to_nothing_is_dropped_and_counted(votes: Path) -> None:
    log = ImportLog()
    mapping = ColumnMapping("body", "class", "doc", labels={**MAPPING.labels, "other": ""})
    assert [d.id for d in read_columns([votes], log, columns=mapping)] == ["x"]
    assert log.dropped == {"rows labelled 'other'": 1}


def test_an_unmapped_label_names_the_remedy(votes: Path) -> None:
    with pytest.raises(CorpusError, match=r"votes\.csv:2: unknown label 'Fact'; map it with --map 'Fact=reporting'"):
        list(read_columns([votes], ImportLog(), columns=ColumnMapping("body", "class")))


def test_scattered_rows_of_a_document_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("doc,text,label\nx,A.,reporting\ny,B.,reporting\nx,C.,reporting\n")
    with pytest.raises(CorpusError, match=r":4: document 'x' goes on here after another one; sort the rows"):
        list(read_columns([path], ImportLog(), columns=ColumnMapping(document="doc")))


def test_bad_roles_and_paragraphs_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("text,label,role,paragraph\nA.,reporting,hero,0\nB.,reporting,text,last\n")
    log = ImportLog(skip_bad=True)
    assert list(read_columns([path], log)) == []
    assert [error.problem.split(";")[0] for error in log.bad] == [
        "unknown role 'hero'",
        "expected a whole number from 0 as paragraph",
    ]


def test_labels_that_are_none_of_ours_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown label 'facts' for 'x'"):
        ColumnMapping(labels={"x": "facts"})


def test_what_export_wrote_as_csv_comes_back(tmp_path: Path) -> None:
    document = Document.from_sentences(
        ["Ferry shut", "=SUM(A1) is the total.", "So ist es.", "Was it wise? Nobody asked."],
        roles=["heading", "text", "text", "list_item"],
        paragraphs=[0, 1, 1, 2],
        id="x",
        metadata={"source": "The Lunde Post"},
    )
    labelled = LabelledDocument(
        document,
        ("reporting", "reporting", "padding", "opinion"),
        ({}, {}, {"kind": "truism"}, {"contested": True}),
    )
    path = tmp_path / "t.csv"
    with path.open("wb") as stream:
        write_sentence_table([labelled], stream)
    mapping = ColumnMapping(document="document", source="source")
    assert [d.to_dict() for d in read_columns([path], ImportLog(), columns=mapping)] == [labelled.to_dict()]
