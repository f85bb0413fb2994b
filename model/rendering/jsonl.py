"""Annotated JSON Lines: a document a line."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ...corpus.json_records import json_line

if TYPE_CHECKING:
    from ..annotated import AnnotatedDocument


def render_jsonl(document: AnnotatedDocument, *, keep: Collection[str] | None = None) -> bytes:
    """One line of UTF-8 JSON with its line end.

    With `keep`, only the sentences with those labels are listed; the summary still describes the whole
    document.
    """
    record = document.to_dict()
    if keep is not None:
        record["sentences"] = [s for s in record["sentences"] if s["label"] in keep]
    return json_line(record)
