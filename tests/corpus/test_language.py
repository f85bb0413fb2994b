"""The language check: English is never called foreign, other languages are named."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsgrain.cli.app import app
from newsgrain.corpus.labelled import read_labelled
from newsgrain.corpus.language import is_foreign, language_name, language_of

FOREIGN = {
    "de": "Der Stadtrat hat am Montag beschlossen, die Brücke für zwei Jahre zu sperren, weil sie nicht sicher ist.",
    "fr": "Le conseil municipal a décidé lundi de fermer le pont pendant deux ans, car il n'est plus sûr.",
    "es": "El ayuntamiento decidió el lunes cerrar el puente durante dos años porque ya no es seguro para los vecinos.",
    "tr": "Belediye meclisi pazartesi günü köprüyü iki yıl boyunca kapatmaya karar verdi, çünkü artık güvenli değil.",
    "und-Arab": "قرر المجلس البلدي يوم الاثنين إغلاق الجسر لمدة عامين لأنه لم يعد آمنا.",
    "und-Hani": "市议会星期一决定将大桥关闭两年，因为它已不再安全。",
    "und-Deva": "नगर परिषद ने सोमवार को पुल को दो साल के लिए बंद करने का फैसला किया।",
    "und-Cyrl": "Городской совет решил в понедельник закрыть мост на два года.",
}
OWN = Path(__file__).resolve().parent.parent.parent / "corpus" / "data"


@pytest.mark.parametrize(("tag", "text"), FOREIGN.items(), ids=list(FOREIGN))
def test_other_languages_are_named(tag: str, text: str) -> None:
    assert language_of(text) == tag
    assert is_foreign(tag)
    assert language_name(tag) != "unknown"


def test_no_document_of_the_own_corpus_is_called_foreign() -> None:
    documents = list(read_labelled(OWN))
    assert len(documents) > 400
    assert [d.id for d in documents if is_foreign(language_of(d.document.text))] == []


@pytest.mark.parametrize("text", ["", "Arsenal 2, Chelsea 1", "OK.", "Zürich", "São Paulo–Rio 3:1", "🙂", "1,2,3"])
def test_scraps_are_not_called_foreign(text: str) -> None:
    assert not is_foreign(language_of(text))


def test_names_from_elsewhere_make_no_text_foreign() -> None:
    text = "Mayor Jürgen Müller of Düsseldorf and José García met in São Paulo, where they said the bridge was closed."
    assert language_of(text) == "en"


@pytest.mark.parametrize("name", ["one.txt", "many"])
def test_the_command_warns_and_gives_the_field(name: str, tiny_model: Path, tmp_path: Path) -> None:
    """Five documents are named, further ones counted."""
    count = 1 if name == "one.txt" else 7
    lines = [json.dumps({"id": f"d{n}", "text": FOREIGN["de"]}) for n in range(count)]
    lines.append(json.dumps({"id": "home", "text": "The council decided on Monday to close the bridge."}))
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = CliRunner().invoke(
        app, ["annotate", str(tmp_path / "in.jsonl"), "-m", str(tiny_model), "-o", str(tmp_path / "out.jsonl")]
    )
    assert result.exit_code == 0
    told = result.stderr.splitlines()
    assert sum("looks like German: the labels of an English model mean nothing" in line for line in told) == min(
        count, 5
    )
    assert any("2 more documents are not in English (German: 2)" in line for line in told) == (count == 7)
    found = [json.loads(line)["language"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert found == ["de"] * count + ["en"]
