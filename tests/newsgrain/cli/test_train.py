import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Threads wait for each other longer than so few rows take."""
    with threadpool_limits(1):
        yield


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A labelled corpus large enough for two folds."""
    path = tmp_path / "many.jsonl"
    with path.open("w") as file:
        for number in range(8):
            sentences = [
                {"text": f"The council voted {number + 3} to 2 on Monday.", "label": "reporting"},
                {"text": "It was a shameful and cowardly vote.", "label": "opinion"},
                {"text": "Only time will tell.", "label": "padding"},
            ]
            print(json.dumps({"id": str(number), "sentences": sentences}), file=file)
    return path


def test_train_writes_a_model_that_annotates(run: Run, many: Path, story: Path, tmp_path: Path) -> None:
    result = run("train", many, "--output", tmp_path / "mine", "--folds", "2")
    assert result.exit_code == 0, result.stderr
    assert "Macro-F1" in result.stdout
    assert "8 documents, 24 sentences" in result.stderr
    annotated = run("annotate", story, "--model", tmp_path / "mine", "--format", "jsonl")
    assert json.loads(annotated.stdout)["model"]["name"] == "mine"


def test_too_few_documents_are_one_line(run: Run, corpus: Path, tmp_path: Path) -> None:
    result = run("train", corpus, "--output", tmp_path / "mine")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("newsgrain: expected at least 7 documents for 5 folds")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("format", "start"),
    [("terminal", "Evaluation of tiny 0"), ("json", "{"), ("markdown", "#"), ("html", "<!doctype")],
)
def test_evaluate_in_every_format(run: Run, corpus: Path, tiny_model: Path, format: str, start: str) -> None:
    result = run("evaluate", corpus, "--model", tiny_model, "--format", format)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.lower().startswith(start.lower())


def test_evaluate_to_a_file_whose_suffix_decides(run: Run, corpus: Path, tiny_model: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    result = run("evaluate", corpus, "-m", tiny_model, "--baseline", tiny_model, "-o", report)
    assert (result.exit_code, result.output) == (0, "")
    record = json.loads(report.read_text())
    assert record["model"] == "tiny 0"
    assert record["comparison"]["differences"]["macro_f1"] == {"value": 0, "low": 0, "high": 0}


def test_evaluate_to_several_files_at_once(run: Run, corpus: Path, tiny_model: Path, tmp_path: Path) -> None:
    page, text = tmp_path / "report.html", tmp_path / "report.md"
    result = run("evaluate", corpus, "-m", tiny_model, "-o", page, "-o", text)
    assert (result.exit_code, result.output) == (0, "")
    assert page.read_text().startswith("<!doctype html>")
    assert text.read_text().startswith("# Evaluation of tiny 0")
    assert {p.name for p in tmp_path.iterdir()} == {"labelled.jsonl", "report.html", "report.md"}


def test_a_file_name_that_tells_no_format(run: Run, corpus: Path, tiny_model: Path, tmp_path: Path) -> None:
    result = run("evaluate", corpus, "-m", tiny_model, "-o", tmp_path / "report.pdf")
    assert result.exit_code == 2
    assert "no report ends in '.pdf'" in result.stderr
    asked = run("evaluate", corpus, "-m", tiny_model, "-o", tmp_path / "report.pdf", "-f", "json")
    assert asked.exit_code == 0


def test_the_corpus_is_not_overwritten(run: Run, corpus: Path, tiny_model: Path) -> None:
    before = corpus.read_text()
    result = run("evaluate", corpus, "-m", tiny_model, "-f", "json", "-o", corpus)
    assert result.exit_code == 2
    assert corpus.read_text() == before


def test_train_against_a_baseline(run: Run, many: Path, tiny_model: Path, tmp_path: Path) -> None:
    result = run("train", many, "-o", tmp_path / "mine", "--folds", "2", "--baseline", tiny_model)
    assert result.exit_code == 0, result.stderr
    assert f"Against {tiny_model}" in result.stdout
    missing = run("train", many, "-o", tmp_path / "other", "--baseline", tmp_path / "none")
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert not (tmp_path / "other").exists()


def test_evaluate_names_what_cannot_be_read(run: Run, tmp_path: Path, tiny_model: Path) -> None:
    result = run("evaluate", tmp_path / "none.jsonl", "-m", tiny_model)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
