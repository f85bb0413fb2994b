import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.model.rendering.visible import visible, visible_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain é 漢 🙂", "plain é 漢 🙂"),
        ("\x00", "␀"),
        ("\x1b[31m", "␛[31m"),
        ("\x7f", "␡"),
        ("\x9b", "⟨U+009B⟩"),
        ("\u202e", "⟨U+202E⟩"),
        ("\u2066", "⟨U+2066⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("שלום\u200f", "שלום\u200f"),
        ("a\tb\r\nc", "a\tb\r\nc"),
    ],
)
def test_characters_that_act_are_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_acts_remains_in_a_line(text: str) -> None:
    line = visible_line(text)
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or 0xD800 <= ord(c) < 0xE000 for c in line)


def test_white_space_becomes_single_spaces() -> None:
    assert visible_line(" one\r\n\ttwo\u2028three ") == "one two three"
