"""`newsgrain annotate --scheduler`: usage, and whole runs that are killed and interrupted."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import Result

Run = Callable[..., Result]

PARTITIONS = 10
TEXT = "The council voted {0} to 2 on Monday. “We had {0},” Mayor Ida Holm said. It was a shameful vote, as ever.\n\n"

dask = pytest.mark.extra
posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")


@pytest.fixture
def needs_dask() -> None:
    pytest.importorskip("distributed", reason="needs pip install 'newsgrain[distributed]'")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Some files of articles, in a folder of their own."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(PARTITIONS):
        texts = [TEXT.format(number * 100 + n) * 10 for n in range(40)]
        frame = pd.DataFrame({"url": [f"{number}/{n}" for n in range(40)], "body": texts})
        frame.to_parquet(folder / f"{number}.parquet")
    return folder


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name a folder with --output"),
        (("-o", "out", "-f", "csv"), "leave out --format csv"),
        (("-o", "out", "--input-format", "csv"), "leave out --input-format csv"),
        (("-o", "out", "--explain"), "leave out --explain"),
        (("-o", "story.txt"), "story.txt is a file; --scheduler writes a file for each partition, to a folder"),
    ],
)
def test_wrong_usage(
    run: Run, story: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(story.parent)
    result = run("annotate", "a.parquet", "--scheduler", "local", *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-", "--scheduler", "local"), "- is none"),
        (("a.parquet", "--scheduler", "nowhere"), "expected local or an address such as tcp://10.0.0.1:8786; received"),
        (("a.parquet", "--scheduler", "tcp://a:1", "-j", "2"), "has workers of its own; leave out --jobs"),
    ],
)
def test_wrong_schedulers(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("annotate", *arguments, "-o", "out", input="")
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_without_the_extra_its_name_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("annotate", "a.parquet", "--scheduler", "local", "-o", "out")
    assert result.exit_code == 1
    assert result.stderr == "newsgrain: --scheduler needs Dask; install it with: pip install 'newsgrain[distributed]'\n"


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*arguments: object) -> "subprocess.Popen[str]":
    """The command in a process group of its own, which hears of Ctrl-C as at a terminal."""
    heed: dict[str, Any] = {} if os.name == "nt" else {"preexec_fn": _heed_interrupts}
    return subprocess.Popen(
        [sys.executable, "-m", "newsgrain", "annotate", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **heed,
    )


def finished(*arguments: object) -> tuple[int, str]:
    process = start(*arguments)
    _, told = process.communicate(timeout=120)
    return process.returncode, told


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "it does not come"
        time.sleep(0.01)


def written(path: Path) -> tuple[int, int]:
    """What changes when a file is written anew."""
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@dask
@posix
@pytest.mark.usefixtures("needs_dask")
def test_a_run_that_is_killed_goes_on_where_it_stopped(archive: Path, tiny_model: Path, tmp_path: Path) -> None:
    command = (f"{archive}/*.parquet", "--scheduler", "local", "-j", 2, "-m", tiny_model, "--id-field", "url")
    code, told = finished(*command, "-o", tmp_path / "whole")
    assert (code, told.count("\n")) == (0, 1)
    assert told.startswith("partitions: 10 written; 400 documents, 12,000 sentences in ")
    expected = contents(tmp_path / "whole")

    process = start(*command, "-o", tmp_path / "out")
    wait_for(lambda: len(list((tmp_path / "out").glob("*.parquet"))) >= 2)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    done = {path.name: written(path) for path in (tmp_path / "out").glob("*.parquet")}
    assert 2 <= len(done) < PARTITIONS

    code, told = finished(*command, "-o", tmp_path / "out")
    assert code == 0, told
    assert f"partitions: {PARTITIONS - len(done)} written, {len(done)} verified; 400 documents" in told
    assert {name: written(tmp_path / "out" / name) for name in done} == done
    assert contents(tmp_path / "out") == expected


@dask
@posix
@pytest.mark.usefixtures("needs_dask")
def test_interrupt_is_quiet(archive: Path, tiny_model: Path, tmp_path: Path) -> None:
    process = start(archive, "--scheduler", "local", "-j", 2, "-m", tiny_model, "-o", tmp_path / "out")
    wait_for(lambda: list((tmp_path / "out").glob("*.parquet")))
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, "")
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".parquet"}


@pytest.fixture
def scheduler() -> Iterator[str]:
    """The address of a scheduler that has a worker."""
    distributed = pytest.importorskip("distributed", reason="needs pip install 'newsgrain[distributed]'")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
        yield str(cluster.scheduler_address)


@dask
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_scheduler_that_runs_already(
    run: Run, archive: Path, tiny_model: Path, tmp_path: Path, scheduler: str
) -> None:
    pd.DataFrame({"url": ["x"], "body": [1]}).to_parquet(archive / "wrong.parquet")
    result = run(
        "annotate", archive, "--scheduler", scheduler, "-m", tiny_model, "-o", tmp_path / "out", "-k", "reporting"
    )
    assert result.exit_code == 1
    first, last = result.stderr.splitlines()
    assert first.startswith(f"newsgrain: {archive}/wrong.parquet, rows 1–1: row 'x': expected a string in 'body'")
    assert last.startswith("partitions: 10 written, 1 failed; 400 documents, ")
    found = pd.read_parquet(tmp_path / "out")
    assert set(found["label"]) == {"reporting"}
    assert result.stdout == ""


@dask
@pytest.mark.usefixtures("needs_dask")
def test_no_scheduler_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import dask

    with dask.config.set({"distributed.comm.timeouts.connect": "200ms"}):
        result = run("annotate", "a.parquet", "--scheduler", "tcp://127.0.0.1:1", "-o", "out")
    assert result.exit_code == 1
    assert result.stderr.startswith("newsgrain: no scheduler answers at tcp://127.0.0.1:1 (")


@dask
@pytest.mark.usefixtures("needs_dask")
def test_nothing_to_annotate(run: Run, tmp_path: Path) -> None:
    result = run("annotate", tmp_path / "*.parquet", "--scheduler", "local", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"newsgrain: {tmp_path}/*.parquet: matches no file; expected Parquet files")
