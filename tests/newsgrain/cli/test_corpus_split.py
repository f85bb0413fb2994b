import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A labelled corpus of ten documents."""
    path = tmp_path / "many.jsonl"
    lines = (
        {"id": str(n), "sentences": [{"text": f"Number {n}.", "label": "padding" if n % 2 else "opinion"}]}
        for n in range(10)
    )
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def read_ids(folder: Path) -> dict[str, list[str]]:
    return {path.stem: [json.loads(line)["id"] for line in path.read_text().splitlines()] for path in folder.iterdir()}


def test_split_writes_three_files_and_reports_their_shares(run: Run, many: Path, tmp_path: Path) -> None:
    result = run("corpus", "split", many, "--output", tmp_path / "parts")
    assert (result.exit_code, result.stdout) == (0, "")
    found = read_ids(tmp_path / "parts")
    assert {name: len(ids) for name, ids in found.items()} == {"train": 8, "dev": 1, "test": 1}
    assert result.stderr.splitlines()[0].split() == ["documents", "sentences", "reporting", "opinion", "padding"]
    assert result.stderr.splitlines()[1].split() == ["train", "8", "8", "0.0%", "50.0%", "50.0%"]


def test_split_in_two(run: Run, many: Path, tmp_path: Path) -> None:
    result = run("corpus", "split", many, "-o", tmp_path / "parts", "--dev", "0", "--test", "0.4")
    assert result.exit_code == 0
    assert {name: len(ids) for name, ids in read_ids(tmp_path / "parts").items()} == {"train": 6, "test": 4}


def test_split_tells_of_documents_that_share_text(run: Run, many: Path, tmp_path: Path) -> None:
    result = run("corpus", "split", many, many, "-o", tmp_path / "parts")
    assert result.stderr.splitlines()[-1] == (
        "20 documents share text or an id with others; kept together in 10 groups, the largest of 2"
    )


def test_split_does_not_overwrite(run: Run, many: Path, tmp_path: Path) -> None:
    run("corpus", "split", many, "-o", tmp_path / "parts")
    before = read_ids(tmp_path / "parts")
    result = run("corpus", "split", many, "-o", tmp_path / "parts", "--seed", "3")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "--force" in result.stderr
    assert read_ids(tmp_path / "parts") == before
    assert run("corpus", "split", many, "-o", tmp_path / "parts", "--seed", "3", "--force").exit_code == 0
    assert read_ids(tmp_path / "parts") != before


def test_split_never_replaces_what_it_reads(run: Run, many: Path, tmp_path: Path) -> None:
    run("corpus", "split", many, "-o", tmp_path / "parts")
    for source in (tmp_path / "parts", tmp_path / "parts" / "train.jsonl"):
        result = run("corpus", "split", source, "-o", tmp_path / "parts", "--force")
        assert result.exit_code == 2
        assert "is also an input" in result.stderr


def test_wrong_use(run: Run, many: Path, tmp_path: Path) -> None:
    result = run("corpus", "split", many, "-o", tmp_path / "parts", "--dev", "0.5", "--test", "0.5")
    assert result.exit_code == 2
    assert "leave nothing for train" in result.stderr
    assert run("corpus", "split", many, "-o", many).exit_code == 2
    assert run("corpus", "split", many).exit_code == 2


def test_a_bad_line_leaves_no_folder(run: Run, many: Path, tmp_path: Path) -> None:
    many.write_text(many.read_text() + '{"id": "x"}\n')
    result = run("corpus", "split", many, "-o", tmp_path / "parts")
    assert result.exit_code == 1
    assert f"{many}:11: " in result.stderr
    assert not (tmp_path / "parts").exists()
