import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.model.rendering.legible import legible


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("“Why?” – 漢字", "utf-8", "“Why?” – 漢字"),
        ("“Why?” – it’s 5…", "ascii", '"Why?" - it\'s 5...'),
        ("“Why?” – it’s 5…", "cp1252", "“Why?” – it’s 5…"),
        ("a → b ≥ 5 €", "latin-1", "a -> b >= 5 EUR"),
        ("Škoda in Łódź", "ascii", "Skoda in ?odz"),
        ("cafe\u0301", "ascii", "cafe"),
        ("½ ﬁne", "ascii", "? fine"),
        ("漢", "cp437", "?"),
        ("no\u2060break", "cp1252", "nobreak"),
    ],
)
def test_the_nearest_that_an_encoding_has(text: str, encoding: str, shown: str) -> None:
    assert legible(text, encoding) == shown


@given(text=st.text(), encoding=st.sampled_from(["ascii", "cp437", "cp1252", "cp850", "latin-1", "utf-8"]))
def test_it_can_always_be_encoded(text: str, encoding: str) -> None:
    assert legible(text, encoding).encode(encoding) is not None
