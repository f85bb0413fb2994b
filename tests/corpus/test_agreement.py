import numpy as np
import pytest

from newsgrain.corpus.agreement import DocumentAgreement, measure_agreement
from newsgrain.corpus.annotations import MISSING, Annotations


def annotations(*labels: list[int], documents: list[int]) -> Annotations:
    names = tuple("abc"[: max(documents) + 1])
    return Annotations(
        tuple(f"annotator {n}" for n in range(len(labels))), names, np.array(documents), np.array(labels)
    )


TWO = annotations([0, 0, 1, 2, 0, 1], [0, 0, 1, 2, 1, 1], documents=[0, 0, 0, 1, 1, 1])


def test_two_annotators() -> None:
    found = measure_agreement(TWO)
    (pair,) = found.pairs
    assert pair.confusion == ((2, 1, 0), (0, 2, 0), (0, 0, 1))
    assert pair.agreement.value == pytest.approx(5 / 6)
    # by chance (3·2 + 2·3 + 1·1) / 36
    assert pair.cohen_kappa.value == pytest.approx((5 / 6 - 13 / 36) / (1 - 13 / 36))
    assert [f1.value for f1 in pair.f1.values()] == pytest.approx([4 / 5, 4 / 5, 1])
    # pooled: 5, 5 and 2 of 12 labels; by chance (25 + 25 + 4) / 144
    assert found.fleiss_kappa.value == pytest.approx((5 / 6 - 54 / 144) / (1 - 54 / 144))
    assert found.krippendorff_alpha.value == pytest.approx(1 - 11 * 2 / (144 - 54))


def test_documents_the_lowest_first() -> None:
    first, second = measure_agreement(TWO).documents
    # alpha of b: labels 2|2, 0|1, 1|1; n = 6, disagreeing 2, 36 - (1 + 9 + 4) = 22
    assert first == DocumentAgreement("b", 3, 1, 2 / 3, 1 - 5 * 2 / 22)
    assert second == DocumentAgreement("a", 3, 0, 1.0, 1.0)


def test_the_interval_spans_the_figure() -> None:
    random = np.random.default_rng(0)
    labels = random.integers(0, 3, (2, 200))
    labels[1, :150] = labels[0, :150]
    found = measure_agreement(Annotations(("x", "y"), tuple(map(str, range(20))), np.repeat(np.arange(20), 10), labels))
    for figure in (found.fleiss_kappa, found.krippendorff_alpha, found.pairs[0].cohen_kappa):
        assert figure.low < figure.value < figure.high
    assert found == measure_agreement(
        Annotations(("x", "y"), tuple(map(str, range(20))), np.repeat(np.arange(20), 10), labels)
    )


def test_what_only_some_labelled_is_counted() -> None:
    three = annotations([0, 1, MISSING, 2], [0, 1, 2, MISSING], [0, MISSING, 2, MISSING], documents=[0, 0, 0, 1])
    found = measure_agreement(three)
    assert (found.sentences, found.compared, found.complete) == (4, 3, 1)
    assert found.missing == {"annotator 0": 1, "annotator 1": 1, "annotator 2": 2}
    assert [(pair.annotators[0][-1], pair.annotators[1][-1], pair.sentences) for pair in found.pairs] == [
        ("0", "1", 2),
        ("0", "2", 1),
        ("1", "2", 2),
    ]
    assert found.krippendorff_alpha.value == 1
    assert [document.document for document in found.documents] == ["a"]


def test_undefined_figures_are_null() -> None:
    found = measure_agreement(annotations([0, 0], [0, 0], documents=[0, 0]))
    assert str(found.fleiss_kappa) == "undefined"
    nothing = {"value": None, "low": None, "high": None}
    record = found.to_dict()
    assert (record["fleiss_kappa"], record["krippendorff_alpha"]) == (nothing, nothing)
    assert record["pairs"][0]["cohen_kappa"] == nothing
    assert record["pairs"][0]["agreement"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert record["pairs"][0]["f1"]["padding"] == nothing


def test_annotators_who_never_meet_are_no_pair() -> None:
    found = measure_agreement(
        annotations([0, 1, MISSING, MISSING], [0, 2, 1, 2], [MISSING, MISSING, 1, 2], documents=[0, 0, 1, 1])
    )
    assert len(found.pairs) == 2
    assert str(found.fleiss_kappa) == "undefined"  # nothing that all three labelled
