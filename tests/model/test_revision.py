from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgrain.corpus.label import LABELS
from newsgrain.model.annotated import AnnotatedDocument
from newsgrain.model.revision import Amount, Movement, compare_versions

Build = Callable[..., AnnotatedDocument]

FERRY = "The council voted 7 to 2 on Monday to close the ferry."
MAYOR = "Mayor Ida Holm said the city would save two million crowns."
QUAY = "The last boat leaves the quay on 4 May."


@pytest.fixture
def before(build: Build) -> AnnotatedDocument:
    return build(
        (FERRY, "reporting"),
        ("Only time will tell.", "padding"),
        (MAYOR, "reporting"),
        ("It was a bad day.", "opinion"),
        (QUAY, "reporting"),
    )


@pytest.fixture
def after(build: Build) -> AnnotatedDocument:
    return build(
        (QUAY, "reporting"),
        (FERRY, "padding"),
        (MAYOR.replace("said", "told reporters"), "reporting"),
        ("It was a bad day.", "opinion"),
        ("We must all wait and see.", "padding"),
    )


def test_edits(before: AnnotatedDocument, after: AnnotatedDocument) -> None:
    revision = compare_versions(before, after)
    assert [(e.kind, e.before_index, e.after_index, e.relabelled) for e in revision.edits] == [
        ("moved", 4, 0, False),
        ("kept", 0, 1, True),
        ("cut", 1, None, False),
        ("changed", 2, 2, False),
        ("kept", 3, 3, False),
        ("added", None, 4, False),
    ]
    assert revision.count("kept") == 2
    assert revision.aligned_share == 4 / 5
    assert revision.is_edit


def test_movements(before: AnnotatedDocument, after: AnnotatedDocument) -> None:
    none = Amount()
    assert compare_versions(before, after).movements == {
        # 11 + 11 + 9 words; the sentence on the ferry turned to padding, "said" became two words
        "reporting": Movement(Amount(3, 32), none, none, Amount(1, 12), none, Amount(0, 1)),
        "opinion": Movement(Amount(1, 5), none, none, none, none, none),
        "padding": Movement(Amount(1, 4), Amount(1, 4), Amount(1, 6), none, Amount(1, 12), none),
    }


def test_after_and_change() -> None:
    movement = Movement(Amount(5, 50), Amount(2, 20), Amount(1, 8), Amount(1, 9), Amount(3, 30), Amount(0, -4))
    assert (movement.after, movement.change) == (Amount(6, 55), Amount(1, 5))


def test_white_space_and_case_of_an_edit(build: Build) -> None:
    kinds = [
        compare_versions(build(("It rained all day.", "reporting")), build((text, "reporting"))).edits[0].kind
        for text in ("It  rained\nall day.", "it rained all day.", "It rained all day!")
    ]
    assert kinds == ["kept", "changed", "changed"]


def test_what_was_cut_stands_before_what_came_in_its_place(build: Build) -> None:
    old = build((FERRY, "reporting"), ("Only time will tell.", "padding"), (QUAY, "reporting"))
    new = build((FERRY, "reporting"), ("Rain fell in Oslo.", "reporting"), (QUAY, "reporting"))
    assert [edit.kind for edit in compare_versions(old, new).edits] == ["kept", "cut", "added", "kept"]


def test_unrelated_documents_are_no_edit(build: Build) -> None:
    revision = compare_versions(build((FERRY, "reporting")), build(("Rain fell in Oslo.", "reporting")))
    assert [edit.kind for edit in revision.edits] == ["cut", "added"]
    assert not revision.is_edit


def test_empty_documents(build: Build) -> None:
    revision = compare_versions(build(), build())
    assert (revision.edits, revision.aligned_share, revision.is_edit) == ((), 0.0, False)
    assert [edit.kind for edit in compare_versions(build((FERRY, "padding")), build()).edits] == ["cut"]


def test_uncertain_has_a_movement_where_it_occurs(build: Build) -> None:
    revision = compare_versions(build((FERRY, "uncertain")), build((FERRY, "reporting")))
    assert list(revision.movements) == [*LABELS, "uncertain"]
    assert revision.movements["uncertain"].lost == Amount(1, 12)


def test_to_dict(before: AnnotatedDocument, after: AnnotatedDocument) -> None:
    found = compare_versions(before, after).to_dict()
    assert found["aligned_share"] == 0.8
    assert found["movements"]["padding"]["after"] == {"sentences": 2, "words": 18}
    assert found["edits"][2] == {
        "kind": "cut",
        "similarity": 0.0,
        "before": {"index": 1, "label": "padding", "confidence": 0.9, "text": "Only time will tell."},
        "after": None,
    }


UNITS = st.lists(
    st.tuples(
        st.sampled_from(["Ships sank.", "Ships sank fast.", "It rained.", "Who knows?"]), st.sampled_from(LABELS)
    ),
    max_size=7,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=UNITS, new=UNITS)
def test_the_amounts_add_up(build: Build, old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    before, after = build(*old), build(*new)
    revision = compare_versions(before, after)
    for label, movement in revision.movements.items():
        for version, amount in ((before, movement.before), (after, movement.after)):
            total = version.summary.labels[label]
            assert (amount.sentences, amount.words) == (total.sentences, total.words)
    assert [e.after_index for e in revision.edits if e.after] == list(range(len(new)))
    assert sorted(e.before_index for e in revision.edits if e.before and e.before_index is not None) == list(
        range(len(old))
    )


def test_merging_and_splitting_cut_and_add_nothing(build: Build) -> None:
    two = build((FERRY, "reporting"), ("Mayor Ida Holm left before the vote.", "reporting"))
    one = build((f"{FERRY[:-1]}, and Mayor Ida Holm left before the vote.", "reporting"))
    merged, split = compare_versions(two, one), compare_versions(one, two)
    assert [(e.kind, e.before_index, e.after_index) for e in merged.edits] == [("changed", 0, 0), ("merged", 1, 0)]
    assert [(e.kind, e.before_index, e.after_index) for e in split.edits] == [("changed", 0, 0), ("split", 0, 1)]
    none = Amount()
    assert merged.movements["reporting"] == Movement(Amount(2, 19), none, none, none, none, Amount(-1, 1))
    assert split.movements["reporting"].reworded == Amount(1, -1)
    assert merged.to_dict()["edits"][1]["after"] == {"index": 0}
