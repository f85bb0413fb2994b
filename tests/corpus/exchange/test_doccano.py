import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import CorpusError
from newsgrain.corpus.exchange.doccano import read_doccano, write_doccano
from newsgrain.corpus.exchange.import_log import ImportLog
from newsgrain.corpus.exchange.proposal import Exportable, Proposal
from newsgrain.corpus.labelled_document import LabelledDocument

RoundTrip = Callable[..., list[LabelledDocument]]
Read = Callable[..., list[LabelledDocument]]


def lines(*items: Exportable) -> list[dict[str, Any]]:
    stream = io.BytesIO()
    write_doccano(items, stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(*records: object, log: ImportLog | None = None) -> list[LabelledDocument]:
        path = tmp_path / "all.jsonl"
        path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
        return list(read_doccano([path], log or ImportLog()))

    return reader


@settings(deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_back_whole(
    data: st.DataObject, labelled_documents: st.SearchStrategy[LabelledDocument], round_trip: RoundTrip
) -> None:
    documents = data.draw(st.lists(labelled_documents, min_size=1, max_size=3))
    assert round_trip(write_doccano, read_doccano, documents) == documents


def test_a_line_counts_as_doccano_does(story: LabelledDocument) -> None:
    (line,) = lines(story)
    assert line["text"] == "Ferry stays 😀\n\n“We won,” Ida Holm said. Time will tell."
    assert line["label"] == [[0, 14, "reporting"], [16, 40, "reporting"], [41, 56, "padding"]]
    assert line["id"] == "ferry"


def test_offsets_in_code_points_are_understood_too(story: LabelledDocument, read: Read) -> None:
    (line,) = lines(story)
    assert read(line | {"label": [[0, 13, "reporting"], [15, 39, "reporting"], [40, 55, "padding"]]}) == [story]


def test_the_id_is_ours_whatever_number_doccano_gave(story: LabelledDocument, read: Read) -> None:
    (line,) = lines(story)
    assert read(line | {"id": 12, "Comments": []}) == [story]


def test_the_form_with_relations(story: LabelledDocument, read: Read) -> None:
    (line,) = lines(story)
    entities = [
        {"id": number, "label": label, "start_offset": start, "end_offset": end}
        for number, (start, end, label) in enumerate(line.pop("label"), 8)
    ]
    assert read(line | {"entities": entities, "relations": []}) == [story]


@pytest.mark.parametrize("key", ["label", "labels", "entities"])
def test_a_project_made_by_hand(read: Read, key: str) -> None:
    (document,) = read(
        {"id": 4, "text": "It rained. A shame!", key: [[0, 10, "reporting"], [10, 19, "Opinion"]], "b": 1}
    )
    assert (document.id, document.labels, document.document.metadata) == ("4", ("reporting", "opinion"), {"b": 1})
    assert [unit.text for unit in document.sentences] == ["It rained.", "A shame!"]


def test_a_model_s_verdicts_are_labels_like_others_and_none_are_an_empty_list(story: LabelledDocument) -> None:
    proposal = Proposal(story.document, story.labels, (0.5, 0.75, 1.0), "default 0.1.0", story.extras)
    assert lines(proposal) == lines(story)
    assert lines(Document("It rained.", "a"))[0]["label"] == []


def test_documents_without_labels_are_counted(story: LabelledDocument, read: Read) -> None:
    log = ImportLog()
    assert read({"id": 1, "text": "A.", "label": []}, {"id": 2, "text": "A."}, *lines(story), log=log) == [story]
    assert log.dropped == {"documents without a label": 2}


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ({"text": "A shame!", "label": [[0, 1, "opinion"]]}, r"'shame!' \(from 1 to 8\) has no label"),
        ({"text": "A shame!", "label": [[0, 9, "opinion"]]}, "lies outside"),
        ({"text": "A shame!", "label": [[-8, 8, "opinion"]]}, "lies outside"),
        ({"text": "A shame!", "label": ["opinion"]}, r"expected \[start, end, label\]"),
        ({"text": "A shame!", "label": "opinion"}, r"expected \[start, end, label\]"),
        ({"text": "A shame!", "label": [[0, 8, 3]]}, r"expected \[start, end, label\]"),
        ({"data": "A shame!", "label": [[0, 8, "opinion"]]}, "expected a string as 'text'"),
        ({"text": "A shame!", "label": [[0, 8, "opinion"]], "newsgrain": "{"}, "not as it was exported"),
        ({"text": "A shame!", "label": [[0, 8, "opinion"]], "source": 3}, "expected a string as 'source'"),
        ([], "expected a JSON object"),
    ],
)
def test_a_document_that_cannot_be_taken(read: Read, record: object, problem: str) -> None:
    good = {"id": 1, "text": "A shame!", "label": [[0, 8, "opinion"]]}
    with pytest.raises(CorpusError, match=rf"all\.jsonl:2: .*({problem})"):
        read(good, record)
    log = ImportLog(skip_bad=True)
    assert len(read(record, good, log=log)) == 1
    assert [error.line for error in log.bad] == [1]


def test_a_zip_is_to_be_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(CorpusError, match="is a ZIP archive"):
        list(read_doccano([path], ImportLog()))
