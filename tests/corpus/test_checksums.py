"""Checksums of a folder, as `sha256sum` writes them."""

import hashlib
from pathlib import Path

import pytest

from newsgrain.corpus.checksums import checksum_problems

DATA = Path(__file__).resolve().parents[2] / "corpus" / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two files and their checksums, one marked as binary."""
    (tmp_path / "a.jsonl").write_text("{}\n")
    (tmp_path / "notes on it.md").write_text("Read me.\n")
    data, notes = (hashlib.sha256(content).hexdigest() for content in (b"{}\n", b"Read me.\n"))
    (tmp_path / "SHA256SUMS").write_text(f"{data}  a.jsonl\n{notes.upper()} *notes on it.md\n")
    return tmp_path


def problems(folder: Path) -> list[tuple[int, str]]:
    return [(error.line, error.problem) for error in checksum_problems(folder)]


def test_the_corpus_is_what_its_checksums_say() -> None:
    assert problems(DATA) == []
    listed = {line.split()[1] for line in (DATA / "SHA256SUMS").read_text("utf-8").splitlines()}
    assert listed == {path.name for path in DATA.glob("*.jsonl")} | {
        "lone_labels.tsv",
        "newsmix_labels.tsv",
        "pool_labels.tsv",
        "unseen_labels.tsv",
        "schema.json",
        "GUIDELINES.md",
    }


def test_whole_folder(folder: Path) -> None:
    assert problems(folder) == []
    assert problems(folder / "a.jsonl") == []


def test_no_checksums(tmp_path: Path) -> None:
    assert problems(tmp_path) == []
    assert problems(tmp_path / "none") == []


def test_changed_and_missing_files(folder: Path) -> None:
    (folder / "a.jsonl").write_text("{ }\n")
    (folder / "notes on it.md").unlink()
    (first, changed), (second, missing) = problems(folder)
    assert (first, second) == (1, 2)
    assert changed.startswith("a.jsonl was changed: expected SHA-256 ca3d163bab05…, received ")
    assert changed.endswith("; restore it, or renew SHA256SUMS if the change was meant")
    assert missing == "notes on it.md cannot be read (No such file or directory); restore it, or renew SHA256SUMS"


def test_a_corpus_that_has_grown(folder: Path) -> None:
    (folder / "b.jsonl").write_text("{}\n")
    assert problems(folder) == [(2, "b.jsonl is not listed; remove it, or renew SHA256SUMS")]


def test_a_line_that_is_none(folder: Path) -> None:
    with (folder / "SHA256SUMS").open("a") as file:
        file.write("abc a.jsonl\n")
    ((line, problem),) = problems(folder)
    assert line == 3
    assert problem.startswith("expected 64 hexadecimal digits, two spaces and a file name; received 'abc a.jsonl'")
