"""Annotated JSON Lines: a document a line."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from ..annotated import AnnotatedDocument


def render_jsonl(document: AnnotatedDocument, *, keep: Collection[str] | None = None) -> bytes:
    r"""One line of UTF-8 JSON with its line end.

    With `keep`, only the sentences with those labels are listed; the summary still describes the whole
    document. A text with lone surrogates, which UTF-8 cannot hold, is written as ASCII with `\ud800` escapes.
    """
    record = document.to_dict()
    if keep is not None:
        record["sentences"] = [s for s in record["sentences"] if s["label"] in keep]
    try:
        return orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE)
    except orjson.JSONEncodeError:
        return json.dumps(record, separators=(",", ":")).encode("ascii") + b"\n"
