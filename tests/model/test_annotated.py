import pickle
from collections.abc import Callable

import pytest

from newsgrain.model.annotated import AnnotatedDocument, Attribution, Reason

Build = Callable[..., AnnotatedDocument]


def test_probabilities_follow_the_labels(build: Build) -> None:
    (sentence,) = build(("A shame!", "opinion"), confidence=0.5).sentences
    assert sentence.probabilities == {"reporting": 0.25, "opinion": 0.5, "padding": 0.25}


def test_text_of_a_label_keeps_the_paragraphs(build: Build) -> None:
    document = build(
        ("Storm", "reporting", "heading"),
        ("It rained.", "reporting"),
        ("A shame!", "opinion"),
        ("The dam held.", "reporting"),
        ("Boats at the quay.", "uncertain", "caption"),
    )
    assert document.text_of("reporting") == "Storm\nIt rained. The dam held."
    assert document.text_of("uncertain") == "Boats at the quay."
    assert document.text_of("padding") == ""


def test_text_of_an_unknown_label_is_refused(build: Build) -> None:
    message = "unknown label 'opnion'; expected one of: reporting, opinion, padding, uncertain"
    with pytest.raises(ValueError, match=message):
        build().text_of("opnion")


def test_verdicts_below_the_asked_confidence_become_uncertain(build: Build) -> None:
    document = build(("A shame!", "opinion"), confidence=0.5)
    assert document.with_min_confidence(0.5) == document
    (sentence,) = document.with_min_confidence(0.51).sentences
    assert (sentence.label, sentence.confidence) == ("uncertain", 0.5)
    assert document.sentences[0].label == "opinion"


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_confidence_outside_its_range_is_refused(build: Build, threshold: float) -> None:
    with pytest.raises(ValueError, match=r"min_confidence must lie in \[0, 1\]"):
        build().with_min_confidence(threshold)


def test_as_a_dictionary(build: Build) -> None:
    document = build(
        ("Rain, Ida Holm said.", "reporting"),
        confidence=0.8,
        attribution=Attribution("Ida Holm", "said", None),
        reasons=[Reason("a named source", 1.5, 6, 14)],
    )
    record = document.to_dict()
    assert record["summary"] == document.summary.to_dict()
    assert record["sentences"] == [
        {
            "start": 0,
            "end": 20,
            "text": "Rain, Ida Holm said.",
            "role": "text",
            "label": "reporting",
            "confidence": 0.8,
            "probabilities": {
                "reporting": 0.8,
                "opinion": pytest.approx(0.1),
                "padding": pytest.approx(0.1),
            },
            "attribution": {"speaker": "Ida Holm", "verb": "said", "quoted": None},
            "reasons": [{"cue": "a named source", "weight": 1.5, "start": 6, "end": 14}],
        }
    ]


def test_notebook_shows_highlighted_text(article: AnnotatedDocument) -> None:
    assert article._repr_html_().count("<mark") == len(article.sentences)


def test_elsewhere_it_shows_itself_in_a_line(article: AnnotatedDocument) -> None:
    assert repr(article) == (
        "<AnnotatedDocument 'a': 7 sentences (3 reporting, 1 opinion, 2 padding, 1 uncertain), model default 1>"
    )


def test_frame_has_a_row_a_sentence(article: AnnotatedDocument) -> None:
    assert list(article.to_frame()["text"]) == [s.text for s in article.sentences]


def test_travels_between_processes(article: AnnotatedDocument) -> None:
    assert article.summary.sentences == 7
    assert pickle.loads(pickle.dumps(article)) == article
