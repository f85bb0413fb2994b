import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from newsgrain.corpus.document import Document
from newsgrain.model.annotated import AnnotatedDocument, AnnotatedSentence
from newsgrain.model.model import Model
from newsgrain.model.storage import load_model
from newsgrain.training import suggestion
from newsgrain.training.suggestion import suggest, uncertainty


@pytest.fixture(scope="module")
def model(tiny_model: Path) -> Model:
    return load_model(tiny_model)


def article(number: int, length: int = 4) -> Document:
    words = ("ferry", "harbour", "library", "council", "orchard", "tunnel", "bakery", "choir")
    sentences = [
        f"The {words[(number + i) % 8]} near the {words[(number * 3 + i) % 8]} will tell us {number * 10 + i} things."
        for i in range(length)
    ]
    return Document.from_sentences(sentences, id=f"d{number}")


def sentence(*probabilities: float) -> AnnotatedSentence:
    first, second, third = probabilities
    return AnnotatedSentence("x", 0, 1, "text", 0, "reporting", max(probabilities), (first, second, third))


def test_uncertainty_is_relative_entropy() -> None:
    annotated = AnnotatedDocument(
        Document("x"), (sentence(1, 0, 0), sentence(1 / 3, 1 / 3, 1 / 3), sentence(0.5, 0.5, 0)), "m", "0"
    )
    assert uncertainty(annotated).tolist() == pytest.approx([0, 1, np.log(2) / np.log(3)])
    assert uncertainty(replace(annotated, sentences=())).tolist() == []


def test_suggestions_come_best_first_with_their_most_uncertain_sentences(model: Model) -> None:
    result = suggest(map(article, range(20)), model, 5)
    assert (len(result.found), result.documents) == (5, 20)
    scores = [found.score for found in result.found]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)
    assert len({found.document.id for found in result.found}) == 5
    for found in result.found:
        uncertainties = uncertainty(found.document)
        assert sorted(found.sentences) == [0, 1, 2, 3]
        assert uncertainties[list(found.sentences)].tolist() == sorted(uncertainties, reverse=True)


def test_a_suggestion_is_annotated_output_with_one_more_key(model: Model) -> None:
    (found,) = suggest([article(1)], model, 1).found
    record = json.loads(json.dumps(found.to_dict()))
    assert record.pop("suggested") == {"score": 1.0, "sentences": list(found.sentences)}
    assert record == json.loads(json.dumps(model.annotate(article(1)).to_dict()))


def test_what_is_left_out_is_counted(model: Model) -> None:
    documents = [
        article(0),
        replace(article(0), id="copy"),
        Document("—", id="blank"),
        Document(article(1).text.upper(), id="other"),  # labelled under another id
        replace(article(2), id="known"),
        article(3),
    ]
    result = suggest(documents, model, 10, skip=[article(1), Document("Whatever.", id="known")])
    assert {found.document.id for found in result.found} == {"d0", "d3"}
    assert (result.documents, result.labelled, result.repeated, result.empty) == (6, 2, 1, 1)


def test_nothing_to_suggest(model: Model) -> None:
    assert suggest([], model, 3).found == []
    assert suggest([Document("", id="a")], model, 3).empty == 1


def test_a_text_that_is_nearly_the_best_one_again_is_not_the_second_best(model: Model) -> None:
    articles = [article(number) for number in range(20)]
    best = suggest(articles, model, 1).found[0].document
    twin = Document.from_sentences([s.text.replace("things", "matters") for s in best.sentences], id="twin")
    chosen = [found.document.id for found in suggest([*articles, twin], model, 2).found]
    assert set(chosen) & {best.id, "twin"}
    assert set(chosen) != {best.id, "twin"}


def test_few_are_kept_in_memory(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = suggest(map(article, range(30)), model, 3)
    monkeypatch.setattr(suggestion, "CANDIDATES", 15)  # half of 30: the share that is kept anyway
    few = suggest(map(article, range(30)), model, 3)
    assert [found.to_dict() for found in few.found] == [found.to_dict() for found in everything.found]


@pytest.mark.parametrize("count", [0, -1])
def test_a_count_that_makes_no_sense(model: Model, count: int) -> None:
    with pytest.raises(ValueError, match="count must be at least 1"):
        suggest([], model, count)
