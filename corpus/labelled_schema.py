"""The labelled format: what one line of it must hold, and what is wrong with it if it does not."""

from __future__ import annotations

import reprlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from .document import ROLES, Document
from .json_records import described, parse_json
from .label import LABELS, PADDING_KINDS
from .labelled_document import LabelledDocument

DOCUMENT_STRINGS = ("source", "title", "license", "genre", "subject", "english", "period")
"""Optional keys of a document that hold strings; `contested` may hold anything, unknown keys are kept."""

ATTRIBUTION_KEYS = ("speaker", "verb", "quoted")
"""Keys of a sentence's `attribution`; each holds a string or null."""

_SENTENCE_KEYS = ("text", "label", "role", "paragraph")  # what becomes part of Sentence; the rest is extras


def parse_line(line: str) -> tuple[LabelledDocument | None, list[str]]:
    """Parse one line: the document and no problems, or no document and all of them."""
    try:
        record = parse_json(line)
    except ValueError as error:
        return None, [f"line is not JSON ({error}); expected one document a line"]
    if not isinstance(record, dict):
        return None, [f"expected a JSON object; received {type(record).__name__}"]
    return parse_record(record)


def parse_record(record: dict[str, Any]) -> tuple[LabelledDocument | None, list[str]]:
    """The same for a record that is parsed already."""
    problems = list(_document_problems(record))
    return (None, problems) if problems else (_labelled(record), [])


def _labelled(record: dict[str, Any]) -> LabelledDocument:
    items = record["sentences"]
    metadata = {key: value for key, value in record.items() if key not in ("id", "title", "sentences")}
    document = Document.from_sentences(
        [item["text"] for item in items],
        roles=[item.get("role", "text") for item in items],
        paragraphs=[item["paragraph"] for item in items] if "paragraph" in items[0] else None,
        id=record["id"],
        title=record.get("title"),
        metadata=metadata,
    )
    extras = tuple({k: v for k, v in item.items() if k not in _SENTENCE_KEYS} for item in items)
    return LabelledDocument(document, tuple(item["label"] for item in items), extras)


def _document_problems(record: Mapping[str, Any]) -> Iterator[str]:
    identity = record.get("id")
    if not isinstance(identity, str) or not identity.strip():
        yield f"expected a string that is not empty as 'id'; received {_shown(identity)}"
    for key in DOCUMENT_STRINGS:
        if not isinstance(record.get(key), str | None):
            yield f"expected a string as {key!r}; received {_shown(record[key])}"
    sentences = record.get("sentences")
    if not isinstance(sentences, list) or not sentences:
        yield f"expected a list of at least one sentence as 'sentences'; received {_shown(sentences)}"
        return
    for number, item in enumerate(sentences, 1):
        if isinstance(item, dict):
            yield from _sentence_problems(item, number)
        else:
            yield f"expected an object as sentence {number}; received {_shown(item)}"
    yield from _paragraph_problems([item for item in sentences if isinstance(item, dict)])


def _sentence_problems(item: Mapping[str, Any], number: int) -> Iterator[str]:
    text = item.get("text")
    if not isinstance(text, str) or not text.strip():
        yield f"expected a string that is not blank as 'text' in sentence {number}; received {_shown(text)}"
    if "label" not in item:
        yield f"missing label in sentence {number}; expected one of: {', '.join(LABELS)}"
    else:
        yield from _choice_problem("label", item["label"], LABELS, number)
    yield from _choice_problem("role", item.get("role", "text"), ROLES, number)
    kind = item.get("kind")
    if kind is not None:
        yield from _choice_problem("kind", kind, PADDING_KINDS, number)
        if item.get("label") != "padding":
            yield f"kind {kind!r} on a sentence that is not padding, sentence {number}; remove it"
    yield from _attribution_problems(item.get("attribution"), number)


def _choice_problem(key: str, value: object, choices: Collection[str], number: int) -> Iterator[str]:
    if not isinstance(value, str) or value not in choices:
        received = repr(value) if isinstance(value, str) else reprlib.repr(value)
        yield f"unknown {key} {received} in sentence {number}; expected one of: {', '.join(choices)}"


def _attribution_problems(attribution: object, number: int) -> Iterator[str]:
    if attribution is None:
        return
    if not isinstance(attribution, dict):
        yield (
            f"expected an object with {', '.join(ATTRIBUTION_KEYS)} as 'attribution' in sentence {number}; "
            f"received {_shown(attribution)}"
        )
        return
    for key in ATTRIBUTION_KEYS:
        if not isinstance(attribution.get(key), str | None):
            yield f"expected a string or null as attribution {key!r} in sentence {number}"


def _paragraph_problems(items: list[dict[str, Any]]) -> Iterator[str]:
    given = [item["paragraph"] for item in items if "paragraph" in item]
    if not given:
        return
    if len(given) < len(items):
        yield "paragraph is given for some sentences only; give it for all or none"
    elif any(not isinstance(number, int) or isinstance(number, bool) or number < 0 for number in given):
        yield "expected whole numbers from 0 as 'paragraph'"
    elif given != sorted(given):
        yield "paragraph numbers go backwards; sentences must be in the order of the document"


def _shown(value: object) -> str:
    return "nothing" if value is None else described(value)
