import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from newsgrain.training.benchmark.command import benchmark
from newsgrain.training.outside import OWN

app = typer.Typer()
app.command()(benchmark)

DEMO, DEV = str(OWN / "demo.txt"), str(OWN / "dev.jsonl")


def run(*arguments: str):  # type: ignore[no-untyped-def]
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_a_run_leaves_a_table_and_every_figure(tmp_path: Path) -> None:
    done = run(
        DEMO, "-o", str(tmp_path / "out"), "--contender", "fast", "--rounds", "1", "--profile", "--labelled", DEV
    )
    assert done.exit_code == 0, done.output
    text = (tmp_path / "out" / "benchmark.md").read_text("utf-8")
    assert text in done.stdout
    assert "| newsgrain `fast` |" in text
    assert "| features |" in text
    found = json.loads((tmp_path / "out" / "benchmark.json").read_bytes())
    assert found["text"]["sentences"] == 46
    assert (found["rounds"], found["seed"]) == (1, 0)
    assert found["machine"]["cores"] >= 1
    assert "numpy" in found["versions"]
    (entry,) = found["comparison"]["contenders"]
    assert entry["key"] == "fast"
    assert entry["rate"] == pytest.approx(46 / entry["cpu"])
    assert found["comparison"]["not_installed"] == []
    assert sum(found["profile"][0]["shares"].values()) == pytest.approx(1, abs=0.01)
    assert found["growth"] == found["cold_start"] == found["jobs"] == found["memory"] == []


@pytest.mark.extra
def test_plots_are_drawn_where_matplotlib_is(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the extra `benchmark` is not installed")
    done = run(DEMO, "-o", str(tmp_path), "--contender", "fast", "--rounds", "1", "--labelled", DEV)
    assert done.exit_code == 0, done.output
    names = {path.name for path in tmp_path.iterdir()}
    plots = {"quality-against-speed.svg", "quality-against-speed.png"}
    assert names == {"benchmark.md", "benchmark.json", *plots}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing.txt",), "nothing.txt"),
        ((DEMO, "--contender", "slow"), "unknown contender 'slow'; expected one of: textblob"),
        ((DEMO, "--contender", "fast", "--labelled", "nothing.jsonl"), "nothing.jsonl"),
    ],
)
def test_bad_input_is_one_line(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = run(*arguments, "-o", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert said in done.stderr.splitlines()[-1]
    assert not (tmp_path / "out").exists()


def test_wrong_usage(tmp_path: Path) -> None:
    assert run("--rounds", "0").exit_code == 2
    taken = tmp_path / "taken"
    taken.write_bytes(b"")
    assert run(DEMO, "-o", str(taken)).exit_code == 2  # before anything is measured
