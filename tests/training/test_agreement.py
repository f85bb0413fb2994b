import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import NewsgrainError
from newsgrain.corpus.label import LABELS, Label
from newsgrain.corpus.labelled import LabelledDocument
from newsgrain.training.agreement import Ratings, agreement, annotator_names, match_annotators, two_passes
from newsgrain.training.agreement_statistics import MISSING, fleiss_kappa

REP, OPI, PAD = LABELS


def document(id: str, *labels: Label, texts: list[str] | None = None, **metadata: object) -> LabelledDocument:
    sentences = texts or [f"Sentence {i}." for i in range(len(labels))]
    return LabelledDocument(Document.from_sentences(sentences, id=id, metadata=metadata), labels, ({},) * len(labels))


def ratings(*columns: list[int]) -> Ratings:
    table = np.array(columns).T
    return Ratings(tuple("abcdef"[: table.shape[1]]), table, ["d"] * len(table), {})


def test_two_annotators_by_hand() -> None:
    # 3 of 6 alike; by chance (3·3 + 2·2 + 1·1) / 36
    found = agreement(ratings([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 2, 0]))
    pair = found.pairs[0]
    assert pair.cohen_kappa.value == pytest.approx((3 / 6 - 14 / 36) / (1 - 14 / 36))
    assert pair.confusion == ((2, 1, 0), (0, 1, 1), (1, 0, 0))
    assert found.observed.value == pytest.approx(3 / 6)
    # label by label: twice the common ones over all uses of the label
    assert {k: v.value for k, v in found.labels.items()} == pytest.approx({REP: 4 / 6, OPI: 2 / 4, PAD: 0 / 2})


def test_krippendorff_with_missing_labels_by_hand() -> None:
    # units (0,0), (0,1), (1,1), (2,) and (1,1,0): coincidences o00 2, o11 2+1, o01 1+1 each way
    found = agreement(ratings([0, 0, 1, 2, 1], [0, 1, 1, -1, 1], [-1, -1, -1, -1, 0]))
    zeros, ones = 2 + 1 + 1, 2 + 1 + 1 + 1
    disagree, n = 4, zeros + ones
    expected = (n * n - zeros**2 - ones**2) / (n - 1)
    assert found.krippendorff_alpha.value == pytest.approx(1 - disagree / expected)


def test_fleiss_by_hand() -> None:
    # three annotators, two sentences: counts (3,0,0) and (1,2,0); P = (1 + 1/3) / 2, chance (4/6)² + (2/6)²
    table = np.array([[0, 0, 0], [0, 1, 1]])
    assert fleiss_kappa(table) == pytest.approx((2 / 3 - 5 / 9) / (1 - 5 / 9))
    assert fleiss_kappa(np.array([[0, MISSING]])) is None


columns = st.integers(1, 30).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 2), min_size=n, max_size=n), min_size=2, max_size=4)
)


@given(columns)
def test_agreement_is_bounded_and_blind_to_the_order_of_annotators(rows: list[list[int]]) -> None:
    found, turned = agreement(ratings(*rows)), agreement(ratings(*rows[::-1]))
    assert found.krippendorff_alpha.value == pytest.approx(turned.krippendorff_alpha.value)
    assert found.fleiss_kappa == pytest.approx(turned.fleiss_kappa)
    assert 0 <= found.observed.value <= 1
    assert found.krippendorff_alpha.value <= 1 + 1e-9


@given(st.lists(st.integers(0, 2), min_size=1, max_size=30))
def test_who_agrees_always_scores_one(row: list[int]) -> None:
    found = agreement(ratings(row, row, row))
    assert found.krippendorff_alpha.value == pytest.approx(1)
    assert found.fleiss_kappa == pytest.approx(1)
    assert all(pair.cohen_kappa.value == pytest.approx(1) for pair in found.pairs)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=40))
def test_cohen_agrees_with_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    a, b = (list(column) for column in zip(*pairs, strict=True))
    if set(a) == set(b) and len(set(a)) == 1:
        return  # undefined there, 1 here
    assert agreement(ratings(a, b)).pairs[0].cohen_kappa.value == pytest.approx(cohen_kappa_score(a, b))


def test_sentences_that_one_alone_labelled_are_counted() -> None:
    ana = [document("x", REP, OPI), document("only ana", PAD)]
    ben = [document("x", REP, REP, texts=["Sentence 0.", "Another sentence."])]
    found = match_annotators({"ana": ana, "ben": ben})
    assert found.labels.tolist() == [[0, 0]]
    assert found.unshared == {"ana": 2, "ben": 1}


def test_nothing_in_common_and_repeated_ids_are_refused() -> None:
    with pytest.raises(NewsgrainError, match="share no sentence"):
        match_annotators({"ana": [document("x", REP)], "ben": [document("y", REP)]})
    with pytest.raises(NewsgrainError, match="'x' stands twice"):
        match_annotators({"ana": [document("x", REP), document("x", REP)], "ben": [document("x", REP)]})
    with pytest.raises(NewsgrainError, match="at least two"):
        match_annotators({"ana": [document("x", REP)]})


def test_both_passes_of_one_corpus() -> None:
    twice = document("x", REP, PAD, OPI, second_pass=True)
    extras: tuple[dict[str, object], ...] = ({}, {"contested": True, "author_label": REP, "second_label": PAD}, {})
    corpus = [LabelledDocument(twice.document, twice.labels, extras), document("once", REP)]
    found = two_passes(corpus)
    assert found.labels.tolist() == [[0, 0], [0, 2], [1, 1]]
    assert found.unshared["author"] == 1
    with pytest.raises(NewsgrainError, match="second_pass"):
        two_passes([document("once", REP)])


def test_documents_that_agree_least_come_first() -> None:
    found = agreement(Ratings(("a", "b"), np.array([[0, 0], [0, 1], [2, 2]]), ["good", "bad", "good"], {}))
    assert found.documents == (("bad", 1, 0.0), ("good", 2, 1.0))


def test_names_of_annotators_are_stems_where_these_differ() -> None:
    assert annotator_names(["x/ana.jsonl", "x/ben.jsonl"]) == ("ana", "ben")
    assert annotator_names(["ana/l.jsonl", "ben/l.jsonl"]) == ("ana/l.jsonl", "ben/l.jsonl")
