"""Spans of sentences into the text that their document carries."""

import json
from typing import Any

import pytest

from newsgrain.corpus.labelled_schema import parse_line
from newsgrain.corpus.spans import span_problems

TEXT = "It rained.  🙂 It stopped."


def problems(*spans: dict[str, Any], text: object = TEXT, sentences: tuple[str, ...] = ()) -> list[tuple[int, str]]:
    texts = sentences or ("It rained.", "🙂 It stopped.")
    items = [{"text": t, "label": "reporting", **span} for t, span in zip(texts, spans, strict=True)]
    document, _ = parse_line(json.dumps({"id": "a", "text": text, "sentences": items}))
    assert document is not None
    return list(span_problems(document))


def test_spans_count_code_points() -> None:
    assert problems({"start": 0, "end": 10}, {"start": 12, "end": 25}) == []


def test_no_text_or_no_spans_is_no_matter() -> None:
    assert problems({}, {}) == []
    assert problems({"start": 5, "end": 1}, {"start": "x"}, text=None) == []
    assert problems({"start": 5, "end": 1}, {"start": "x"}, text=["It rained."]) == []


@pytest.mark.parametrize(
    ("span", "problem"),
    [
        ({"start": 13, "end": 25}, "expected text[13:25] to be the sentence '🙂 It stopped.'; it is ' It stopped.'"),
        ({"start": 12, "end": 26}, "expected a span within the 25 characters of 'text'; received 12 to 26"),
        ({"start": 12, "end": 11}, "expected a span within"),
        ({"start": 12}, "expected whole numbers from 0 as 'start' and 'end'; received 12 and None"),
        ({}, "expected whole numbers"),
        ({"start": True, "end": 3}, "expected whole numbers"),
        ({"start": -13, "end": 25}, "expected whole numbers"),
        ({"start": 12.0, "end": 25}, "expected whole numbers"),
    ],
)
def test_wrong_spans(span: dict[str, Any], problem: str) -> None:
    ((number, message),) = problems({"start": 0, "end": 10}, span)
    assert number == 2
    assert message.startswith(problem)


def test_order_and_overlap() -> None:
    same = ("It", "It")
    assert problems({"start": 0, "end": 2}, {"start": 14, "end": 16}, sentences=same) == []
    assert problems({"start": 14, "end": 16}, {"start": 0, "end": 2}, sentences=same) == [
        (2, "expected a start from 16, where the sentence before ends; received 0")
    ]
    assert len(problems({"start": 0, "end": 2}, {"start": 0, "end": 2}, sentences=same)) == 1
