from hypothesis import given
from hypothesis import strategies as st

from newsgrain.model.word_changes import MAX_WORDS, WordChange, word_changes


def test_cut_before_added() -> None:
    assert word_changes("The old ferry sank.", "The ferry was sold.") == [
        WordChange("kept", "The"),
        WordChange("cut", "old"),
        WordChange("kept", "ferry"),
        WordChange("cut", "sank."),
        WordChange("added", "was sold."),
    ]


def test_white_space_does_not_count() -> None:
    assert word_changes("It\n rained.", "It rained.") == [WordChange("kept", "It rained.")]


def test_nothing() -> None:
    assert word_changes("", " ") == []
    assert word_changes("", "Rain.") == [WordChange("added", "Rain.")]


def test_a_sentence_beyond_measure_is_replaced_whole() -> None:
    old, new = "a " * (MAX_WORDS + 1), "a b"
    assert [change.operation for change in word_changes(old, new)] == ["cut", "added"]


@given(before=st.text(alphabet="ab \n"), after=st.text(alphabet="ab \n"))
def test_both_versions_can_be_read_off(before: str, after: str) -> None:
    changes = word_changes(before, after)
    assert " ".join(c.text for c in changes if c.operation != "added").split() == before.split()
    assert " ".join(c.text for c in changes if c.operation != "cut").split() == after.split()
