import csv
import io

from newsgrain.corpus.cells import text_of_cell
from newsgrain.corpus.document import Document
from newsgrain.corpus.exchange.proposal import Exportable, Proposal
from newsgrain.corpus.exchange.sentence_table import COLUMNS, write_sentence_table
from newsgrain.corpus.labelled_document import LabelledDocument


def rows(*items: Exportable) -> list[dict[str, str]]:
    stream = io.BytesIO()
    write_sentence_table(items, stream)
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8"), newline="")))


def test_a_row_a_sentence(story: LabelledDocument) -> None:
    first, second, third = rows(story)
    assert tuple(first) == COLUMNS
    assert third == {
        "document": "ferry",
        "source": "Post",
        "index": "2",
        "text": "Time will tell.",
        "role": "text",
        "paragraph": "1",
        "label": "padding",
        "kind": "truism",
        "contested": "true",
        "speaker": "",
        "verb": "",
        "quoted": "",
        "title": "Ferry",
        "genre": "",
        "predicted": "",
        "confidence": "",
    }
    assert (first["role"], second["speaker"], second["verb"], second["quoted"]) == (
        "heading",
        "Ida Holm",
        "said",
        "We won,",
    )


def test_a_model_s_verdicts_stand_apart(story: LabelledDocument) -> None:
    found = rows(Proposal(story.document, story.labels, (0.5, 0.75, 1.0), "default 0.1.0", ({}, {}, {})))
    assert [(row["label"], row["predicted"], row["confidence"]) for row in found] == [
        ("", "reporting", "0.5"),
        ("", "reporting", "0.75"),
        ("", "padding", "1.0"),
    ]


def test_formulas_are_defused_and_line_breaks_kept() -> None:
    document = Document.from_sentences(["=1+1", "two\r\nlines", "'tis", "\ud800"], id="-2")
    found = rows(document)
    assert [row["text"] for row in found] == ["'=1+1", "two\r\nlines", "'tis", "\ufffd"]
    assert [text_of_cell(row["text"]) for row in found[:3]] == ["=1+1", "two\r\nlines", "'tis"]
    assert {row["document"] for row in found} == {"'-2"}


def test_no_documents_are_a_header() -> None:
    assert rows() == []
