import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

Run = Callable[..., Result]


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
