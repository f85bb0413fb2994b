"""Reading what is to be exported: labelled corpora, a model's verdicts, and documents that nobody has labelled."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..document import Document
from ..errors import InputError
from ..label import LABELS
from ..labelled_document import LabelledDocument
from ..labelled_schema import parse_record
from ..reading import read_inputs
from ..records import Fields, document_from_record
from ..sources import format_of
from .proposal import Exportable, Proposal

logger = logging.getLogger("newsgrain")

_OF_MACHINE = (
    "start",
    "end",
    "text",
    "role",
    "paragraph",
    "label",
    "confidence",
    "probabilities",
    "attribution",
    "reasons",
)
"""What `annotate` writes of a sentence; anything else that stands there is somebody's note."""


def read_exportable(
    inputs: Sequence[str],
    *,
    input_format: str | None = None,
    text_field: str | None = None,
    id_field: str | None = None,
    on_error: Callable[[InputError], None],
) -> Iterator[Exportable]:
    """Read inputs as `read_documents` does, and tell by each record what is known of its labels.

    A record whose sentences bear labels is labelled by people; one that also names a `model` and `probabilities`
    (`annotate --format jsonl`, `corpus suggest`) is a proposal; anything else is a document without labels. Of a
    folder that holds JSON Lines only these are read, for it is a corpus, unless `input_format` is given.
    """
    names = list(inputs) if input_format else [name for given in inputs for name in _corpus_files(given)]
    return read_inputs(
        names,
        _from_record,
        input_format=input_format,
        text_field=text_field,
        id_field=id_field,
        on_error=on_error,
    )


def _corpus_files(name: str) -> list[str]:
    folder = Path(name)
    if not folder.is_dir():
        return [name]
    files = sorted(path for path in folder.rglob("*") if path.is_file() and format_of(path) is not None)
    corpora = [str(path) for path in files if format_of(path) == "jsonl"]
    others = len(files) - len(corpora)
    if corpora and others:
        logger.warning("%s: read as a corpus (*.jsonl); name the %d other file(s) to add them", name, others)
    return corpora or [name]


def _from_record(record: Mapping[str, Any], source: str, number: int, fields: Fields) -> Exportable:
    sentences = record.get("sentences")
    items = [item for item in sentences if isinstance(item, dict)] if isinstance(sentences, list) else []
    if fields.text is not None or not any("label" in item for item in items):
        return document_from_record(record, source, number, fields)
    if "model" in record and any("probabilities" in item for item in items):
        return _proposal(record, items, source, number, fields)
    return _labelled(record, source, number)


def _labelled(record: Mapping[str, Any], source: str, number: int) -> LabelledDocument:
    document, problems = parse_record(dict(record))
    if document is None:
        raise InputError(f"{source}#{number}", "; ".join(problems))
    return document


def _proposal(
    record: Mapping[str, Any], items: list[dict[str, Any]], source: str, number: int, fields: Fields
) -> Proposal:
    document: Document = document_from_record(record, source, number, fields)
    labels, confidences = [], []
    for position, item in enumerate(items, 1):
        probabilities = item.get("probabilities")
        given = probabilities if isinstance(probabilities, dict) else {}
        values = [given[label] for label in LABELS if isinstance(given.get(label), int | float)]
        if len(values) < len(LABELS):
            expected = f"expected 'probabilities' of {', '.join(LABELS)}"
            raise InputError(f"{source}#{number}", f"sentence {position}: {expected}; annotate the document anew")
        # the likeliest, also of a verdict that was given as uncertain: people will look at it
        labels.append(LABELS[values.index(max(values))])
        confidences.append(float(max(values)))
    extras = tuple({key: value for key, value in item.items() if key not in _OF_MACHINE} for item in items)
    return Proposal(document, tuple(labels), tuple(confidences), _model_name(record["model"]), extras)


def _model_name(model: object) -> str:
    if isinstance(model, dict):
        return " ".join(str(model[key]) for key in ("name", "version") if model.get(key) is not None)
    return str(model)
