import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, subject in enumerate(("ferry", "library", "orchard", "tunnel")):
        (folder / f"{subject}.txt").write_text(
            f"The council voted on the {subject} on Monday. It will cost {number} million. Time will tell.\n"
        )
    return folder


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_suggest_to_a_file(run: Run, articles: Path, tiny_model: Path, tmp_path: Path) -> None:
    output = tmp_path / "to-label.jsonl"
    result = run("corpus", "suggest", articles, "--count", "2", "--output", output, "--model", tiny_model)
    assert (result.exit_code, result.stdout) == (0, "")
    found = lines(output.read_text())
    assert len(found) == 2
    assert {"id", "sentences", "summary", "language", "model", "suggested"} == set(found[0])
    assert result.stderr == "2 of 4 documents suggested: 6 sentences to label\n"


def test_suggest_to_standard_output(run: Run, articles: Path, tiny_model: Path) -> None:
    result = run("corpus", "suggest", articles, "-n", "9", "-m", tiny_model)
    assert len(lines(result.stdout)) == 4
    assert result.stderr == "4 of 4 documents suggested (9 were asked for): 12 sentences to label\n"


def test_suggest_skips_what_is_labelled(run: Run, articles: Path, tiny_model: Path, tmp_path: Path) -> None:
    labelled = tmp_path / "labelled.jsonl"
    sentences = (articles / "ferry.txt").read_text().strip().split(". ")
    record = {"id": "f", "sentences": [{"text": text, "label": "reporting"} for text in sentences]}
    labelled.write_text(json.dumps(record) + "\n")
    result = run("corpus", "suggest", articles, "-m", tiny_model, "--skip", labelled)
    assert sorted(Path(str(found["id"])).stem for found in lines(result.stdout)) == ["library", "orchard", "tunnel"]
    assert result.stderr.splitlines()[0] == "1 document labelled already, left out"


def test_suggest_names_what_it_cannot_read(run: Run, articles: Path, tiny_model: Path, tmp_path: Path) -> None:
    result = run("corpus", "suggest", articles, tmp_path / "none.txt", "-m", tiny_model)
    assert result.exit_code == 1
    assert len(lines(result.stdout)) == 4
    assert "none.txt" in result.stderr.splitlines()[0]


def test_suggest_writes_nothing_if_it_found_nothing(run: Run, tiny_model: Path, tmp_path: Path) -> None:
    result = run("corpus", "suggest", tmp_path / "none.txt", "-m", tiny_model, "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert not (tmp_path / "out.jsonl").exists()


def test_wrong_use(run: Run, articles: Path, tmp_path: Path) -> None:
    assert run("corpus", "suggest", articles, "--count", "0").exit_code == 2
    assert run("corpus", "suggest", articles, "--input-format", "docx").exit_code == 2
    assert run("corpus", "suggest", articles, "-o", tmp_path / "none" / "x.jsonl").exit_code == 2
    missing = run("corpus", "suggest", articles, "--skip", tmp_path / "none.jsonl")
    assert (missing.exit_code, len(missing.stderr.splitlines())) == (1, 1)


def test_suggestions_can_be_annotated_again(run: Run, articles: Path, tiny_model: Path, tmp_path: Path) -> None:
    output = tmp_path / "to-label.jsonl"
    run("corpus", "suggest", articles, "-n", "2", "-o", output, "-m", tiny_model)
    again = lines(run("annotate", output, "-m", tiny_model, "--format", "jsonl").stdout)
    assert [found["id"] for found in again] == [found["id"] for found in lines(output.read_text())]
