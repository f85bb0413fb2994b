import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from typer.testing import Result

from newsgrain.cli.choices import LabelChoice
from newsgrain.model.rendering.legend import SHOWN_LABELS
from newsgrain.model.rendering.tables import COLUMNS
from newsgrain.model.storage import load_model

Run = Callable[..., Result]


def test_terminal_is_the_default_and_has_no_colour_in_a_pipe(run: Run, story: Path, tiny_model: Path) -> None:
    result = run("annotate", story, "--model", tiny_model)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "7 to 2 on Monday" in result.stdout
    assert "Information density" in result.stdout
    assert "\x1b" not in result.stdout


def test_colour_can_be_forced_and_refused(
    run: Run, story: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("annotate", story, "--model", tiny_model).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("annotate", story, "--model", tiny_model).stdout


def test_json_lines_hold_what_the_library_gives(run: Run, story: Path, tiny_model: Path) -> None:
    result = run("annotate", story, "--model", tiny_model, "--format", "jsonl")
    record = json.loads(result.stdout)
    document = load_model(tiny_model).annotate(story.read_text(encoding="utf-8"))
    assert record["sentences"] == document.to_dict()["sentences"]
    assert record["summary"] == document.to_dict()["summary"]
    assert record["model"] == {"name": "tiny", "version": "0"}


def test_standard_input(run: Run, tiny_model: Path) -> None:
    for arguments in (("-",), ()):
        result = run("annotate", *arguments, "-m", tiny_model, "-f", "csv", input="It rained on Monday.\n")
        (row,) = csv.DictReader(io.StringIO(result.stdout))
        assert row["text"] == "It rained on Monday."


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("out.jsonl", b'{"id"'),
        ("out.csv", b"document,index,start"),
        ("out.parquet", b"PAR1"),
        ("out.html", b"<!doctype html>"),
        ("out.md", b"## "),
        ("out.txt", b"/"),
        ("out.JSONL", b'{"id"'),
    ],
)
def test_suffix_of_the_output_decides(
    run: Run, story: Path, tiny_model: Path, tmp_path: Path, name: str, start: bytes
) -> None:
    result = run("annotate", story, "--model", tiny_model, "--output", tmp_path / name)
    assert (result.exit_code, result.output) == (0, "")
    content = (tmp_path / name).read_bytes()
    assert content.startswith(start)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([story.name, name])


def test_format_wins_over_the_suffix(run: Run, story: Path, tiny_model: Path, tmp_path: Path) -> None:
    run("annotate", story, "-m", tiny_model, "-o", tmp_path / "out.txt", "-f", "jsonl")
    assert (tmp_path / "out.txt").read_bytes().startswith(b"{")


def test_parquet_goes_down_a_pipe(run: Run, story: Path, tiny_model: Path) -> None:
    result = run("annotate", story, "-m", tiny_model, "-f", "parquet")
    assert pq.read_table(io.BytesIO(result.stdout_bytes)).column_names == list(COLUMNS)


def test_keep_strips_to_labels(run: Run, story: Path, tiny_model: Path) -> None:
    everything = run("annotate", story, "-m", tiny_model, "-f", "jsonl")
    kept = run("annotate", story, "-m", tiny_model, "-f", "jsonl", "-k", "opinion", "-k", "padding")
    sentences = json.loads(everything.stdout)["sentences"]
    assert json.loads(kept.stdout)["sentences"] == [s for s in sentences if s["label"] != "reporting"]


def test_keep_offers_every_label() -> None:
    assert tuple(LabelChoice) == SHOWN_LABELS


def test_reasons_are_optional(run: Run, story: Path, tiny_model: Path) -> None:
    result = run("annotate", story, "-m", tiny_model, "-f", "jsonl", "--no-reasons")
    assert all(s["reasons"] == [] for s in json.loads(result.stdout)["sentences"])
    plain = run("annotate", story, "-m", tiny_model)
    explained = run("annotate", story, "-m", tiny_model, "--explain")
    assert len(explained.stdout) > len(plain.stdout)


def test_min_confidence_abstains(run: Run, story: Path, tiny_model: Path) -> None:
    result = run("annotate", story, "-m", tiny_model, "-f", "jsonl", "--min-confidence", "1")
    assert {s["label"] for s in json.loads(result.stdout)["sentences"]} == {"uncertain"}


def test_fields_of_a_table(run: Run, tmp_path: Path, tiny_model: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text("link,story\nhttps://a.example,It rained.\n")
    result = run("annotate", table, "-m", tiny_model, "-f", "jsonl", "--text-field", "story", "--id-field", "link")
    assert json.loads(result.stdout)["id"] == "https://a.example"


def test_jobs_change_nothing(run: Run, story: Path, tiny_model: Path) -> None:
    one, two = (run("annotate", story, "-m", tiny_model, "-f", "jsonl", "-j", n) for n in (1, 2))
    assert one.stdout == two.stdout


def test_failed_input_is_named_and_the_others_are_done(run: Run, story: Path, tiny_model: Path) -> None:
    missing = story.with_name("missing\x1b.txt")
    result = run("annotate", missing, story, "-m", tiny_model, "-f", "jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"newsgrain: {story.parent}/missing␛.txt: ")


def test_nothing_is_written_when_every_input_failed(run: Run, tmp_path: Path, tiny_model: Path) -> None:
    result = run("annotate", tmp_path / "missing.txt", "-m", tiny_model, "-o", tmp_path / "out.html")
    assert result.exit_code == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--format", "xml"), "'--format' / '-f'"),
        (("--keep", "facts"), "'--keep' / '-k'"),
        (("--min-confidence", "2"), "'--min-confidence'"),
        (("--jobs", "-1"), "'--jobs' / '-j'"),
        (("--input-format", "docx"), "unknown input format 'docx'; expected one of: "),
        (("--output", "."), "is a folder; name a file in it"),
        (("--output", "no/such/folder/out.csv"), "the folder no/such/folder does not exist"),
        (("--frmat", "csv"), "No such option: --frmat"),
    ],
)
def test_wrong_usage(run: Run, story: Path, arguments: tuple[str, ...], problem: str) -> None:
    result = run("annotate", story, *arguments)
    assert result.exit_code == 2
    assert problem in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr


def test_an_input_is_never_overwritten(run: Run, story: Path) -> None:
    before = story.read_bytes()
    result = run("annotate", story, "--output", story)
    assert result.exit_code == 2
    assert "is also an input, which would be lost" in result.stderr
    assert story.read_bytes() == before


def test_model_that_is_none(run: Run, story: Path) -> None:
    result = run("annotate", story, "--model", "no-such-model")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("newsgrain: no-such-model: no such model")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("given", [".", "*.txt", "**/*.txt"])
def test_output_replaces_no_file_of_a_folder_or_pattern(
    run: Run, story: Path, given: str, tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(story.parent)
    before = story.read_bytes()
    result = run("annotate", given, "-m", tiny_model, "-o", story.name)
    assert result.exit_code == 2
    assert "is also an input, which would be lost" in " ".join(result.stderr.split())
    assert story.read_bytes() == before


def test_output_in_the_folder_that_is_read_and_not_read_itself(run: Run, story: Path, tiny_model: Path) -> None:
    for name in ("labels.dat", ".labels.jsonl"):
        for _ in range(2):
            result = run("annotate", story.parent, "-m", tiny_model, "-f", "jsonl", "-o", story.with_name(name))
            assert result.exit_code == 0
