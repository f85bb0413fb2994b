import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from newsgrain.corpus.document import Document
from newsgrain.model.comparison import compare
from newsgrain.model.storage import load_model

Run = Callable[..., Result]


@pytest.fixture
def final(story: Path) -> Path:
    """The story after an edit."""
    path = story.with_name("final.txt")
    text = story.read_text(encoding="utf-8").replace("on Monday", "on Tuesday")
    path.write_text(text.replace(" Only time will tell what the future holds.", ""), encoding="utf-8")
    return path


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "news.csv"
    path.write_text(
        "id,outlet,body\n1,Post,It rained.\n2,Times,Only time will tell.\n3,Post,Snow fell.\n4,,Hail fell.\n"
    )
    return path


def test_versions_in_the_terminal(run: Run, story: Path, final: Path, tiny_model: Path) -> None:
    result = run("compare", story, final, "--model", tiny_model)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "[-Monday-] {+Tuesday+}" in result.stdout
    assert "Sentences: 3 kept, 1 changed, 0 moved, 1 cut, 0 added.\n" in result.stdout
    assert "\x1b" not in result.stdout


def test_json_is_what_the_library_gives(run: Run, story: Path, final: Path, tiny_model: Path) -> None:
    result = run("compare", story, final, "-m", tiny_model, "-f", "json")
    model = load_model(tiny_model)
    named = [(p.name, model.annotate(Document(p.read_text("utf-8"), str(p)))) for p in (story, final)]
    assert json.loads(result.stdout) == compare(named).to_dict()


def test_folders_are_groups(run: Run, story: Path, final: Path, tmp_path: Path, tiny_model: Path) -> None:
    for name in ("daily", "weekly"):
        (tmp_path / name).mkdir()
        for path in (story, final):
            (tmp_path / name / path.name).write_bytes(path.read_bytes())
    result = run("compare", tmp_path / "daily", tmp_path / "weekly", "-m", tiny_model, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["name"], row["documents"]) for row in rows] == [("daily", "2"), ("weekly", "2")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_by_a_column(run: Run, records: Path, tiny_model: Path, jobs: int) -> None:
    result = run(
        "compare", records, "--by", "outlet", "--text-field", "body", "-m", tiny_model, "-f", "csv", "-j", jobs
    )
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["name"], row["documents"]) for row in rows] == [("Post", "2"), ("Times", "1")]
    assert (result.exit_code, result.stderr) == (0, "1 document without a value in 'outlet', left out\n")


def test_a_lone_file_of_records_is_opened(run: Run, records: Path, tiny_model: Path) -> None:
    result = run("compare", records, "--text-field", "body", "-m", tiny_model, "-f", "csv")
    assert [row["name"] for row in csv.DictReader(io.StringIO(result.stdout))] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("name", "start"),
    [("out.csv", b"name,"), ("out.html", b"<!doctype"), ("out.md", b"## "), ("out.json", b"{"), ("out.txt", b" ")],
)
def test_suffix_of_the_output_decides(
    run: Run, story: Path, final: Path, tiny_model: Path, tmp_path: Path, name: str, start: bytes
) -> None:
    result = run("compare", story, final, "-m", tiny_model, "-o", tmp_path / name)
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(start)


def test_edited_as_csv(run: Run, story: Path, final: Path, tiny_model: Path) -> None:
    result = run("compare", story, final, "--edited", "-m", tiny_model, "-f", "csv")
    kinds = [row["kind"] for row in csv.DictReader(io.StringIO(result.stdout))]
    assert (kinds.count("changed"), kinds.count("cut"), kinds.count("added")) == (1, 1, 0)


def test_verdicts_can_be_withheld(run: Run, story: Path, final: Path, tiny_model: Path) -> None:
    result = run("compare", story, final, "-m", tiny_model, "-f", "json", "--min-confidence", "1")
    assert json.loads(result.stdout)["sides"][0]["labels"]["uncertain"]["share"]["value"] == 1.0


def test_a_failed_input_is_named_and_the_others_are_compared(
    run: Run, story: Path, final: Path, tiny_model: Path
) -> None:
    result = run("compare", story, "missing.txt", final, "-m", tiny_model, "-f", "csv")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 3
    assert result.stderr.startswith("newsgrain: missing.txt: does not exist")


def test_too_few_are_left(run: Run, story: Path, tiny_model: Path, tmp_path: Path) -> None:
    result = run("compare", story, "missing.txt", "-m", tiny_model, "-o", tmp_path / "out.html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[1] == (
        f"newsgrain: expected at least two documents or groups to compare; received one, '{story}'"
    )
    assert not (tmp_path / "out.html").exists()


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_column_that_is_nowhere(run: Run, records: Path, tiny_model: Path, jobs: int) -> None:
    result = run("compare", records, "--by", "paper", "--text-field", "body", "-m", tiny_model, "-j", jobs)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("newsgrain: --by paper: no document has a value in 'paper'; received 'outlet'")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "expected at least two documents or groups to compare; received one"),
        (("story.txt", "story.txt", "--edited"), "--edited needs two sides of a single document each"),
        (("--edited", "--by", "outlet"), "--edited is for two documents, --by for groups of them"),
        (("--format", "parquet"), "'--format' / '-f'"),
        (("--output", "out.parquet"), "no format ends in '.parquet'; expected one of: .txt, .csv, .html"),
        (("--output", "no/such/out.csv"), "the folder no/such does not exist"),
        (("--input-format", "docx"), "unknown input format 'docx'"),
        (("--min-confidence", "2"), "'--min-confidence'"),
    ],
)
def test_wrong_usage(
    run: Run,
    story: Path,
    tiny_model: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    problem: str,
) -> None:
    monkeypatch.chdir(story.parent)
    result = run("compare", story, *arguments, "-m", tiny_model)
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in " ".join(result.stderr.split())


def test_an_input_is_never_overwritten(run: Run, story: Path, final: Path) -> None:
    before = story.read_bytes()
    assert run("compare", story, final, "-o", story).exit_code == 2
    assert story.read_bytes() == before
