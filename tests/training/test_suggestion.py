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


def article(number: int) -> Document:
    """Four sentences of made-up words that recur, but never five in a row."""
    random = np.random.default_rng(number)
    words = [f"{chr(97 + n)}{'aeiou'[n % 5]}{length * 'n'}" for n in range(20) for length in (1, 2, 3)]
    sentences = [" ".join(random.choice(words, 9)) + end for end in (" voted.", " will tell.", " said so.", " is bad.")]
    return Document.from_sentences(sentences, id=f"d{number}")


def nearly(document: Document, id: str) -> Document:
    """The same text with another sentence after it."""
    return Document.from_sentences([*(sentence.text for sentence in document.sentences), "Indeed."], id=id)


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


def test_of_texts_much_alike_one_is_suggested(model: Model) -> None:
    articles = [article(number) for number in range(12)]
    result = suggest([*articles, *(nearly(a, f"{a.id} again") for a in articles)], model, 24)
    chosen = [str(found.document.id).split()[0] for found in result.found]
    assert sorted(chosen) == sorted(str(a.id) for a in articles)
    assert result.alike == 12


def test_a_text_much_like_a_labelled_one_is_passed_over(model: Model) -> None:
    result = suggest(map(article, range(3)), model, 3, skip=[nearly(article(1), "labelled")])
    assert {found.document.id for found in result.found} == {"d0", "d2"}
    assert (result.labelled, result.alike) == (0, 1)


def test_few_are_kept_in_memory(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = suggest(map(article, range(30)), model, 3)
    monkeypatch.setattr(suggestion, "CANDIDATES", 15)  # half of 30: the share that is kept anyway
    few = suggest(map(article, range(30)), model, 3)
    assert [found.to_dict() for found in few.found] == [found.to_dict() for found in everything.found]


@pytest.mark.parametrize("count", [0, -1])
def test_a_count_that_makes_no_sense(model: Model, count: int) -> None:
    with pytest.raises(ValueError, match="count must be at least 1"):
        suggest([], model, count)
