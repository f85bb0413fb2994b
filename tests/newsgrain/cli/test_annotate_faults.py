"""`annotate` over faulty inputs: one clear message each, the rest done, the failures listed for programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from newsgrain.cli.languages import NAMED
from newsgrain.corpus.errors import FAULTS

Run = Callable[..., Result]

GERMAN = "Der Rat hat am Montag beschlossen, die alte Bibliothek zu schließen. Das ist nicht gut für die Stadt."


def listed(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def faulty(tmp_path: Path) -> list[Path]:
    """A table, a file of objects and others, each with faults of its own."""
    table = tmp_path / "news.csv"
    table.write_text('id,text\n1,It rained.\n2,a,b\n3,\n4,"not closed\n5,"She said ""no"", twice."\n1,Again.\n')
    lines = tmp_path / "news.jsonl"
    lines.write_text('{"text": "Half \\ud83d."}\n{"text": \n{"id": "q", "text": 5}\n{"no": 1}\n7\n{"text": "Snow."}\n')
    no_text = tmp_path / "words.csv"
    no_text.write_text("id,words\n1,a\n")
    binary = tmp_path / "photo.txt"
    binary.write_bytes(b"\x89PNG\r\n")
    (tmp_path / "blank.txt").write_text(" \n")
    return [table, lines, no_text, binary, tmp_path / "blank.txt", tmp_path / "missing.txt"]


def test_the_rest_is_done_and_each_failure_is_listed(
    run: Run, faulty: list[Path], tmp_path: Path, tiny_model: Path
) -> None:
    out, errors = tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
    result = run("annotate", *faulty, "-m", tiny_model, "-o", out, "--errors", errors)
    assert result.exit_code == 1
    assert [" ".join(s["text"] for s in document["sentences"]) for document in listed(out)] == [
        "It rained.",
        'She said "no", twice.',
        "Again.",
        "Half \ud83d.",
        "Snow.",
    ]
    found = listed(errors)
    assert [(Path(e["input"]).name, e["record"], e["line"], e["document"], e["kind"]) for e in found] == [
        ("news.csv", 2, 3, None, "ragged-row"),
        ("news.csv", 3, None, "3", "empty"),
        ("news.csv", 4, 5, None, "quotation"),
        ("news.csv", 6, None, "1", "duplicate-id"),
        ("news.jsonl", 2, 2, None, "format"),
        ("news.jsonl", 3, None, "q", "wrong-type"),
        ("news.jsonl", 4, None, None, "missing-field"),
        ("news.jsonl", 5, None, None, "wrong-type"),
        ("words.csv", None, None, None, "missing-field"),
        ("photo.txt", None, None, None, "binary"),
        ("blank.txt", None, None, None, "empty"),
        ("missing.txt", None, None, None, "missing"),
    ]
    assert {error["kind"] for error in found} <= set(FAULTS)
    complaints = result.stderr.splitlines()
    assert len(complaints) == len(found)
    assert all(error["message"] in line for error, line in zip(found, complaints, strict=True))


def test_nothing_failed_is_an_empty_list(run: Run, story: Path, tmp_path: Path, tiny_model: Path) -> None:
    result = run("annotate", story, "-m", tiny_model, "-o", tmp_path / "a.csv", "--errors", tmp_path / "errors.jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    assert listed(tmp_path / "errors.jsonl") == []


def test_all_failed_is_listed_too(run: Run, tmp_path: Path, tiny_model: Path) -> None:
    errors = tmp_path / "errors.jsonl"
    result = run("annotate", tmp_path / "no.txt", "-m", tiny_model, "-o", tmp_path / "out.csv", "--errors", errors)
    assert result.exit_code == 1
    assert [error["kind"] for error in listed(errors)] == ["missing"]
    assert not (tmp_path / "out.csv").exists()


def test_shared_ids_alone_are_no_failure(run: Run, tmp_path: Path, tiny_model: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text("id,text\n1,It rained.\n1,Snow fell.\n")
    result = run("annotate", table, "-m", tiny_model, "-f", "jsonl")
    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 2)
    assert "'1' is the id of an earlier document" in result.stderr


@pytest.mark.parametrize(("name", "problem"), [("story.txt", "is also an input"), ("out.csv", "is also the output")])
def test_the_list_replaces_neither_input_nor_output(run: Run, story: Path, name: str, problem: str) -> None:
    errors = story.with_name(name)
    result = run("annotate", story, "-o", story.with_name("out.csv"), "--errors", errors)
    assert result.exit_code == 2
    assert problem in " ".join(result.stderr.split())


def test_a_document_that_is_not_english_is_said_so(run: Run, story: Path, tmp_path: Path, tiny_model: Path) -> None:
    german = tmp_path / "artikel.txt"
    german.write_text(GERMAN, encoding="utf-8")
    result = run("annotate", story, german, "-m", tiny_model, "-f", "jsonl")
    assert result.exit_code == 0
    assert [json.loads(line)["language"] for line in result.stdout.splitlines()] == ["en", "de"]
    assert result.stderr == f"newsgrain: {german}: looks like German: the labels of an English model mean nothing\n"


def test_many_are_summed_up(run: Run, tmp_path: Path, tiny_model: Path) -> None:
    lines = tmp_path / "news.jsonl"
    lines.write_text("".join(json.dumps({"id": f"d{n}", "text": GERMAN}) + "\n" for n in range(NAMED + 1200)))
    result = run("annotate", lines, "-m", tiny_model, "-f", "csv", "--no-reasons")
    complaints = result.stderr.splitlines()
    assert len(complaints) == NAMED + 1
    assert complaints[-1] == "newsgrain: 1,200 more documents are not in English (German: 1,200)"


def test_compare_says_so_too(run: Run, story: Path, tmp_path: Path, tiny_model: Path) -> None:
    (tmp_path / "artikel.txt").write_text(GERMAN, encoding="utf-8")
    result = run("compare", story, tmp_path / "artikel.txt", "-m", tiny_model)
    assert result.exit_code == 0
    assert "looks like German" in result.stderr


def test_a_name_in_a_warning_cannot_command_the_terminal(run: Run, tmp_path: Path, tiny_model: Path) -> None:
    path = tmp_path / "a\x1b]8;;http:x\x07\u202e.txt"
    path.write_bytes("It rained in Orléans.".encode("latin-1"))
    result = run("annotate", path, "-m", tiny_model, "-f", "jsonl")
    assert "not UTF-8; read as cp1252" in result.stderr
    assert not {"\x1b", "\x07", "\u202e"} & set(result.stderr)
