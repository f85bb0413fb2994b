from collections.abc import Iterator
from pathlib import Path

import pytest

import newsgrain
from newsgrain.model.model import Model
from newsgrain.model.storage import load_model

TEXT = "The council voted 7 to 2 on Monday.\n\nIt was shameful.\n\nOnly time will tell what comes."


@pytest.fixture(scope="module")
def model(tiny_model: Path) -> Model:
    return load_model(tiny_model)


def test_spans_point_into_the_text(model: Model) -> None:
    doc = model.annotate(TEXT)
    assert [TEXT[s.start : s.end] for s in doc.sentences] == [s.text for s in doc.sentences]
    for sentence in doc.sentences:
        assert sentence.confidence == max(sentence.probabilities.values())
        assert sum(sentence.probabilities.values()) == pytest.approx(1, abs=1e-5)
        assert all(sentence.start <= r.start < r.end <= sentence.end for r in sentence.reasons)


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff"])
def test_a_blank_document_has_an_empty_annotation(model: Model, text: str) -> None:
    doc = model.annotate(text)
    assert len(doc.sentences) == (text == "\ufeff")
    assert doc.summary.information_density in (0.0, 1.0)


def test_given_sentences_are_kept(model: Model) -> None:
    given = ["One. Two.", "three", ""]
    assert [s.text for s in model.annotate(newsgrain.Document.from_sentences(given)).sentences] == given


def test_low_confidence_becomes_uncertain(model: Model) -> None:
    assert {s.label for s in model.annotate(TEXT, min_confidence=1.0).sentences} == {"uncertain"}
    with pytest.raises(ValueError, match=r"must lie in \[0, 1\]; received 2"):
        model.annotate(TEXT, min_confidence=2)


def test_other_types_are_refused(model: Model) -> None:
    with pytest.raises(TypeError, match="expected a text"):
        model.annotate(b"bytes")  # type: ignore[arg-type]


def test_annotate_many_is_lazy_and_in_order(model: Model) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield f"Document number {taken}. " + "It rained. " * 500

    found = model.annotate_many(endless(), reasons=False)
    assert [next(found).sentences[0].text for _ in range(3)] == [f"Document number {i}." for i in (1, 2, 3)]
    assert taken < 20


def test_results_do_not_depend_on_batches_or_jobs(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{TEXT} The mayor said {n} people came." * (n % 4) for n in range(25)]
    together = [d.to_dict() for d in model.annotate_many(texts)]
    assert [model.annotate(text).to_dict() for text in texts] == together
    monkeypatch.setattr("newsgrain.model.model.BATCH_SENTENCES", 7)
    assert [d.to_dict() for d in model.annotate_many(texts)] == together
    assert [d.to_dict() for d in model.annotate_many(texts, jobs=2)] == together


def test_a_document_of_5000_sentences(model: Model) -> None:
    doc = model.annotate(" ".join(f"The council voted {n} to 2 on Monday." for n in range(5000)))
    assert len(doc.sentences) == 5000


def test_jobs_below_one_are_refused(model: Model) -> None:
    with pytest.raises(ValueError, match="jobs must be at least 1"):
        next(model.annotate_many([TEXT], jobs=0))
