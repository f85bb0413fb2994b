import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import InputError
from newsgrain.corpus.exchange.inputs import read_exportable
from newsgrain.corpus.exchange.proposal import Exportable, Proposal
from newsgrain.corpus.labelled import write_labelled
from newsgrain.corpus.labelled_document import LabelledDocument

Read = Callable[..., tuple[list[Exportable], list[InputError]]]

VERDICT: dict[str, Any] = {
    "start": 0,
    "end": 10,
    "text": "It rained.",
    "role": "text",
    "label": "uncertain",
    "confidence": 0.5,
    "probabilities": {"reporting": 0.5, "opinion": 0.3, "padding": 0.2},
    "attribution": None,
    "reasons": [],
}


def refuse(error: InputError) -> None:
    raise error


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(*records: object, **options: str) -> tuple[list[Exportable], list[InputError]]:
        path = tmp_path / "in.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        errors: list[InputError] = []
        return list(read_exportable([str(path)], on_error=errors.append, **options)), errors

    return reader


def test_a_labelled_corpus(story: LabelledDocument, tmp_path: Path) -> None:
    path = tmp_path / "labelled.jsonl"
    write_labelled([story], path)
    assert list(read_exportable([str(path)], on_error=refuse)) == [story]


def test_what_annotate_writes_is_a_proposal(read: Read) -> None:
    sentence = VERDICT | {"suggested": True}
    record = {"id": "a", "sentences": [sentence], "summary": {}, "model": {"name": "fast", "version": "1"}, "rank": 1}
    (item,), errors = read(record)
    assert isinstance(item, Proposal)
    assert (item.labels, item.confidences, item.model) == (("reporting",), (0.5,), "fast 1")
    assert item.extras == ({"suggested": True},)
    assert (item.document.id, item.document.metadata) == ("a", {"rank": 1})
    assert errors == []


def test_a_corpus_that_notes_a_model_is_labelled_all_the_same(read: Read) -> None:
    (item,), _ = read({"id": "a", "model": "gpt", "sentences": [{"text": "It rained.", "label": "reporting"}]})
    assert isinstance(item, LabelledDocument)


def test_documents_without_labels(read: Read) -> None:
    records = [
        {"id": "a", "text": "It rained."},
        {"id": "b", "sentences": ["It rained.", "A shame!"]},
        {"id": "c", "sentences": [{"text": "It rained."}]},
    ]
    items, errors = read(*records)
    assert errors == []
    assert [(type(item), item.id) for item in items if isinstance(item, Document)] == [
        (Document, "a"),
        (Document, "b"),
        (Document, "c"),
    ]


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        (
            {"id": "a", "sentences": [{"text": "A.", "label": "opnion"}]},
            "in.jsonl#1: unknown label 'opnion' in sentence 1",
        ),
        ({"id": "a", "sentences": [{"text": "A.", "label": "opinion"}, {"text": "B."}]}, "missing label in sentence 2"),
        (
            {"id": "a", "model": "m", "sentences": [VERDICT, VERDICT | {"probabilities": None}]},
            "sentence 2: expected 'prob",
        ),
        ({"id": "a"}, "has no field 'text'"),
    ],
)
def test_a_record_that_cannot_be_taken_is_told_and_the_others_are_done(
    read: Read, record: dict[str, Any], problem: str
) -> None:
    items, (error,) = read(record, {"id": "b", "text": "It rained."})
    assert len(items) == 1
    assert problem in str(error)


def test_a_folder_with_json_lines_is_a_corpus(
    story: LabelledDocument, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_labelled([story], tmp_path / "labelled.jsonl")
    (tmp_path / "GUIDELINES.md").write_text("# How to label\n")
    with caplog.at_level(logging.WARNING, "newsgrain"):
        assert list(read_exportable([str(tmp_path)], on_error=refuse)) == [story]
    assert "1 other file(s)" in caplog.text
    (only,) = read_exportable([str(tmp_path)], input_format="markdown", on_error=refuse)
    assert isinstance(only, Document)


def test_a_folder_of_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    (tmp_path / "b.md").write_text("It poured.")
    items = list(read_exportable([str(tmp_path)], on_error=refuse))
    assert [isinstance(item, Document) for item in items] == [True, True]
