"""doccano's JSON Lines for sequence labelling, read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from ..json_records import json_bytes
from ..labelled_document import LabelledDocument
from .import_log import ImportLog
from .kept import KEPT_KEY, Kept
from .offsets import utf16_offsets
from .proposal import Exportable, document_of, extras_of, labels_of
from .records import checked, identity_of, json_records
from .spans import Counting, LabelledSpan, labelled_document, unknown_document

# doccano counts as JavaScript does, unless told to count grapheme clusters:
# https://github.com/doccano/doccano/issues/2290
_COUNTING: tuple[Counting, ...] = ("UTF-16", "code points")

_LABEL_KEYS = ("label", "labels", "entities")
"""Where labels stand: as exported, as some versions import them, and where relations are in use."""

_OWN_KEYS = ("id", "text", *_LABEL_KEYS, "relations", "Comments", "comments", "cats")

NOT_LABELLED = "documents without a label"


def read_doccano(paths: Sequence[Path], log: ImportLog) -> Iterator[LabelledDocument]:
    """Read labelled documents from exports of doccano, in order.

    What `corpus export doccano` wrote comes back whole. In a project made by hand each labelled span becomes a
    sentence, and every part of a text must be labelled; keys that are not doccano's own become metadata.

    Parameters
    ----------
    paths
        Files in JSON Lines, or folders of them (`*.jsonl`): the unpacked ZIP, a file for each annotator.
    log
        Is told how many documents have no label and are left out.

    Raises
    ------
    CorpusError
        At a document that cannot be taken, unless bad ones are skipped.
    """
    for source, number, record in json_records(paths, log, "jsonl"):
        labels = next((record[key] for key in _LABEL_KEYS if record.get(key) is not None), None)
        if labels == [] or (labels is None and isinstance(record.get("text"), str)):
            log.drop(NOT_LABELLED)
        else:
            yield from checked(source, number, log, lambda: _document(source, number, record, labels, log))  # noqa: B023


def write_doccano(items: Iterable[Exportable], stream: IO[bytes]) -> None:
    """Write a document a line; labels by a model are written like those by people, for doccano knows one kind only.

    Offsets count UTF-16 code units, as doccano does; leave its option to count grapheme clusters off. What the format
    has no place for stands under `newsgrain` as a string of JSON: doccano's export rounds numbers, but no strings.
    """
    for item in items:
        document = document_of(item)
        offsets = utf16_offsets(document.text)
        labels = [
            [offsets[unit.start], offsets[unit.end], label]
            for unit, label in zip(document.sentences, labels_of(item) or (), strict=False)
        ]
        kept = json_bytes(Kept.of(document, extras_of(item)).to_dict()).decode("utf-8")
        record = {"id": document.id, "text": document.text, "label": labels, KEPT_KEY: kept}
        stream.write(json_bytes(record) + b"\n")


def _document(source: str, number: int, record: Mapping[str, Any], labels: object, log: ImportLog) -> LabelledDocument:
    text = record.get("text")
    if not isinstance(text, str):
        raise ValueError("expected a string as 'text'; export a sequence labelling project as JSONL")
    kept = record.get(KEPT_KEY)
    if kept is None:
        identity = identity_of(record, f"{Path(source).stem}#{number}")
        metadata = {
            key: value for key, value in record.items() if key not in (*_OWN_KEYS, KEPT_KEY, "title", "sentences")
        }
        title = record.get("title")
        known = unknown_document(text, identity, title if isinstance(title, str) else None, metadata)
    else:
        known = Kept.parse(kept, text)
    return labelled_document(text, list(_spans(labels)), known, _COUNTING, log.dropped)


def _spans(labels: object) -> Iterator[LabelledSpan]:
    for item in labels if isinstance(labels, list) else [labels]:
        if isinstance(item, dict):
            item = [item.get("start_offset"), item.get("end_offset"), item.get("label")]
        if not isinstance(item, list) or [type(part) for part in item] != [int, int, str]:
            raise ValueError(f"expected [start, end, label] for each label; received {str(item)[:60]}")
        yield LabelledSpan(item[0], item[1], item[2].strip().lower())
