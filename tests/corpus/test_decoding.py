"""Encodings, and what is no text at all."""

import io
import logging
from typing import cast

import pytest

from newsgrain.corpus.decoding import DamagedLine, decode, decoded_lines
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


def test_damaged_utf8_stays_utf8(caplog: pytest.LogCaptureFixture) -> None:
    whole = WESTERN.encode()
    cut = whole[: whole.index("“".encode()) + 2]  # in the middle of a character
    assert decode(cut, "a.txt") == cut[:-2].decode() + "\ufffd"
    assert decode(whole + b"\x9d", "a.txt") == WESTERN + "\ufffd"
    assert list(decoded_lines(stream(b"a \xe2\x80\n" + whole + b"\x81\nb"), "b.csv")) == [
        "a \ufffd\n",
        WESTERN + "\ufffd\n",
        "b",
    ]
    assert [record.getMessage().split(":")[0] for record in caplog.records] == ["a.txt", "a.txt", "b.csv"]


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        (WESTERN, ["cp1252"]),
        (RUSSIAN, ["cp1251", "koi8-r", "iso8859-5"]),
        ("委员会周一投票决定关闭图书馆。居民对此表示愤怒,市长说没有别的选择。" * 5, ["gb18030", "big5hkscs"]),
        ("市議会は月曜日に図書館の閉鎖を決定した。住民は怒っている。" * 5, ["shift_jis", "euc_jp"]),
        ("시의회는 월요일에 도서관을 닫기로 했다. 주민들은 화가 났다. " * 5, ["euc_kr"]),
        ("قرر المجلس يوم الاثنين إغلاق المكتبة. السكان غاضبون. " * 5, ["cp1256"]),
        ("Η βουλή αποφάσισε τη Δευτέρα να κλείσει τη βιβλιοθήκη. " * 5, ["cp1253"]),
        ("Rada zdecydowała w poniedziałek o zamknięciu biblioteki. Źle się stało. " * 5, ["cp1250"]),
    ],
)
def test_other_encodings_are_not_taken_for_damaged_utf8(
    text: str, encodings: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    for encoding in encodings:
        assert "\ufffd" not in decode(text.encode(encoding, "ignore"), "a.txt")
        assert "U+FFFD" not in caplog.text


def test_a_line_in_no_encoding_is_marked() -> None:
    plain = b"It rained.\n" * 20_000  # more than is looked at to tell the encoding
    lines = list(decoded_lines(stream(b"caf\xe9\n" + plain + b"caf\xe9 \x81\nb\n"), "a.csv"))
    assert [number for number, line in enumerate(lines) if isinstance(line, DamagedLine)] == [20_001]
    assert lines[0] == "café\n"
    assert lines[20_001:] == ["caf\udce9 \udc81\n", "b\n"]
