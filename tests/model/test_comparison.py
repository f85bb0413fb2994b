from collections.abc import Callable

import pytest

from newsgrain.corpus.bootstrap import Interval
from newsgrain.corpus.document import Document
from newsgrain.corpus.errors import ComparisonError
from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.comparison import FEW_UNITS, annotate_groups, compare
from newsgrain.model.storage import load_model
from newsgrain.model.summary import LabelTotal

Build = Callable[..., AnnotatedDocument]


def test_two_documents(build: Build) -> None:
    first = build(("One two three.", "reporting"), ("Four.", "padding"))
    second = build(("One two.", "reporting"), ("Three four.", "opinion"))
    found = compare([("a", first), ("b", second)])
    a = found.sides[0]
    assert (a.name, a.documents, a.sentences, a.words, a.basis, a.few) == ("a", 1, 2, 4, "sentences", True)
    assert a.totals["reporting"] == LabelTotal(1, 3, 0.75)
    # Resampled from two sentences: all reporting, as it is, all padding
    assert a.information_density == a.shares["reporting"] == Interval(0.75, 0.0, 1.0)
    assert a.excess == {"reporting": 0.25, "opinion": -0.5, "padding": 0.25}
    assert found.differences is not None
    assert {label: d.value for label, d in found.differences.items()} == {
        "reporting": -0.25,
        "opinion": 0.5,
        "padding": -0.25,
    }
    assert found.revision is not None
    assert (found.labels, found.model_name) == (("reporting", "opinion", "padding"), "default")


def test_groups_are_resampled_by_document(build: Build) -> None:
    even = [("even", build(("One.", "reporting"), ("Two.", "padding"))) for _ in range(FEW_UNITS)]
    odd = [("odd", build(("One.", label), ("Two.", label))) for label in ("reporting", "padding") * 10]
    found = compare([*even, *odd])
    steady, varied = found.sides
    # Each document of the first group is half padding, so each resample is; those of the second are all or nothing.
    assert steady.shares["padding"] == Interval(0.5, 0.5, 0.5)
    assert varied.shares["padding"].value == 0.5
    assert 0.2 < varied.shares["padding"].low < 0.4
    assert 0.6 < varied.shares["padding"].high < 0.8
    assert (steady.documents, steady.basis, steady.few) == (FEW_UNITS, "documents", False)
    assert found.revision is None


def test_documents_of_a_side_need_not_stand_together(build: Build) -> None:
    one, two = build(("One.", "reporting")), build(("Two.", "padding"))
    found = compare([("a", one), ("b", two), ("a", two)])
    assert [(side.name, side.documents) for side in found.sides] == [("a", 2), ("b", 1)]
    assert found.sides[0].shares["padding"].value == 0.5


def test_excess_is_over_all_others_together(build: Build) -> None:
    sides = [
        ("a", build(("One two.", "padding"))),
        ("b", build(("One.", "reporting"))),
        ("c", build(("One.", "padding"))),
    ]
    found = compare(sides)
    assert [side.excess["padding"] for side in found.sides] == pytest.approx([0.5, -1.0, 1 - 2 / 3])
    assert found.differences is None


def test_a_side_without_words(build: Build) -> None:
    found = compare([("empty", build()), ("full", build(("One.", "reporting")))])
    empty = found.sides[0]
    assert str(empty.information_density) == "undefined"
    assert (empty.words, empty.totals["padding"]) == (0, LabelTotal(0, 0, 0.0))
    assert found.differences is not None
    assert str(found.differences["padding"]) == "undefined"
    assert found.to_dict()["sides"][0]["information_density"] == {"value": None, "low": None, "high": None}


def test_uncertain_is_a_label_where_it_occurs(build: Build) -> None:
    found = compare([("a", build(("One.", "uncertain"))), ("b", build(("One.", "reporting")))])
    assert found.labels == ("reporting", "opinion", "padding", "uncertain")
    assert [side.shares["uncertain"].value for side in found.sides] == [1.0, 0.0]


@pytest.mark.parametrize(("names", "received"), [([], "none"), (["a"], "one, 'a'"), (["a", "a"], "one, 'a'")])
def test_fewer_than_two(build: Build, names: list[str], received: str) -> None:
    with pytest.raises(ComparisonError, match=f"at least two documents or groups to compare; received {received}"):
        compare((name, build(("One.", "reporting"))) for name in names)


def test_the_same_again(build: Build) -> None:
    sides = [("a", build(("One.", "reporting"), ("Two.", "padding"))), ("b", build(("One two.", "opinion")))]
    assert compare(sides).to_dict() == compare(sides).to_dict()


def test_to_dict(build: Build) -> None:
    found = compare([("a", build(("One.", "reporting"))), ("b", build(("Two.", "padding")))]).to_dict()
    assert found["model"] == {"name": "default", "version": "1"}
    assert found["sides"][1]["labels"]["padding"]["share"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert found["sides"][1]["telling"]["padding"][0]["text"] == "Two."
    assert found["differences"]["padding"]["value"] == 1.0
    assert [edit["kind"] for edit in found["revision"]["edits"]] == ["cut", "added"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_annotated_documents_keep_the_name_of_their_side(tiny_model: object, jobs: int) -> None:
    named = [(f"side {n % 3}", Document(f"Number {n} rained.", id=str(n))) for n in range(20)]
    annotated = list(annotate_groups(load_model(str(tiny_model)), named, jobs=jobs))
    assert [(name, document.id) for name, document in annotated] == [(name, d.id) for name, d in named]
