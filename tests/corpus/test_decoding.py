"""Encodings, and what is no text at all."""

import io
import logging
from typing import cast

import pytest

from newsgrain.corpus.decoding import decode, decoded_lines
from newsgrain.corpus.errors import InputError

WESTERN = "The préfet said: “Nobody left the village before the fire crossed the road to Orléans – nobody.” " * 5
RUSSIAN = "Совет принял решение закрыть библиотеку. Жители города были недовольны этим решением. " * 5


def stream(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(cast(io.RawIOBase, io.BytesIO(data)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding), "a.txt") == WESTERN
    lines = decoded_lines(stream(f"é\r\nb\n{WESTERN}".encode(encoding)), "a.txt")
    assert list(lines) == ["é\r\n", "b\n", WESTERN]


@pytest.mark.parametrize(("text", "encoding"), [(WESTERN, "cp1252"), (RUSSIAN, "cp1251")])
def test_legacy_encoding_is_detected_and_named(text: str, encoding: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "newsgrain"):
        assert decode(text.encode(encoding), "a.txt") == text
    assert "a.txt: not UTF-8; read as" in caplog.text


def test_page_declares_its_encoding(caplog: pytest.LogCaptureFixture) -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Да</body></html>'
    assert decode(page.encode("cp1251"), "a.html", markup=True) == page
    assert "read as windows-1251, as the page declares" in caplog.text


def test_page_that_declares_nonsense_is_detected(caplog: pytest.LogCaptureFixture) -> None:
    page = f'<meta charset="klingon"><p>{WESTERN}</p>'
    assert decode(page.encode("cp1252"), "a.html", markup=True) == page
    assert "declares the encoding klingon but is not in it" in caplog.text


def test_stray_legacy_line_in_utf8(caplog: pytest.LogCaptureFixture) -> None:
    data = "Zoë\n".encode() + f"{WESTERN}\n".encode("cp1252") + "Zoë\n".encode()
    assert list(decoded_lines(stream(data), "a.csv")) == [
        "Zoë\n",
        f"{WESTERN}\n",
        "Zoë\n",
    ]
    assert caplog.text.count("not UTF-8") == 1


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"%PDF-1.7 x", "is a PDF"),
        (b"PK\x03\x04zip", "is a ZIP archive or office document"),
        (b"\x89PNG\r\n", "is an image"),
        (b"ab\0cd", "is binary"),
        (b"\xff\xfea\0b", "has the mark of utf-16 but is not in it"),
    ],
)
def test_what_is_no_text(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=f"^a.txt: {problem}"):
        decode(data, "a.txt")


def test_line_separators_do_not_end_lines() -> None:
    assert list(decoded_lines(stream("a\u2028b\x0cc\x85\nd".encode()), "a")) == ["a\u2028b\x0cc\x85\n", "d"]


def test_a_short_text_with_accented_names_is_western() -> None:
    text = "The café in Orléans closed on Monday. Señor Núñez said: no."
    assert decode(text.encode("latin-1"), "a.txt") == text
