"""What is English, what is not, and what is too short to tell; the sentences of other languages are our own."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgrain.corpus.labelled import read_labelled
from newsgrain.corpus.language import is_foreign, language_name, language_of

OWN = Path(__file__).resolve().parents[2] / "corpus" / "data"

OTHERS = {
    "de": "Der Stadtrat hat am Montag beschlossen, die alte Bibliothek zu schließen. Man habe keine Wahl.",
    "fr": "Le conseil municipal a décidé lundi de fermer la vieille bibliothèque. La maire a dit qu'elle le regrette.",
    "es": "El ayuntamiento decidió el lunes cerrar la antigua biblioteca. No había otra opción, dijo.",
    "pt": "A câmara decidiu na segunda-feira fechar a velha biblioteca. Não havia outra escolha, disse ela.",
    "it": "Il consiglio comunale ha deciso lunedì di chiudere la vecchia biblioteca. La sindaca ha detto che è triste.",
    "nl": "De gemeenteraad heeft maandag besloten de oude bibliotheek te sluiten. Er was geen andere keus, zei zij.",
    "sv": "Kommunfullmäktige beslutade i måndags att stänga det gamla biblioteket. Det fanns inte något annat val.",
    "pl": "Rada miasta zdecydowała w poniedziałek o zamknięciu starej biblioteki. Nie było innego wyjścia.",
    "fi": "Kaupunginvaltuusto päätti maanantaina sulkea vanhan kirjaston. Muuta vaihtoehtoa ei ollut, hän sanoi.",
    "tr": "Belediye meclisi pazartesi günü eski kütüphanenin kapatılmasına karar verdi. Başka bir çare yok, dedi.",
    "vi": "Hội đồng thành phố đã quyết định đóng cửa thư viện cũ. Thị trưởng nói rằng không còn lựa chọn nào khác.",
    "id": "Dewan kota pada hari Senin memutuskan untuk menutup perpustakaan lama. Tidak ada pilihan lain, katanya.",
    "und-Arab": "قرر المجلس البلدي يوم الاثنين إغلاق المكتبة القديمة. وقالت رئيسة البلدية إنه لم يكن هناك خيار آخر.",
    "und-Hani": "市议会周一决定关闭旧图书馆。市长说别无选择。",
    "und-Deva": "नगर परिषद ने सोमवार को पुराना पुस्तकालय बंद करने का फैसला किया।",
    "und-Cyrl": "Городской совет решил в понедельник закрыть старую библиотеку.",
    "und-Jpan": "市議会は月曜日に古い図書館の閉鎖を決めた。",
    "und-Hang": "시의회는 월요일에 오래된 도서관을 닫기로 했다.",
    "und-Grek": "Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα να κλείσει τη βιβλιοθήκη.",
    "und-Zzzz": "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎠᏓᏅᏖᏗ ᎤᏃᎮᏢᏅ",
}


@pytest.mark.parametrize("tag", OTHERS)
def test_other_languages_are_told(tag: str) -> None:
    assert language_of(OTHERS[tag]) == tag
    assert is_foreign(tag)
    assert language_of(OTHERS[tag].upper()) in (tag, "und-Latn")
    assert language_name(tag) not in (tag, "English")


def test_a_language_of_which_nothing_is_known_is_still_not_english() -> None:
    words = "baraza jiji liliamua kufunga maktaba zamani meya alisema hakukuwa chaguo lingine wakazi walikasirika sana"
    assert language_of(words * 4) == "und-Latn"


@pytest.mark.parametrize(
    "scrap",
    [
        "",
        "1-0",
        "It rained.",
        "Arsenal 2, Chelsea 1",
        "Real Madrid, Bayern München, Paris Saint-Germain, La Coruña",
        "Dirección General de la Policía y de la Guardia Civil",
        "Edwin van der Sar, Ludwig van Beethoven, Charles de Gaulle",
        "“Je ne regrette rien,” she sang, and left the stage before the lights were out.",
        "flour, butter, sugar, eggs, milk, salt, yeast",
        "π ≈ 3",
        "Café, naïve, façade, résumé, déjà vu",
        "U.S. SOCCER STAR ANNOUNCES ENGAGEMENT",
        "\ud800\ud800 \x00",
        "😀😀😀",
    ],
)
def test_scraps_are_not_called_foreign(scrap: str) -> None:
    assert not is_foreign(language_of(scrap))


def test_the_larger_part_of_a_mixed_text_decides() -> None:
    english = "The council voted on Monday to close the library, and nobody was surprised. "
    assert language_of(english * 3 + OTHERS["de"]) == "en"
    assert language_of(english + OTHERS["und-Arab"] * 3) == "und-Arab"


def test_the_middle_of_a_long_text_counts() -> None:
    assert language_of("Navigation Home News Sport " * 100 + OTHERS["fr"] * 80) == "fr"


def test_no_document_or_sentence_of_the_own_corpus_is_called_foreign() -> None:
    found = [document.sentences for document in read_labelled(OWN)]
    assert len(found) > 400
    assert not [units for units in found if is_foreign(language_of(" ".join(unit.text for unit in units)))]
    assert not [unit.text for units in found for unit in units if is_foreign(language_of(unit.text))]


@pytest.mark.shared
def test_no_article_of_the_pool_is_called_foreign(corpora: Path) -> None:
    with gzip.open(corpora / "pool" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    pieces = [*texts, *(text[:200] for text in texts), *(part for text in texts for part in text.split("\n"))]
    foreign = [piece for piece in pieces if is_foreign(language_of(piece))]
    assert len(foreign) <= len(pieces) / 1000


@given(st.text(max_size=300))
def test_any_text_has_a_tag_and_a_name(text: str) -> None:
    tag = language_of(text)
    assert tag
    assert language_name(tag)
