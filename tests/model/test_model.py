import pickle
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import newsgrain
from newsgrain.corpus.errors import ModelError
from newsgrain.model.model import Model, _Annotate
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
    assert taken < 100


def test_results_do_not_depend_on_batches_or_jobs(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{TEXT} The mayor said {n} people came." * (n % 4) for n in range(25)]
    together = [d.to_dict() for d in model.annotate_many(texts)]
    assert [model.annotate(text).to_dict() for text in texts] == together
    monkeypatch.setattr("newsgrain.model.model.BATCH_SENTENCES", 7)
    assert [d.to_dict() for d in model.annotate_many(texts)] == together
    assert [d.to_dict() for d in model.annotate_many(texts, jobs=2)] == together


WORDS = [
    "The",
    "council",
    "voted",
    "“",
    "”",
    '"',
    "''",
    "should",
    "shameful",
    "12",
    "1997",
    "said",
    "Holm",
    "zebra",
    ".",
]
sentences = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
given_documents = st.lists(st.lists(sentences, max_size=6), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_documents)
def test_any_documents_together_are_what_they_are_alone(model: Model, texts: list[list[str]]) -> None:
    documents = [newsgrain.Document.from_sentences(sentences) for sentences in texts]
    together = list(model.annotate_many(documents))
    assert together == [model.annotate(document) for document in documents]
    for document, annotated in zip(documents, together, strict=True):
        assert [s.text for s in annotated.sentences] == [s.text for s in document.sentences]
        for sentence in annotated.sentences:
            assert all(sentence.start <= r.start <= r.end <= sentence.end for r in sentence.reasons)
            assert document.text[sentence.start : sentence.end] == sentence.text


def test_without_reasons_the_verdicts_are_the_same(model: Model) -> None:
    plain, explained = (model.annotate(TEXT, reasons=wanted).sentences for wanted in (False, True))
    assert [s.probabilities for s in plain] == [s.probabilities for s in explained]
    assert {s.reasons for s in plain} == {()}


def test_a_sentence_alone(model: Model) -> None:
    (sentence,) = model.annotate("The council voted 7 to 2 on Monday.").sentences
    assert (sentence.start, sentence.end, sentence.role) == (0, 35, "text")


def test_documents_without_sentences_stand_between_others(model: Model) -> None:
    found = [len(d.sentences) for d in model.annotate_many(["", TEXT, "", " ", "It rained.", ""])]
    assert found == [0, 3, 0, 0, 1, 0]
    assert list(model.annotate_many([])) == []


def test_threads_may_share_a_model(model: Model) -> None:
    texts = [f"{TEXT} It was a {a}{b}ly {b}{a}tion of {a}{a}{b}." for a in "bcdfghkl" for b in ("um", "ol", "ar")]
    expected = [model.annotate(text) for text in texts]
    fresh = Model(model.classifier, model.manifest)
    fresh.classifier.vocabulary.__dict__.pop("table")
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(fresh.annotate, texts)) == expected
    finally:
        sys.setswitchinterval(before)


def test_a_full_table_of_words_changes_no_verdict(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"{TEXT} The zebra{'abcdefgh'[n]} rose." for n in range(8)]
    expected = list(model.annotate_many(texts))
    monkeypatch.setattr("newsgrain.model.tokens.MAX_FORMS", 0)
    assert [model.annotate(text) for text in texts] == expected


def cost(work: Callable[[], object]) -> tuple[int, int]:
    """Function calls made and bytes held at the peak: what time would show, but the same on every machine."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    tracemalloc.start()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return calls, peak


def test_a_document_of_5000_sentences_costs_ten_times_one_of_500(model: Model) -> None:
    def long(n: int) -> newsgrain.Document:
        return newsgrain.Document.from_sentences(
            [f"“The council voted {i} to 2 on Monday,” Ida Holm said of zebra{i % 7}." for i in range(n)]
        )

    model.annotate(long(500))  # what is computed once is not part of either
    small, large = (cost(lambda n=n: model.annotate(long(n))) for n in (500, 5000))  # type: ignore[misc]
    assert large[0] <= 11 * small[0]
    assert large[1] <= 11 * small[1]
    assert len(model.annotate(long(5000)).sentences) == 5000


def test_jobs_below_one_are_refused(model: Model) -> None:
    with pytest.raises(ValueError, match="jobs must be at least 1"):
        next(model.annotate_many([TEXT], jobs=0))


def test_giving_up_early_leaves_nothing_behind(model: Model) -> None:
    found = model.annotate_many((TEXT for _ in range(3000)), jobs=2, reasons=False)
    assert next(found).text == TEXT
    found.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_confidence_outside_its_range_is_refused(model: Model, threshold: float) -> None:
    with pytest.raises(ValueError, match=r"min_confidence must lie in \[0, 1\]"):
        next(model.annotate_many([TEXT], min_confidence=threshold))


def test_to_workers_a_model_travels_as_its_folder_and_not_if_that_holds_another(model: Model, tiny_model: Path) -> None:
    sent = pickle.dumps(_Annotate(model))
    assert len(sent) < 1000
    assert pickle.loads(sent).model is load_model(tiny_model)
    function, (folder, _) = _Annotate(model).__reduce__()
    with pytest.raises(ModelError, match="was replaced while it was in use"):
        function(folder, "of another model")


def test_a_pickled_model_is_whole(model: Model) -> None:
    found = pickle.loads(pickle.dumps(model))
    assert found.folder is None
    assert found.annotate(TEXT).to_dict() == model.annotate(TEXT).to_dict()
    assert pickle.loads(pickle.dumps(_Annotate(found))).model.folder is None
