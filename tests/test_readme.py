"""What the README claims is so; that its commands and snippets work, `test_documentation` tests."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import newsgrain
from newsgrain.model.storage import SHIPPED

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_a_block_that_is_not_run_is_set_up_or_output() -> None:
    fences = re.findall(r"^```(\w*)$", README, re.M)
    assert len(fences) % 2 == 0
    assert set(fences[::2]) == {"", "sh", "text", "python"}
    plain = re.findall(r"^```\n(.*?)^```", README[README.index("## Two commands") :], re.M | re.S)[0]
    assert [line.split("  #")[0].strip() for line in plain.splitlines()] == ["make demo", "make test"]


def test_the_terminal_excerpt_is_what_the_command_prints() -> None:
    command = [sys.executable, "-m", "newsgrain", "annotate", "corpus/data/demo.txt"]
    settings = os.environ | {"COLUMNS": "96", "OMP_NUM_THREADS": "1"}
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=settings).stdout
    (excerpt,) = re.findall(r"^```text\n(.*?)^```", README, re.M | re.S)
    for part in excerpt.split("…\n"):
        assert part.strip() in printed


@pytest.mark.parametrize("name", SHIPPED)
def test_the_figures_are_those_of_the_manifests(name: str) -> None:
    metrics = newsgrain.load_model(name).manifest.metrics
    found = [metrics["macro_f1"], *(metrics["labels"][label]["f1"] for label in newsgrain.LABELS)]
    shown = " | ".join(f"{f['value']:.3f} [{f['low']:.3f}, {f['high']:.3f}]" for f in found)
    assert f"| newsgrain `{name}` | {shown} |" in README
