"""What the README claims is so; that its commands and snippets work, `test_documentation` tests."""

import os
import re
import subprocess
import sys
from pathlib import Path

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


def test_the_figures_are_those_of_the_model_card() -> None:
    card = (ROOT / "model/default/MODEL_CARD.md").read_text("utf-8").replace("\\", "")
    quoted = dict(re.findall(r"^\| (\w+) \| (0\.\d+ \[.*?\]) \|$", README, re.M))
    assert quoted.keys() == {"reporting", "opinion", "padding", "macro"}
    for label in ("reporting", "opinion", "padding"):
        row = re.search(rf"^\| {label} \| .* \| (0\.\d+ \[.*?\]) \| \d+ \|$", card, re.M)
        assert row and quoted[label] == row[1]
    assert f"Macro-F1 {quoted['macro']}" in card
    for figure in re.findall(r"Accuracy 0\.\d+ \[.*?\]|expected calibration error 0\.\d+", README):
        assert figure.lower() in card.lower()


def test_links_and_pictures_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", README) + re.findall(r'src(?:set)?="([^"]+)"', README)
    assert len(targets) > 5
    for target in targets:
        assert (ROOT / target).exists(), target
