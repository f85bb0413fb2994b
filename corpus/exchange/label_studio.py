"""Reading what Label Studio exports: its JSON (whole tasks) and JSON_MIN (an item for each annotation)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import CorpusError, InputError
from ..labelled_document import LabelledDocument
from ..records import Fields
from .import_log import ImportLog
from .kept import KEPT_KEY, Kept
from .records import checked, identity_of, json_records
from .spans import Counting, LabelledSpan, labelled_document, shown, unknown_document

# Since version 1.5 of 2022 Label Studio counts code points, and \r\n as two; before, it counted as JavaScript does:
# https://github.com/HumanSignal/label-studio-frontend/pull/308, https://labelstud.io/tags/text
_COUNTING: tuple[Counting, ...] = ("code points", "UTF-16")

NOT_LABELLED = "tasks without an annotation"
SKIPPED = "tasks that the annotator skipped"
NOT_THEIRS = "tasks without an annotation by the annotator asked for"
NOT_TAKEN = "further annotations of a task, cancelled, older or by others"
OTHER_RESULT = "results that are no labelled spans"

_MIN_KEYS = ("annotation_id", "annotator", "created_at", "updated_at", "lead_time", "agreement")
"""What JSON_MIN adds to the data of a task."""


@dataclass
class _Task:
    """A task in either form: its place, a name for messages, its data and its annotations."""

    source: str
    number: int
    name: str
    data: dict[str, Any]
    annotations: list[Mapping[str, Any]] = field(default_factory=list)


def read_label_studio(
    paths: Sequence[Path], log: ImportLog, *, annotator: str | None = None
) -> Iterator[LabelledDocument]:
    """Read labelled documents from exports of Label Studio, in order.

    What `corpus export label-studio` wrote comes back whole: sentences, roles, paragraphs, ids, metadata and notes.
    In a project made by hand each labelled span becomes a sentence, and every part of a text must be labelled.

    Parameters
    ----------
    paths
        Files in JSON or JSON_MIN, or folders of them (`*.json`).
    log
        Is told what is left out: tasks without an annotation, skipped ones, and annotations not taken.
    annotator
        Take the annotations of this one, by number or address; of all, the newest that was not cancelled.

    Raises
    ------
    CorpusError
        At a task that cannot be taken, unless bad ones are skipped; or if `annotator` labelled none of the tasks.
        The line it names is the number of the task in its file.
    """
    known: set[str] = set()
    taken = 0
    last = str(paths[0]) if paths else ""
    for task in _tasks(paths, log):
        last = task.source
        known.update(name for annotation in task.annotations for name in _annotator_names(annotation))
        annotation = _chosen(task, log, annotator)
        if annotation is not None:
            taken += 1
            yield from checked(task.source, task.number, log, lambda: _document(task, annotation, log))  # noqa: B023
    if annotator is not None and not taken:
        names = ", ".join(sorted(known)) or "none"
        raise CorpusError(last, 1, f"no annotation by {annotator!r}; annotators are: {names}")


def _tasks(paths: Sequence[Path], log: ImportLog) -> Iterator[_Task]:
    minimal: dict[tuple[str, object], _Task] = {}
    for source, number, record in json_records(paths, log, "json"):
        name = f"task {record.get('id', number)}"
        annotations = record.get("annotations", record.get("completions"))  # the latter: before version 1.0
        if isinstance(record.get("data"), dict):
            task = _Task(source, number, name, record["data"])
            if all(isinstance(item, dict) for item in annotations or ()):
                task.annotations = list(annotations or ())
                yield task
            else:
                log.refuse(CorpusError(source, number, f"{name}: expected objects as annotations; export as JSON"))
        elif "annotation_id" in record:
            task = minimal.setdefault((source, record.get("id", number)), _Task(source, number, name, record))
            task.annotations.append(_annotation_of_minimal(record))
        else:
            keys = ", ".join(list(record)[:8]) or "nothing"
            problem = f"is no task of Label Studio (it holds {keys}); export as JSON or JSON-MIN"
            log.refuse(CorpusError(source, number, problem))
    yield from minimal.values()


def _annotation_of_minimal(record: Mapping[str, Any]) -> dict[str, Any]:
    """An item of JSON_MIN as an annotation of the full form."""
    spans = [
        value
        for values in record.values()
        if isinstance(values, list)
        for value in values
        if isinstance(value, dict) and "labels" in value
    ]
    return {
        "id": record["annotation_id"],
        "completed_by": record.get("annotator"),
        "created_at": record.get("created_at"),
        "updated_at": record.get("updated_at"),
        "result": [{"type": "labels", "value": value} for value in spans],
    }


def _chosen(task: _Task, log: ImportLog, annotator: str | None) -> Mapping[str, Any] | None:
    """The annotation to take: the newest by time of change, the later in the file of two alike."""
    valid = [a for a in task.annotations if not (a.get("was_cancelled") or a.get("skipped"))]
    if not valid:
        log.drop(SKIPPED if task.annotations else NOT_LABELLED)
        return None
    wanted = [a for a in valid if annotator is None or annotator in _annotator_names(a)]
    if not wanted:
        log.drop(NOT_THEIRS)
        return None
    if len(task.annotations) > 1:
        log.drop(NOT_TAKEN, len(task.annotations) - 1)
    times = [str(a.get("updated_at") or a.get("created_at") or "") for a in wanted]
    return max(zip(times, range(len(wanted)), wanted, strict=True), key=lambda triple: triple[:2])[2]


def _annotator_names(annotation: Mapping[str, Any]) -> set[str]:
    """What an annotator may be called: number, address."""
    by = annotation.get("completed_by")
    names = [by.get("id"), by.get("email")] if isinstance(by, dict) else [by]
    return {str(name) for name in names if name is not None}


def _document(task: _Task, annotation: Mapping[str, Any], log: ImportLog) -> LabelledDocument:
    try:
        spans = list(_spans(annotation, log))
        key = Fields().text_in(task.data, "the task")
        text = task.data[key]
        if not isinstance(text, str):
            raise ValueError(f"expected a string as {key!r}; received {type(text).__name__}")
        packed = task.data.get(KEPT_KEY)
        kept = _found(task, key, text) if packed is None else Kept.parse(packed, text)
        return labelled_document(text, spans, kept, _COUNTING, log.dropped)
    except InputError as error:
        raise ValueError(f"{task.name}: {error.problem}") from error
    except ValueError as error:
        raise ValueError(f"{task.name}: {error}") from error


def _found(task: _Task, text_key: str, text: str) -> Kept:
    """What a project made by hand tells of a document."""
    identity = identity_of(task.data, f"{Path(task.source).stem}#{task.number}")
    title = task.data.get("title")
    spans = {key for key, value in task.data.items() if isinstance(value, list) and "annotation_id" in task.data}
    left = {text_key, "id", "title", "sentences", *(_MIN_KEYS if "annotation_id" in task.data else ()), *spans}
    metadata = {key: value for key, value in task.data.items() if key not in left}
    return unknown_document(text, identity, title if isinstance(title, str) else None, metadata)


def _spans(annotation: Mapping[str, Any], log: ImportLog) -> Iterator[LabelledSpan]:
    results = annotation.get("result")
    for result in results if isinstance(results, list) else []:
        value = result.get("value") if isinstance(result, dict) else None
        if not isinstance(value, dict) or "labels" not in value:
            log.drop(OTHER_RESULT)
            continue
        start, end, labels = value.get("start"), value.get("end"), value["labels"]
        if not isinstance(start, int) or not isinstance(end, int):
            raise ValueError(f"expected whole numbers as start and end; received {start!r}: label a <Text> tag")
        if not isinstance(labels, list) or len(labels) != 1:
            raise ValueError(f"expected one label for {shown(str(value.get('text', '')))}; received {labels!r}")
        yield LabelledSpan(start, end, str(labels[0]).strip().lower())
