"""Every command and every snippet of the README is run, the two set-up commands apart: CI runs those itself."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from newsgrain.corpus.exchange.label_studio_tasks import write_label_studio
from newsgrain.corpus.labelled import read_labelled

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"^```(\w+)\n(.*?)^```", README, re.M | re.S)
COMMANDS = [
    line.split("  #")[0].strip()
    for language, block in BLOCKS
    if language == "sh"
    for line in block.splitlines()
    if line
]
SNIPPETS = [block for language, block in BLOCKS if language == "python"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, tiny_model: Path) -> Path:
    """A folder with the files that the README speaks of."""
    here = tmp_path_factory.mktemp("readme")
    text = (ROOT / "corpus/data/demo.txt").read_text("utf-8")
    (here / "article.txt").write_text(text, encoding="utf-8")
    paragraphs = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    page = f"<!doctype html><html><head><title>Dam</title></head><body><article>{paragraphs}</article></body></html>"
    (here / "page.html").write_text(page, encoding="utf-8")
    pd.DataFrame({"id": ["a", "b"], "body": [text, text]}).to_csv(here / "articles.csv", index=False)
    (here / "archive").mkdir()
    (here / "archive" / "one.txt").write_text(text, encoding="utf-8")
    (here / "corpus" / "data").mkdir(parents=True)
    for name in ("train", "dev", "test"):
        lines = (ROOT / f"corpus/data/{name}.jsonl").read_text("utf-8").splitlines(keepends=True)
        (here / "corpus" / "data" / f"{name}.jsonl").write_text("".join(lines[:12]), encoding="utf-8")
    labelled = here / "corpus" / "data" / "train.jsonl"
    for name in ("labelled", "ana", "ben"):
        shutil.copy(labelled, here / f"{name}.jsonl")
    with (here / "export.json").open("wb") as stream:
        write_label_studio(read_labelled(labelled), stream)
    shutil.copytree(tiny_model, here / "my-model")
    return here


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    limits = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.run(
        command, shell=True, cwd=folder, capture_output=True, text=True, env=os.environ | {"PATH": path} | limits
    )


def test_the_readme_shows_commands_and_snippets() -> None:
    assert len(COMMANDS) > 10
    assert SNIPPETS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works(command: str, folder: Path) -> None:
    done = run(command, folder)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    if "--output" not in command:
        assert done.stdout or done.stderr


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_snippet_of_the_readme_works(snippet: str, folder: Path) -> None:
    (folder / "snippet.py").write_text(snippet, encoding="utf-8")
    done = run(f"{sys.executable} snippet.py", folder)
    assert done.returncode == 0, done.stderr


def test_a_block_that_is_not_run_is_set_up_or_output() -> None:
    fences = re.findall(r"^```(\w*)$", README, re.M)
    assert len(fences) % 2 == 0
    assert set(fences[::2]) == {"", "sh", "text", "python"}
    plain = re.findall(r"^```\n(.*?)^```", README[README.index("## Two commands") :], re.M | re.S)[0]
    assert [line.split("  #")[0].strip() for line in plain.splitlines()] == ["make demo", "make test"]


def test_the_terminal_excerpt_is_what_the_command_prints(folder: Path) -> None:
    printed = run("COLUMNS=96 newsgrain annotate article.txt", folder).stdout
    (excerpt,) = (block for language, block in BLOCKS if language == "text")
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
