import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.model.alignment import Pair, absorbed, align

OLD = [
    "The council voted 7 to 2 on Monday to close the ferry.",
    "Mayor Ida Holm said the city would save two million crowns.",
    "Only time will tell.",
    "The last boat leaves the quay on 4 May.",
]


def places(pairs: list[Pair]) -> list[tuple[int, int, bool]]:
    return [(pair.before, pair.after, pair.moved) for pair in pairs]


def test_the_same_text() -> None:
    assert align(OLD, OLD) == [Pair(i, i, 1.0, moved=False) for i in range(4)]


def test_cut_and_added() -> None:
    new = [OLD[0], "Fishermen blocked the harbour.", OLD[1], OLD[3]]
    assert places(align(OLD, new)) == [(0, 0, False), (1, 2, False), (3, 3, False)]


def test_a_reworded_sentence_keeps_its_partner() -> None:
    new = [OLD[0].replace("on Monday", "on Tuesday evening"), *OLD[1:]]
    first, *rest = align(OLD, new)
    assert (first.before, first.after, first.moved) == (0, 0, False)
    assert 0.5 < first.similarity < 1
    assert len(rest) == 3


def test_similarity_is_the_weight_of_shared_words() -> None:
    # Of two sentences every word in one of them weighs 1 + ln 2, every word in both 1: 2 · 2 / (4 + 2 · (1 + ln 2))
    (pair,) = align(["It rained hard."], ["It rained softly."])
    assert pair.similarity == pytest.approx(4 / (4 + 2 * (1 + 0.693147)), abs=1e-4)


def test_a_sentence_out_of_order_is_moved() -> None:
    new = [OLD[3], OLD[0], OLD[1], OLD[2]]
    assert places(align(OLD, new)) == [(3, 0, True), (0, 1, False), (1, 2, False), (2, 3, False)]


def test_sentences_that_share_small_words_only_are_no_pair() -> None:
    assert align(["The mayor is in the house of the king."], ["The ferry is at the quay of the town."]) == []


def test_sentences_without_words() -> None:
    assert places(align(["* * *", "—"], ["—", "* * *"])) == [(1, 0, False), (0, 1, True)]


def test_repeated_sentences_are_paired_in_order() -> None:
    assert places(align(["Time will tell."] * 3, ["Time will tell."] * 2)) == [(1, 0, False), (2, 1, False)]


@pytest.mark.parametrize(("before", "after"), [([], []), (["One."], []), ([], ["One."])])
def test_nothing_to_align(before: list[str], after: list[str]) -> None:
    assert align(before, after) == []


def test_long_documents() -> None:
    old = [f"Ship number {i} left port {i % 13} with {i * 7} crates." for i in range(3_000)]
    new = [text for i, text in enumerate(old) if i % 10]
    pairs = align(old, new)
    assert [pair.before for pair in pairs] == [i for i in range(3_000) if i % 10]
    assert all(pair.similarity == 1 and not pair.moved for pair in pairs)


WORDS = st.lists(st.sampled_from(["ship", "port", "crate", "king", "rain"]), min_size=1, max_size=4).map(" ".join)


@given(before=st.lists(WORDS, max_size=8), after=st.lists(WORDS, max_size=8))
def test_each_sentence_is_in_one_pair_and_the_unmoved_keep_their_order(before: list[str], after: list[str]) -> None:
    pairs = align(before, after)
    assert len({p.before for p in pairs}) == len(pairs) == len({p.after for p in pairs})
    assert [p.after for p in pairs] == sorted(p.after for p in pairs)
    kept = [p.before for p in pairs if not p.moved]
    assert kept == sorted(kept)
    assert all(0.5 <= p.similarity <= 1 for p in pairs)


@given(text=st.lists(WORDS, max_size=8, unique_by=lambda words: frozenset(words.split())))
def test_a_text_is_wholly_aligned_with_itself(text: list[str]) -> None:
    assert places(align(text, text)) == [(i, i, False) for i in range(len(text))]


def test_what_was_merged_or_split_off() -> None:
    whole = "The council voted 7 to 2 on Monday to close the ferry, and Mayor Ida Holm left before the vote."
    halves = ["The council voted 7 to 2 on Monday to close the ferry.", "Mayor Ida Holm left before the vote."]
    assert absorbed(halves, [whole], {0: 0}) == {1: 0}
    assert absorbed([*halves, OLD[3]], [whole], {0: 0}) == {1: 0}


def test_a_repeated_sentence_that_is_cut_was_not_merged() -> None:
    assert absorbed([OLD[2], OLD[2]], [OLD[2]], {0: 0}) == {}
