import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

from typer.testing import Result

Run = Callable[..., Result]


def test_show(run: Run, tiny_model: Path) -> None:
    lines = run("model", "show", tiny_model).stdout.splitlines()
    assert lines[0].split() == ["name", "tiny"]
    manifest = json.loads(run("model", "show", tiny_model, "--format", "json").stdout)
    assert manifest == json.loads((tiny_model / "manifest.json").read_text())


def test_verify(run: Run, tiny_model: Path) -> None:
    result = run("model", "verify", tiny_model)
    assert result.exit_code == 0
    assert result.stdout.startswith("tiny 0: whole")


def test_verify_finds_damage(run: Run, tiny_model: Path, tmp_path: Path) -> None:
    copy = copytree(tiny_model, tmp_path / "copy")
    data = bytearray((copy / "arrays.safetensors").read_bytes())
    data[-1] ^= 1
    (copy / "arrays.safetensors").write_bytes(data)
    result = run("model", "verify", copy)
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1


def test_a_hostile_name_does_not_reach_the_terminal(run: Run, tiny_model: Path, tmp_path: Path) -> None:
    copy = copytree(tiny_model, tmp_path / "copy")
    manifest = json.loads((copy / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps(manifest | {"name": "a\x1b]0;b\x07\nc", "version": "\u202e1"}))
    for command in ("verify", "show"):
        shown = run("model", command, copy).stdout
        assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert run("model", "verify", copy).stdout.startswith("a␛]0;b␇ c ⟨U+202E⟩1: whole")
