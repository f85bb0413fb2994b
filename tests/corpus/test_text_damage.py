"""Damaged characters: each kind, and sound text that looks a little like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.corpus.text_damage import text_damage


@pytest.mark.parametrize(
    "lost", ["wasn’t", "“No”", "a – b", "café", "£5", "§ 3", "Dvořák", "Gdańsk", "™", "\ufeffIt", "🙂", "naïve\xa0"]
)
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_utf_8_read_as_western(lost: str, wrong: str) -> None:
    try:
        garbled = lost.encode().decode(wrong)
    except UnicodeDecodeError:
        garbled = lost.encode().decode(wrong, "ignore")
        if lost != "“No”":
            pytest.skip("this byte has no character there")
    problems = list(text_damage(f"He said {garbled} there."))
    assert problems
    if wrong == "cp1252":
        assert "UTF-8 that was read as windows-1252" in problems[0]


def test_utf_8_read_as_mac_roman() -> None:
    assert len(list(text_damage("wasn’t".encode().decode("mac-roman")))) == 1


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("caf\ufffd", "replacement character (U+FFFD)"),
        ("a\0b", "control character (U+0000)"),
        ("a\x93b", "control character (U+0093)"),
        ("a\u202eb", "bidirectional override (U+202E)"),
        ("a\u2066b", "bidirectional override (U+2066)"),
        ("a\ud83db", "half a surrogate pair (U+D83D)"),
        ("Smith &amp; Sons", "'&amp;' is an HTML entity"),
        ("wasn&#8217;t", "'&#8217;' is an HTML entity"),
        ("wasn&#x2019;t", "'&#x2019;' is an HTML entity"),
        ("a &made; b&nbsp;c", "'&nbsp;' is an HTML entity"),
    ],
)
def test_each_kind_is_named(text: str, problem: str) -> None:
    (message,) = text_damage(text)
    assert problem in message


def test_every_kind_once() -> None:
    assert len(list(text_damage("Ã© Ã© \ufffd\ufffd \0 \u202e \udc00 &lt; &gt;"))) == 6


@pytest.mark.parametrize(
    "text",
    [
        "He wrote “Sì, già, à la carte…” — for £5 in the café.",
        "“CAFÉ” and “MENÜ” and “cliché”— said Åse; “É…”",
        "Smith & Sons; R&D; a &made; up",
        "One line,\tanother\r\nline",
        "السلام\u200f 中文 🙂 e\u0301",
        "“ÂME” is French, “IRMÃO” Portuguese, Ä and Å Swedish.",
    ],
)
def test_sound_text(text: str) -> None:
    assert list(text_damage(text)) == []


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20, exclude_characters="&")))
def test_plain_ascii_is_sound(text: str) -> None:
    assert list(text_damage(text)) == []
