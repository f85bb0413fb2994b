import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]


def test_check_of_a_sound_corpus(run: Run, corpus: Path) -> None:
    result = run("corpus", "check", corpus)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 errors, 0 warnings\n"


def test_check_names_each_fault_with_its_line(run: Run, corpus: Path) -> None:
    corpus.write_text(corpus.read_text() + '{"id": "c", "sentences": [{"text": "X.", "label": "opnion"}]}\n{\n')
    result = run("corpus", "check", corpus)
    assert result.exit_code == 1
    first, second = result.stdout.splitlines()
    assert first.startswith(f"{corpus}:3: error: ")
    assert "opnion" in first
    assert second.startswith(f"{corpus}:4: error: ")
    assert result.stderr == "2 errors, 0 warnings\n"


def test_statistics(run: Run, corpus: Path) -> None:
    assert "documents" in run("corpus", "stats", corpus).stdout
    statistics = json.loads(run("corpus", "stats", corpus, "--format", "json").stdout)
    assert (statistics["documents"], statistics["sentences"]) == (2, 3)
    assert statistics["labels"]["opinion"]["sentences"] == 1


def test_statistics_of_a_missing_corpus(run: Run, tmp_path: Path) -> None:
    result = run("corpus", "stats", tmp_path / "none.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("newsgrain: ")
    assert len(result.stderr.splitlines()) == 1
