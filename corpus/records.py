"""From a record (a row, a JSON object) to a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, cast

from .document import ROLES, Document, Role
from .errors import Fault, InputError
from .json_records import described

TEXT_FIELDS = ("text", "body", "content", "article")
"""Where a record's text is looked for, in this order, unless a field is named."""

ID_FIELDS = ("id", "url")
"""Where a record's id is looked for, in this order, unless a field is named."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields hold the text and the id; `None` looks for the usual names."""

    text: str | None = None
    id: str | None = None

    def text_in(self, names: Iterable[str], source: str, record: int | None = None) -> str:
        """The field among `names` that holds the text.

        Raises
        ------
        InputError
            If there is none, or several have its name.
        """
        present = list(names)
        wanted = (self.text,) if self.text is not None else TEXT_FIELDS
        for name in wanted:
            if present.count(name) > 1:
                problem = f"has {present.count(name)} columns {name!r}; rename all but the one with the text"
                raise InputError(source, problem, kind="missing-field", record=record)
            if name in present:
                return name
        shown = ", ".join(map(repr, present[:12])) or "no fields"
        raise InputError(
            source,
            f"has no field {_either(wanted)}; received {shown}: "
            "give the one with the text as text field (--text-field, text_field=)",
            kind="missing-field",
            record=record,
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
    rest = dict(record)
    name = identity(rest, source, number, fields)
    title = rest.pop("title") if isinstance(rest.get("title"), str) else None

    def refuse(problem: str, kind: Fault) -> NoReturn:
        raise InputError(source, problem, kind=kind, record=number, document=name)

    if fields.text is None and isinstance(rest.get("sentences"), list):
        return _from_sentences(rest, name, title, refuse)
    text = rest.pop(fields.text_in(rest, source, number))
    if not isinstance(text, str):
        refuse(f"expected a string as text; received {described(text)}", "wrong-type")
    if not text or text.isspace():
        refuse("has an empty text; remove it or fill it in", "empty")
    return Document(text, name, title, rest)


def _from_sentences(
    rest: dict[str, Any], name: str, title: str | None, refuse: Callable[[str, Fault], NoReturn]
) -> Document:
    sentences = rest.pop("sentences")
    for key in ("text", "summary", "model"):  # of annotated output: no metadata of the document
        rest.pop(key, None)
    items = [{"text": item} if isinstance(item, str) else item for item in sentences]
    for index, item in enumerate(items, 1):
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            refuse(f"sentence {index}: expected a string or an object with a string 'text'", "wrong-type")
        if item.get("role", "text") not in ROLES:
            known = ", ".join(ROLES)
            refuse(f"sentence {index}: unknown role {described(item['role'])}; expected one of: {known}", "wrong-type")
    if not items:
        refuse("has no sentences; remove it or fill it in", "empty")
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


def identity(rest: dict[str, Any], source: str, number: int, fields: Fields) -> str:
    """The id of a record, else `source#number`; the field is taken out, but for `url`, which is worth keeping.

    Raises
    ------
    InputError
        If the field asked for is missing.
    """
    if fields.id is not None and fields.id not in rest:
        shown = ", ".join(map(repr, list(rest)[:12]))
        problem = f"has no field {fields.id!r}; received {shown}: correct id_field"
        raise InputError(source, problem, kind="missing-field", record=number)
    for name in (fields.id,) if fields.id is not None else ID_FIELDS:
        value = rest.get(name)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            if name != "url":
                del rest[name]
            return str(value)
    return f"{source}#{number}"


def _either(names: tuple[str, ...]) -> str:
    return " or ".join(map(repr, names))
