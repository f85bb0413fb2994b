"""Spans into a text that a labelled document may carry beside its sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .finding import shown
from .labelled_document import LabelledDocument


def span_problems(document: LabelledDocument) -> Iterator[tuple[int, str]]:
    """Compare sentences with the text that they were cut from, if the document carries it.

    That is so where it has a string `text` and its sentences have `start` and `end` (code points): then
    `text[start:end]` is the sentence, and the spans stand in order and do not overlap.

    Yields
    ------
    The number of a sentence, from 1, and what is wrong with its span.
    """
    text = document.document.metadata.get("text")
    if not isinstance(text, str) or not any("start" in extras or "end" in extras for extras in document.extras):
        return
    reached = 0
    for number, (unit, extras) in enumerate(zip(document.sentences, document.extras, strict=True), 1):
        problem = _span_problem(text, unit.text, extras, reached)
        if problem:
            yield number, problem
        else:
            reached = extras["end"]


def _span_problem(text: str, sentence: str, extras: Mapping[str, Any], reached: int) -> str | None:
    start: Any = extras.get("start")
    end: Any = extras.get("end")
    if not (_is_offset(start) and _is_offset(end)):
        return f"expected whole numbers from 0 as 'start' and 'end'; received {start!r} and {end!r}"
    if not start <= end <= len(text):
        return f"expected a span within the {len(text)} characters of 'text'; received {start} to {end}"
    if text[start:end] != sentence:
        return (
            f"expected text[{start}:{end}] to be the sentence {shown(sentence)}; it is {shown(text[start:end])}: "
            "count code points, or make the text and its sentences anew"
        )
    if start < reached:
        return f"expected a start from {reached}, where the sentence before ends; received {start}"
    return None


def _is_offset(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
