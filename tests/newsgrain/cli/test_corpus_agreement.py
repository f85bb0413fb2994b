import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def line(id: str, *labels: str) -> str:
    sentences = [{"text": f"Number {n}.", "label": label} for n, label in enumerate(labels)]
    return json.dumps({"id": id, "sentences": sentences}) + "\n"


@pytest.fixture
def anna(tmp_path: Path) -> Path:
    path = tmp_path / "anna.jsonl"
    path.write_text(line("a", "reporting", "opinion") + line("b", "padding", "padding", "reporting"))
    return path


@pytest.fixture
def ben(tmp_path: Path) -> Path:
    path = tmp_path / "ben.jsonl"
    path.write_text(line("b", "padding", "reporting") + line("a", "reporting", "opinion") + line("c", "opinion"))
    return path


def test_agreement_of_two(run: Run, anna: Path, ben: Path) -> None:
    result = run("corpus", "agreement", anna, ben)
    assert result.exit_code == 0
    first, *rest = result.stdout.splitlines()
    assert first == "4 sentences in 2 documents labelled by both annotators"
    assert f"{anna} (rows) against {ben} (columns), 4 sentences" in rest
    assert "   50%  1 of 2 sentences differ  b" in rest
    assert result.stderr.splitlines() == [
        f"{anna}: no label for 1 sentence of the others",
        f"{ben}: no label for 1 sentence of the others",
        "2 sentences labelled by one annotator only, not compared",
    ]


def test_agreement_as_json(run: Run, anna: Path, ben: Path) -> None:
    found = json.loads(run("corpus", "agreement", anna, ben, "--format", "json").stdout)
    assert found["pairs"][0]["confusion"] == [[1, 0, 0], [0, 1, 0], [1, 0, 1]]
    assert found["pairs"][0]["agreement"]["value"] == 0.75
    assert (found["sentences"], found["compared"], found["missing"][str(ben)]) == (6, 4, 1)


def test_agreement_of_three(run: Run, anna: Path, ben: Path, tmp_path: Path) -> None:
    third = tmp_path / "third.jsonl"
    third.write_text(line("a", "reporting", "reporting"))
    result = run("corpus", "agreement", anna, ben, third)
    assert result.stdout.startswith("4 sentences in 2 documents labelled by two or more of 3 annotators\n")
    assert "(the 2 sentences that all labelled)" in result.stdout
    assert result.stdout.count("(rows) against") == 3


def test_agreement_of_two_passes_over_the_own_corpus(run: Run) -> None:
    data = Path(__file__).resolve().parents[3] / "corpus" / "data"
    result = run("corpus", "agreement", data, "--format", "json")
    found = json.loads(result.stdout)
    assert found["annotators"] == ["author", "second"]
    assert 0.9 < found["krippendorff_alpha"]["low"] < found["krippendorff_alpha"]["value"] < 1
    agreements = [document["agreement"] for document in found["documents"]]
    assert agreements == sorted(agreements)


def test_one_corpus_labelled_once(run: Run, anna: Path) -> None:
    result = run("corpus", "agreement", anna)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert "give one corpus for each annotator" in result.stderr
