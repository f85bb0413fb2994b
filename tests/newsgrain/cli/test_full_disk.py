"""No room left: a quota on the size of files stands for a full disk."""

import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs POSIX limits", allow_module_level=True)

import resource

QUOTA = 8_000


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (QUOTA, QUOTA))


def run(*arguments: object, quota: bool = True, **options: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "newsgrain", "annotate", *map(str, arguments)]
    limited = {"preexec_fn": _limit} if quota else {}
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, timeout=120, **limited, **options)  # type: ignore[call-overload, no-any-return]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "archive.jsonl"
    lines = (f'{{"text": "Depot {n * n * 7919} closed on Monday. Only time will tell."}}\n' for n in range(300))
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.html", "out.md", "out.parquet"])
@pytest.mark.parametrize("before", [None, "the old result"])
def test_a_result_that_does_not_fit_leaves_what_was_there(
    archive: Path, tiny_model: Path, tmp_path: Path, name: str, before: str | None
) -> None:
    output = tmp_path / "results" / name
    output.parent.mkdir()
    if before:
        output.write_text(before, encoding="utf-8")
    done = run(archive, "-m", tiny_model, "-o", output)
    assert done.returncode == 1
    assert done.stderr.startswith("newsgrain: ")
    assert "File too large" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in output.parent.iterdir()] == ([name] if before else [])
    assert not before or output.read_text("utf-8") == before


def test_a_run_that_had_no_room_is_resumed(archive: Path, tiny_model: Path, tmp_path: Path) -> None:
    output, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    assert run(archive, "-m", tiny_model, "-o", output, "--resume").returncode == 1
    assert not output.exists()
    assert run(archive, "-m", tiny_model, "-o", output, "--resume", quota=False).returncode == 0
    assert run(archive, "-m", tiny_model, "-o", whole, quota=False).returncode == 0
    assert output.read_bytes() == whole.read_bytes()


FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_standard_output_on_a_full_disk(archive: Path, tiny_model: Path) -> None:
    with FULL.open("w") as full:
        done = run(archive, "-m", tiny_model, "-f", "jsonl", quota=False, stdout=full)
    assert done.returncode == 1
    assert done.stderr == "newsgrain: No space left on device\n"
