"""Writing tasks that Label Studio imports: https://labelstud.io/guide/tasks, https://labelstud.io/guide/predictions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import IO, Any

from ..document import Sentence
from ..json_records import json_bytes
from ..label import LABELS, Label
from ..labelled_document import LabelledDocument
from .kept import KEPT_KEY, Kept
from .proposal import Exportable, Proposal, document_of, extras_of

_CONTROL, _OBJECT = "label", "text"  # names of the tags that results refer to

_COLORS: dict[Label, str] = {"reporting": "#1f77b4", "opinion": "#d62728", "padding": "#7f7f7f"}

_CHOICES = "\n".join(
    f'    <Label value="{label}" hotkey="{label[0]}" background="{_COLORS[label]}"/>' for label in LABELS
)

LABELING_CONFIGURATION = f"""\
<View>
  <Style>.htx-text {{ white-space: pre-wrap; line-height: 1.8; }}</Style>
  <Labels name="{_CONTROL}" toName="{_OBJECT}" choice="single">
{_CHOICES}
  </Labels>
  <Text name="{_OBJECT}" value="$text"/>
</View>
"""
"""The labelling configuration that the tasks are for: a key (r, o, p) for each label, blanks shown as they are."""


def write_label_studio(items: Iterable[Exportable], stream: IO[bytes]) -> None:
    """Write tasks as a JSON array, one task in memory at a time.

    Labels by people become an annotation, those by a model a prediction with its scores and the model's name, a
    document without labels a bare task. What the format has no place for stands in the data of the task, under
    `newsgrain`. Offsets count code points.
    """
    separator = b"[\n"
    for item in items:
        stream.write(separator + json_bytes(_task(item)))
        separator = b",\n"
    stream.write(b"[]\n" if separator == b"[\n" else b"\n]\n")


def _task(item: Exportable) -> dict[str, Any]:
    document = document_of(item)
    data: dict[str, Any] = {"text": document.text, "id": document.id}
    source = document.metadata.get("source")
    data |= {key: value for key, value in (("title", document.title), ("source", source)) if isinstance(value, str)}
    data[KEPT_KEY] = Kept.of(document, extras_of(item)).to_dict()
    task: dict[str, Any] = {"data": data}
    if isinstance(item, LabelledDocument):
        task["annotations"] = [{"result": _results(item.sentences, item.labels)}]
    elif isinstance(item, Proposal):
        results = _results(item.sentences, item.labels)
        for result, confidence in zip(results, item.confidences, strict=True):
            result["score"] = confidence
        score = fmean(item.confidences) if item.confidences else 0.0
        task["predictions"] = [{"model_version": item.model, "score": score, "result": results}]
    return task


def _results(units: Sequence[Sentence], labels: Sequence[Label]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"sentence-{number}",
            "from_name": _CONTROL,
            "to_name": _OBJECT,
            "type": "labels",
            "value": {"start": unit.start, "end": unit.end, "text": unit.text, "labels": [label]},
        }
        for number, (unit, label) in enumerate(zip(units, labels, strict=True), 1)
    ]
