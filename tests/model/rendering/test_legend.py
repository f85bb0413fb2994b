from collections.abc import Callable

from newsgrain.corpus.label import LABELS, UNCERTAIN
from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.rendering.legend import (
    MARKS,
    counted,
    document_name,
    name_above,
    padding_run,
    percent,
    shown_sentences,
)

Build = Callable[..., AnnotatedDocument]


def test_every_label_has_a_mark_of_its_own() -> None:
    assert list(MARKS) == [*LABELS, UNCERTAIN]
    assert len({mark.letter for mark in MARKS.values()}) == 4
    assert len({mark.fill for mark in MARKS.values()}) == 4


def test_document_is_named_by_title_then_id_then_place(build: Build) -> None:
    assert document_name(build(id="a", title="T"), 4) == "T"
    assert document_name(build(id="a"), 4) == "a"
    assert document_name(build(id=None), 4) == "Document 5"


def test_a_headline_is_not_read_twice(build: Build) -> None:
    document = build(
        ("# Rain  in Oslo", "reporting", "heading"), ("It rained.", "padding"), id="a", title="Rain in Oslo"
    )
    assert name_above(document) == "a"
    assert name_above(document, keep={"padding"}) == "Rain in Oslo"
    assert name_above(build(("Rain in Oslo", "reporting"), id="a", title="Rain in Oslo")) == "Rain in Oslo"
    assert name_above(build(("Rain", "reporting", "heading"), id=None, title="Rain")) == "Rain"
    assert name_above(build(("Sun", "reporting", "heading"), id="a", title="Rain")) == "Rain"
    assert name_above(build(id="a", title="Rain")) == "Rain"


def test_kept_sentences_retain_their_index(article: AnnotatedDocument) -> None:
    assert [index for index, _ in shown_sentences(article, {"padding", "opinion"})] == [3, 4, 5]
    assert len(list(shown_sentences(article, None))) == 7


def test_figures_in_words(article: AnnotatedDocument, build: Build) -> None:
    assert percent(1.0) == "100%"
    assert counted(1, "word") == "1 word"
    assert counted(0, "word") == "0 words"
    assert padding_run(article.summary) == "2 sentences, from sentence 5"
    assert padding_run(build(("It rained.", "reporting")).summary) == "none"
