from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from newsgrain.corpus.exchange.importers import IMPORTERS
from newsgrain.corpus.labelled import read_labelled

Run = Callable[..., Result]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A good row, a bad one, and one that is to be left out."""
    path = tmp_path / "votes.csv"
    path.write_text("body,class\nIt rained.,fact\nA shame!,vieww\nAdvertisement,other\n")
    return path


COLUMNS = ("--text", "body", "--label", "class", "--map", "fact=reporting", "--map", "view=opinion", "--map", "other=")


def test_help_names_every_importer(run: Run) -> None:
    shown = run("corpus", "import", "--help").stdout
    assert [name for name in IMPORTERS if name not in shown] == []


def test_import_says_what_it_left_out(run: Run, table: Path, tmp_path: Path) -> None:
    table.write_text(table.read_text().replace("vieww", "view"))
    output = tmp_path / "labelled.jsonl"
    result = run("corpus", "import", "columns", table, "--output", output, *COLUMNS)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        f"2 documents, 2 sentences (1 reporting, 1 opinion, 0 padding): {output}",
        "left out: 1 rows labelled 'other'",
    ]
    assert [d.labels for d in read_labelled(output)] == [("reporting",), ("opinion",)]


def test_a_bad_row_leaves_no_file(run: Run, table: Path, tmp_path: Path) -> None:
    output = tmp_path / "labelled.jsonl"
    result = run("corpus", "import", "columns", table, "--output", output, *COLUMNS)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"newsgrain: {table}:3: unknown label 'vieww'; map it with")
    assert [p.name for p in tmp_path.iterdir()] == [table.name]


def test_bad_rows_are_skipped_counted_and_listed(run: Run, table: Path, tmp_path: Path) -> None:
    output = tmp_path / "labelled.jsonl"
    result = run("corpus", "import", "columns", table, "--output", output, "--skip-bad", *COLUMNS)
    assert result.exit_code == 1
    assert "skipped: 1 bad rows, listed above" in result.stderr
    assert f"{table}:3: " in result.stderr
    assert len(list(read_labelled(output))) == 1


def test_nothing_to_import_is_no_empty_corpus(run: Run, table: Path, tmp_path: Path) -> None:
    table.write_text("body,class\nAdvertisement,other\n")
    result = run("corpus", "import", "columns", table, "--output", tmp_path / "labelled.jsonl", *COLUMNS)
    assert result.exit_code == 1
    assert "nothing to import; left out: 1 rows labelled 'other'" in result.stderr
    assert not (tmp_path / "labelled.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("gossip", "x"), "unknown format 'gossip'; expected one of: newssd"),
        (("newssd", "x", "--mixed", "drop"), "--mixed does not go with newssd"),
        (("columns", "x", "--map", "fact"), "expected --map THEIRS=OURS"),
        (("columns", "x", "--map", "fact=facts"), "unknown label 'facts'"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str, run: Run, tmp_path: Path) -> None:
    result = run("corpus", "import", *arguments, "--output", tmp_path / "o.jsonl")
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split()).replace("│ ", "")
