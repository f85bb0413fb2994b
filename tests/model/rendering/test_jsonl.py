import json
from collections.abc import Callable

from newsgrain.model.annotated import AnnotatedDocument, Attribution, Reason
from newsgrain.model.rendering.jsonl import render_jsonl

Build = Callable[..., AnnotatedDocument]


def test_line_follows_the_contract(build: Build) -> None:
    document = build(
        ("It rained.", "reporting"),
        confidence=0.8,
        attribution=Attribution("Ida Holm", "said", None),
        reasons=[Reason("past tense", 1.5, 3, 9)],
    )
    line = render_jsonl(document)
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    record = json.loads(line)
    assert list(record) == ["id", "sentences", "summary", "language", "model"]
    assert record["id"] == "a"
    assert record["model"] == {"name": "default", "version": "1"}
    (sentence,) = record["sentences"]
    assert {k: sentence[k] for k in ("start", "end", "text", "role", "label", "confidence")} == {
        "start": 0,
        "end": 10,
        "text": "It rained.",
        "role": "text",
        "label": "reporting",
        "confidence": 0.8,
    }
    assert list(sentence["probabilities"]) == ["reporting", "opinion", "padding"]
    assert sentence["attribution"] == {"speaker": "Ida Holm", "verb": "said", "quoted": None}
    assert sentence["reasons"] == [{"cue": "past tense", "weight": 1.5, "start": 3, "end": 9}]


def test_document_without_attribution_and_sentences(build: Build) -> None:
    assert json.loads(render_jsonl(build(("Rain.", "reporting"))))["sentences"][0]["attribution"] is None
    assert json.loads(render_jsonl(build(id=None)))["sentences"] == []


def test_lone_surrogate_survives(build: Build) -> None:
    record = json.loads(render_jsonl(build(("Half \ud83d an emoji, é.", "padding"))))
    assert record["sentences"][0]["text"] == "Half \ud83d an emoji, é."


def test_keep_strips_sentences_but_sums_up_the_whole(article: AnnotatedDocument) -> None:
    record = json.loads(render_jsonl(article, keep={"opinion"}))
    assert [s["text"] for s in record["sentences"]] == ["It was a cowardly vote."]
    assert record["summary"] == article.summary.to_dict()
