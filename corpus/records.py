"""From a record (a row, a JSON object) to a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from .document import ROLES, Document, Role
from .errors import InputError

TEXT_FIELDS = ("text", "body", "content", "article")
"""Where a record's text is looked for, in this order, unless a field is named."""

ID_FIELDS = ("id", "url")
"""Where a record's id is looked for, in this order, unless a field is named."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields hold the text and the id; `None` looks for the usual names."""

    text: str | None = None
    id: str | None = None

    def text_in(self, names: Iterable[str], source: str) -> str:
        """The field among `names` that holds the text.

        Raises
        ------
        InputError
            If there is none.
        """
        present = list(names)
        wanted = (self.text,) if self.text is not None else TEXT_FIELDS
        for name in wanted:
            if name in present:
                return name
        shown = ", ".join(map(repr, present[:12])) or "no fields"
        raise InputError(
            source,
            f"has no field {_either(wanted)}; received {shown}: "
            "give the one with the text as text field (--text-field, text_field=)",
        )


def document_from_record(record: Mapping[str, Any], source: str, number: int, fields: Fields) -> Document:
    """Make a document of one record; all fields but text, id and title become its metadata.

    A record with `sentences` (and no field asked for) is taken as already split. Without an id of its own the
    document is called `source#number`.

    Raises
    ------
    InputError
        If the text is missing, no string, or blank.
    """
    place = f"{source}#{number}"
    rest = dict(record)
    name = identity(rest, place, fields)
    title = rest.pop("title") if isinstance(rest.get("title"), str) else None
    if fields.text is None and isinstance(rest.get("sentences"), list):
        return _from_sentences(rest, place, name, title)
    text = rest.pop(fields.text_in(rest, place))
    if not isinstance(text, str):
        raise InputError(place, f"expected a string as text; received {_described(text)}")
    if not text or text.isspace():
        raise InputError(place, "has an empty text; remove it or fill it in")
    return Document(text, name, title, rest)


def _from_sentences(rest: dict[str, Any], place: str, name: str, title: str | None) -> Document:
    sentences = rest.pop("sentences")
    for key in ("text", "summary", "model"):  # of annotated output: no metadata of the document
        rest.pop(key, None)
    items = [{"text": item} if isinstance(item, str) else item for item in sentences]
    for index, item in enumerate(items, 1):
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise InputError(place, f"sentence {index}: expected a string or an object with a string 'text'")
        if item.get("role", "text") not in ROLES:
            raise InputError(
                place, f"sentence {index}: unknown role {item['role']!r}; expected one of: {', '.join(ROLES)}"
            )
    if not items:
        raise InputError(place, "has no sentences; remove it or fill it in")
    paragraphs = [item.get("paragraph") for item in items]
    numbered = all(isinstance(number, int) for number in paragraphs)
    return Document.from_sentences(
        [item["text"] for item in items],
        roles=cast("list[Role]", [item.get("role", "text") for item in items]),
        paragraphs=cast("list[int]", paragraphs) if numbered else None,
        id=name,
        title=title,
        metadata=rest,
    )


def identity(rest: dict[str, Any], place: str, fields: Fields) -> str:
    """The id of a record, `place` if it has none; the field is taken out, but for `url`, which is worth keeping.

    Raises
    ------
    InputError
        If the field asked for is missing.
    """
    if fields.id is not None and fields.id not in rest:
        shown = ", ".join(map(repr, list(rest)[:12]))
        raise InputError(place, f"has no field {fields.id!r}; received {shown}: correct id_field")
    for name in (fields.id,) if fields.id is not None else ID_FIELDS:
        value = rest.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            if name != "url":
                del rest[name]
            return str(value)
    return place


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(map(repr, names))


def _described(value: object) -> str:
    return "null" if value is None else f"{type(value).__name__} {str(value)[:40]!r}"
