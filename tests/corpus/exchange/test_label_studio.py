import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import CorpusError
from newsgrain.corpus.exchange.import_log import ImportLog
from newsgrain.corpus.exchange.label_studio import read_label_studio
from newsgrain.corpus.exchange.label_studio_tasks import LABELING_CONFIGURATION, write_label_studio
from newsgrain.corpus.exchange.proposal import Exportable, Proposal
from newsgrain.corpus.labelled_document import LabelledDocument

RoundTrip = Callable[..., list[LabelledDocument]]


def tasks(*items: Exportable) -> list[dict[str, Any]]:
    stream = io.BytesIO()
    write_label_studio(items, stream)
    found: list[dict[str, Any]] = json.loads(stream.getvalue())
    return found


def region(start: int, end: int, label: str, **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, "text": "…", "labels": [label]}
    return {
        "id": "x",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "origin": "manual",
        "value": value,
    } | more


def annotation(*regions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "completed_by": 1,
        "result": list(regions),
        "was_cancelled": False,
        "ground_truth": False,
        "created_at": "2024-05-01T10:00:00.000000Z",
        "updated_at": "2024-05-01T10:00:00.000000Z",
        "lead_time": 12.5,
    } | more


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[LabelledDocument]]:
    def reader(
        content: object, log: ImportLog | None = None, *, annotator: str | None = None
    ) -> list[LabelledDocument]:
        path = tmp_path / "export.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return list(read_label_studio([path], log or ImportLog(), annotator=annotator))

    return reader


Read = Callable[..., list[LabelledDocument]]


@settings(deadline=None)
@given(data=st.data())
def test_what_is_written_is_read_back_whole(
    data: st.DataObject, labelled_documents: st.SearchStrategy[LabelledDocument], round_trip: RoundTrip
) -> None:
    documents = data.draw(st.lists(labelled_documents, max_size=3))
    assert round_trip(write_label_studio, read_label_studio, documents) == documents


@settings(deadline=None)
@given(data=st.data())
def test_the_minimal_form_tells_as_much(
    data: st.DataObject,
    labelled_documents: st.SearchStrategy[LabelledDocument],
    round_trip: RoundTrip,
) -> None:
    documents = data.draw(st.lists(labelled_documents, max_size=3))

    def write_minimal(items: Sequence[LabelledDocument], stream: io.BytesIO) -> None:
        found = [
            task["data"]
            | {"id": number, "label": [result["value"] for result in task["annotations"][0]["result"]]}
            | {"annotator": 1, "annotation_id": number, "created_at": "", "updated_at": "", "lead_time": 3.2}
            for number, task in enumerate(tasks(*items), 1)
        ]
        stream.write(json.dumps(found).encode("ascii"))

    assert round_trip(write_minimal, read_label_studio, documents) == documents


def test_a_task_as_label_studio_documents_it(story: LabelledDocument) -> None:
    (task,) = tasks(story)
    assert task["data"]["text"] == "Ferry stays 😀\n\n“We won,” Ida Holm said. Time will tell."
    assert (task["data"]["id"], task["data"]["title"], task["data"]["source"]) == ("ferry", "Ferry", "Post")
    assert "predictions" not in task
    assert task["annotations"][0]["result"][1] == {
        "id": "sentence-2",
        "from_name": "label",
        "to_name": "text",
        "type": "labels",
        "value": {"start": 15, "end": 39, "text": "“We won,” Ida Holm said.", "labels": ["reporting"]},
    }


def test_a_model_s_verdicts_are_predictions_and_no_annotations(story: LabelledDocument, read: Read) -> None:
    proposal = Proposal(story.document, story.labels, (0.5, 0.75, 1.0), "default 0.1.0", story.extras)
    (task,) = written = tasks(proposal)
    assert "annotations" not in task
    (prediction,) = task["predictions"]
    assert (prediction["model_version"], prediction["score"]) == ("default 0.1.0", 0.75)
    assert [result["score"] for result in prediction["result"]] == [0.5, 0.75, 1.0]
    log = ImportLog()
    assert read(written, log) == []
    assert log.dropped == {"tasks without an annotation": 1}


def test_a_bare_document_is_a_bare_task_and_nothing_an_empty_list(story: LabelledDocument) -> None:
    assert tasks(Document("It rained.", "a"))[0].keys() == {"data"}
    assert tasks() == []


def test_the_configuration_names_what_the_results_refer_to() -> None:
    assert '<Labels name="label" toName="text"' in LABELING_CONFIGURATION
    assert '<Text name="text" value="$text"/>' in LABELING_CONFIGURATION
    for label, key in (("reporting", "r"), ("opinion", "o"), ("padding", "p")):
        assert f'<Label value="{label}" hotkey="{key}"' in LABELING_CONFIGURATION


def test_a_corrected_label_takes_its_kind_away(story: LabelledDocument, read: Read) -> None:
    written = tasks(story)
    written[0]["annotations"][0]["result"][2]["value"]["labels"] = ["opinion"]
    log = ImportLog()
    (document,) = read(written, log)
    assert document.labels == ("reporting", "reporting", "opinion")
    assert document.extras[1:] == (story.extras[1], {"contested": True})
    assert log.dropped == {"kinds of padding on sentences that are padding no longer": 1}


def test_a_sentence_drawn_anew_stands_where_it_was(story: LabelledDocument, read: Read) -> None:
    written = tasks(story)
    results = written[0]["annotations"][0]["result"]
    results[1:] = [region(14, 24, "reporting"), region(25, 55, "opinion")]  # splits the second, joins the rest
    log = ImportLog()
    (document,) = read(written, log)
    assert [unit.text for unit in document.sentences] == [
        "Ferry stays 😀",
        "“We won,”",
        "Ida Holm said. Time will tell.",
    ]
    assert [(unit.role, unit.paragraph) for unit in document.sentences] == [("heading", 0), ("text", 1), ("text", 1)]
    assert log.dropped == {"notes on sentences whose boundaries were redrawn": 2}


def test_offsets_of_old_versions_count_utf_16_units(story: LabelledDocument, read: Read) -> None:
    written = tasks(story)
    results = written[0]["annotations"][0]["result"]
    for result, (start, end) in zip(results, ((0, 14), (16, 40), (41, 56)), strict=True):
        result["value"] |= {"start": start, "end": end}
    assert read(written) == [story]


def test_a_project_made_by_hand(read: Read) -> None:
    text = "Ferry stays\r\n\r\nIt won 7 to 2. A shame!\r\n"
    made = {
        "id": 31,
        "data": {"article": "unused", "text": text, "desk": "north"},
        "annotations": [annotation(region(30, 38, "Opinion"), region(0, 11, "reporting"), region(14, 30, "reporting"))],
        "predictions": [],
        "drafts": [],
    }
    (document,) = read([made])
    assert document.id == "export#1"
    assert document.document.text == text
    assert document.document.metadata == {"article": "unused", "desk": "north"}
    assert [unit.text for unit in document.sentences] == ["Ferry stays", "It won 7 to 2.", "A shame!"]
    assert [(unit.role, unit.paragraph) for unit in document.sentences] == [("heading", 0), ("text", 1), ("text", 1)]
    assert document.labels == ("reporting", "reporting", "opinion")


def test_a_single_task_is_an_export_too(read: Read) -> None:
    (document,) = read({"id": 1, "data": {"id": 5, "text": "A."}, "annotations": [annotation(region(0, 2, "opinion"))]})
    assert (document.id, document.labels) == ("5", ("opinion",))


def test_what_is_left_out_is_told(read: Read) -> None:
    data = {"text": "A shame!"}
    whole = region(0, 8, "opinion")
    log = ImportLog()
    documents = read(
        [
            {"id": 1, "data": data, "annotations": []},
            {"id": 2, "data": data, "annotations": [annotation(was_cancelled=True)]},
            {"id": 3, "data": data, "annotations": [annotation(whole), annotation(was_cancelled=True)]},
            {
                "id": 4,
                "data": data,
                "annotations": [annotation(whole, {"type": "relation"}, {"value": {"choices": []}})],
            },
        ],
        log,
    )
    assert len(documents) == 2
    assert log.dropped == {
        "tasks without an annotation": 1,
        "tasks that the annotator skipped": 1,
        "further annotations of a task, cancelled, older or by others": 1,
        "results that are no labelled spans": 2,
    }


def by_three() -> list[dict[str, Any]]:
    def of(label: str, by: object, day: int) -> dict[str, Any]:
        return annotation(region(0, 8, label), completed_by=by, updated_at=f"2024-05-0{day}T10:00:00Z")

    ada = {"id": 3, "email": "ada@example.org", "first_name": "Ada"}
    first = [of("opinion", 1, 2), of("padding", ada, 3), of("reporting", 2, 1)]
    return [{"id": 1, "data": {"text": "A shame!"}, "annotations": first}]


@pytest.mark.parametrize(
    ("annotator", "label"),
    [(None, "padding"), ("1", "opinion"), ("2", "reporting"), ("3", "padding"), ("ada@example.org", "padding")],
)
def test_of_several_annotations_the_newest_or_the_one_asked_for(read: Read, annotator: str | None, label: str) -> None:
    (document,) = read(by_three(), annotator=annotator)
    assert document.labels == (label,)


def test_of_two_as_new_the_later_in_the_file(read: Read) -> None:
    both = [annotation(region(0, 2, "opinion")), annotation(region(0, 2, "padding"))]
    assert read([{"id": 1, "data": {"text": "A."}, "annotations": both}])[0].labels == ("padding",)


def test_an_annotator_who_labelled_nothing(read: Read) -> None:
    with pytest.raises(CorpusError, match=r"no annotation by '9'; annotators are: 1, 2, 3, ada@example.org"):
        read(by_three(), annotator="9")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"data": {"text": "A shame!", "newsgrain": {"sentences": [{}]}}}, "not as it was exported"),
        (
            {"data": {"text": "A", "newsgrain": {"id": "a", "sentences": [{"start": 0, "end": 2, "paragraph": 0}]}}},
            "alter",
        ),
        ({"data": {"image": "a.png"}}, "has no field 'text'"),
        ({"data": {"text": 3}}, "expected a string as 'text'; received int"),
        ({"data": {"text": "A shame! It rained."}}, r"'It rained.' \(from 8 to 19\) has no label"),
        ({"annotations": [annotation()]}, "has no label"),
        ({"annotations": [annotation(region(0, 9, "opinion"))]}, "lies outside the text of 8 characters"),
        ({"annotations": [annotation(region(0, 8, "opnion"))]}, "unknown label 'opnion'; expected one of: reporting"),
        ({"annotations": [annotation(region(0, 8, "opinion"), region(2, 8, "padding"))]}, "overlap; keep one label"),
        ({"annotations": [annotation(region(0, 8, "opinion"), region(0, 8, "padding"))]}, "overlap; keep one label"),
        ({"annotations": [annotation({"value": {"start": "/p[1]", "end": "/p[1]", "labels": ["padding"]}})]}, "<Text>"),
        (
            {"annotations": [annotation({"value": {"start": 0, "end": 8, "labels": ["padding", "opinion"]}})]},
            "one label",
        ),
        ({"annotations": [3]}, "expected objects as annotations"),
    ],
)
def test_a_task_that_cannot_be_taken(read: Read, changes: dict[str, Any], problem: str) -> None:
    good = {"id": 40, "data": {"text": "A shame!"}, "annotations": [annotation(region(0, 8, "opinion"))]}
    with pytest.raises(CorpusError, match=rf"export\.json:2: task 40: .*{problem}"):
        read([good, good | changes])
    log = ImportLog(skip_bad=True)
    assert len(read([good | changes, good], log)) == 1
    assert [error.line for error in log.bad] == [1]


def test_twice_the_same_label_is_once(read: Read) -> None:
    twice = annotation(region(0, 8, "opinion"), region(0, 9, "opinion"))
    (document,) = read([{"id": 1, "data": {"text": "A shame! "}, "annotations": [twice]}])
    assert len(document.sentences) == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("id,text\n1,A\n", "is not JSON"),
        ('[{"image": "a.png"}]', "is no task of Label Studio"),
        ("[3]", "expected a JSON object"),
        ("", "is empty"),
        ("PK\x03\x04", "is a ZIP archive"),
    ],
)
def test_a_file_that_is_no_export(tmp_path: Path, content: str, problem: str) -> None:
    path = tmp_path / "export.json"
    path.write_text(content)
    with pytest.raises(CorpusError, match=rf"export\.json:1: .*{problem}"):
        list(read_label_studio([path], ImportLog()))


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="file cannot be read"):
        list(read_label_studio([tmp_path / "none.json"], ImportLog()))
    with pytest.raises(CorpusError, match=r"holds no \*\.json file"):
        list(read_label_studio([tmp_path], ImportLog()))
    task = {"id": 1, "data": {"text": "A."}, "annotations": [annotation(region(0, 2, "opinion"))]}
    (tmp_path / "1.json").write_text(json.dumps(task))
    assert [document.id for document in read_label_studio([tmp_path], ImportLog())] == ["1#1"]
