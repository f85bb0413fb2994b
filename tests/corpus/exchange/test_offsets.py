from hypothesis import given
from hypothesis import strategies as st

from newsgrain.corpus.exchange.offsets import code_points_of_utf16, has_astral, utf16_offsets


def test_an_emoji_is_two_units() -> None:
    assert utf16_offsets("a😀b") == [0, 1, 3, 4]
    assert code_points_of_utf16("a😀b") == {0: 0, 1: 1, 3: 2, 4: 3}
    assert has_astral("a😀b")


@given(st.text(st.sampled_from("aé\uffff\U00010000😀"), max_size=9))
def test_offsets_are_those_of_utf_16(text: str) -> None:
    assert utf16_offsets(text) == [len(text[:end].encode("utf-16-le")) // 2 for end in range(len(text) + 1)]
    assert has_astral(text) == (len(text.encode("utf-16-le")) > 2 * len(text))
