import json
from collections.abc import Callable
from typing import Any

import pytest

from newsgrain.corpus.document import Role
from newsgrain.model.annotated import AnnotatedDocument, Attribution, Reason
from newsgrain.model.rendering.document_view import document_record, document_view
from newsgrain.model.rendering.jsonl import render_jsonl
from newsgrain.model.rendering.markdown import render_markdown

Build = Callable[..., AnnotatedDocument]


def test_record_of_a_document(build: Build) -> None:
    document = build(
        ("It rained, Ida Holm said.", "reporting"),
        confidence=0.8,
        attribution=Attribution("Ida Holm", "said", None),
        reasons=[Reason("a named source", 1.234, 11, 19), Reason("its length", -0.5, 0, 25)],
    )
    assert document_record(document, 0) == {
        "lengths": [25],
        "labels": ["reporting"],
        "sentences": {
            0: {
                "confidence": 0.8,
                "probabilities": [0.8, 0.1, 0.1],
                "attribution": ["Ida Holm", "said", ""],
                "reasons": [
                    {"cue": "a named source", "weight": 1.23, "span": [11, 19]},
                    {"cue": "its length", "weight": -0.5},
                ],
            }
        },
        "markdown": render_markdown(document),
        "json": render_jsonl(document).decode(),
    }


@pytest.mark.parametrize(
    ("text", "role", "start", "end", "span"),
    [
        ("one two", "text", 4, 7, [4, 7]),
        ("👍👍 two", "text", 3, 6, [5, 8]),  # two code units each
        ("one\r\ntwo", "text", 5, 8, [4, 7]),  # one line end
        ("a\u202e two", "text", 3, 6, [10, 13]),  # ⟨U+202E⟩
        ("- one two", "list_item", 6, 9, [4, 7]),  # its sign is not part of the sentence as shown
        ("- one two", "list_item", 0, 5, [0, 3]),
    ],
)
def test_cues_are_found_in_the_text_as_shown(
    build: Build, text: str, role: Role, start: int, end: int, span: list[int]
) -> None:
    document = build((text, "padding", role), reasons=[Reason("a cue", 1.0, start, end)])
    assert reasons(document, 0) == [{"cue": "a cue", "weight": 1.0, "span": span}]


def test_a_restatement_names_the_earlier_sentence(build: Build) -> None:
    document = build(("It rained.", "reporting"), ("It rained.", "padding"), reasons=[Reason("repeats", 1.0, 0, 10)])
    assert reasons(document, 1) == [{"cue": "repeats", "weight": 1.0, "repeats": 0}]


def test_only_kept_sentences_are_written(article: AnnotatedDocument) -> None:
    record = document_record(article, 0, keep={"opinion"})
    assert list(record["sentences"]) == [3]
    assert len(record["lengths"]) == len(record["labels"]) == 7
    assert [s["text"] for s in json.loads(record["json"])["sentences"]] == ["It was a cowardly vote."]
    view = document_view(article, 0, keep={"opinion"})
    assert view.count("<mark") == 1
    assert "Only time will tell." not in view + json.dumps(record)


def test_the_longest_padding_run_is_linked(article: AnnotatedDocument) -> None:
    assert '<a href="#d2s4">2 sentences, from sentence 5</a>' in document_view(article, 2)
    assert "<dd>2 sentences, from sentence 5</dd>" in document_view(article, 2, keep={"opinion"})


def reasons(document: AnnotatedDocument, index: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document_record(document, 0)["sentences"][index]["reasons"]
    return found
