import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]
from typer.testing import Result

Run = Callable[..., Result]

DATA = Path(__file__).resolve().parents[3] / "corpus" / "data"
LONG = "The council voted on Tuesday to close the swimming hall in the north of the town."


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Threads wait for each other longer than so few rows take."""
    with threadpool_limits(1):
        yield


@pytest.fixture
def repetitive(tmp_path: Path) -> Path:
    """Eighty documents that share a sentence, two of them with another label."""
    path = tmp_path / "repetitive.jsonl"
    with path.open("w") as file:
        for number in range(80):
            sentences = [
                {"text": LONG, "label": "padding" if number in (4, 9) else "reporting"},
                {"text": "It was a cowardly vote.", "label": "opinion"},
                {"text": "Only time will tell.", "label": "padding"},
            ]
            print(json.dumps({"id": str(number), "sentences": sentences}), file=file)
    return path


def test_a_sound_corpus(run: Run, corpus: Path) -> None:
    result = run("corpus", "check", corpus)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 errors, 0 warnings\n"


def test_the_own_corpus_has_no_errors(run: Run) -> None:
    result = run("corpus", "check", DATA, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["errors"] == 0


def test_each_fault_is_named_with_its_line(run: Run, corpus: Path) -> None:
    corpus.write_text(corpus.read_text() + '{"id": "c", "sentences": [{"text": "X.", "label": "opnion"}]}\n{\n')
    result = run("corpus", "check", corpus)
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{corpus}:3: error: ")
    assert "opnion" in first
    assert second.startswith(f"{corpus}:4: error: ")
    assert result.stderr == "2 errors, 0 warnings\n"


def test_warnings_count_on_request(run: Run, repetitive: Path) -> None:
    result = run("corpus", "check", repetitive)
    assert (result.exit_code, result.stderr) == (0, "0 errors, 79 warnings\n")
    assert run("corpus", "check", repetitive, "--strict").exit_code == 1
    assert run("corpus", "check", repetitive, "--strict", "--longer-than", "200").exit_code == 0


def test_findings_for_programs(run: Run, repetitive: Path) -> None:
    found = json.loads(run("corpus", "check", repetitive, "--format", "json").stdout)
    assert (found["errors"], found["warnings"], len(found["findings"])) == (0, 79, 79)
    assert found["findings"][0]["rule"] == "duplicate"
    assert found["findings"][0]["other"]["line"] == 1


def test_leaks(run: Run, corpus: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "b", "sentences": [{"text": "It rained!", "label": "reporting"}]}\n')
    result = run("corpus", "check", corpus, "--against", other, "--longer-than", "0")
    assert result.exit_code == 0
    document, sentence = result.stdout.splitlines()
    assert document.startswith(f"{corpus}:2: warning: document 'b' has the id of one in {other}:1")
    assert sentence.startswith(f"{corpus}:1: warning: sentence 1 ('It rained.') nearly stands in the other corpus: ")


def test_leaks_against_a_missing_corpus(run: Run, corpus: Path, tmp_path: Path) -> None:
    result = run("corpus", "check", corpus, "--against", tmp_path / "none.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"newsgrain: {tmp_path / 'none.jsonl'}:1: file cannot be read")


def test_suspicious_labels(run: Run, repetitive: Path) -> None:
    command = ("corpus", "check", repetitive, "--longer-than", "200", "--suspicious", "--folds", "2")
    result = run(*command)
    assert result.exit_code == 0, result.stderr
    assert f"{repetitive}:5: warning: sentence 1 is labelled padding" in result.stdout
    assert "predicted reporting" in result.stdout
    assert "fold 2 of 2 done" in result.stderr
    assert len(result.stdout.splitlines()) == 2
    limited = run(*command, "--limit", "1")
    assert len(limited.stdout.splitlines()) == 1
    assert "1 of 2 suspicious labels listed; --limit N lists more" in limited.stderr


def test_suspicious_labels_of_too_few_documents(run: Run, corpus: Path) -> None:
    result = run("corpus", "check", corpus, "--suspicious")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith("newsgrain: expected at least 7 documents for 5 folds; received 2")


def test_a_limit_of_nothing(run: Run, corpus: Path) -> None:
    result = run("corpus", "check", corpus, "--limit", "3")
    assert result.exit_code == 2
    assert "works with --suspicious only" in result.stderr
