"""Every command and every snippet of the README and of docs/ is run: page by page, in the order of reading.

A page's blocks run in a folder of its own, which holds the files that the pages speak of. A block with a title is
written to the file of that name; a `text` block without one is what the block before it printed.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typer

from newsgrain.cli.app import app
from newsgrain.corpus.document import Document
from newsgrain.corpus.exchange.label_studio_tasks import write_label_studio
from newsgrain.corpus.labelled import read_labelled
from newsgrain.model.document_frame import SUMMARY_COLUMNS
from newsgrain.model.rendering.tables import COLUMNS
from newsgrain.model.storage import load_model

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

FENCE = re.compile(
    r'^```(?P<language>\w*)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$',
    re.M | re.S,
)
RECIPE = re.compile(r"`python -m (newsgrain\.[\w.]+)([^`\n]*)`")
"""A command within a sentence."""

NEEDS = re.compile(r"^<!-- needs: (.+) -->$", re.M)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; `line` (1-based) is that of its first line."""

    page: Path
    line: int
    language: str
    title: str | None
    text: str

    @property
    def is_run(self) -> bool:
        return self.language in ("sh", "python") and not self.title

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    return [
        Block(page, text[: m.start("text")].count("\n") + 1, m["language"], m["title"], m["text"])
        for m in FENCE.finditer(text)
    ]


def needed(page: Path) -> list[str]:
    """The packages of extras that a page's snippets import."""
    found = NEEDS.search(page.read_text("utf-8"))
    return [name.strip() for name in found[1].split(",")] if found else []


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


RUN = [
    pytest.param(page, marks=[pytest.mark.extra] if needed(page) else [], id=name(page))
    for page in PAGES
    if any(block.is_run for block in blocks(page))
]


@pytest.fixture
def folder(tmp_path: Path, tiny_model: Path) -> Path:
    """A folder with the files that the pages speak of and do not show."""
    text = (ROOT / "corpus/data/demo.txt").read_text("utf-8")
    (tmp_path / "article.txt").write_text(text, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(text, encoding="utf-8")
    kept = [
        paragraph for paragraph in text.split("\n\n") if not paragraph.startswith(("Loading", "Enjoyed", "All sides"))
    ]
    (tmp_path / "edited.txt").write_text("\n\n".join(kept), encoding="utf-8")
    paragraphs = "".join(f"<p>{p}</p>" for p in text.split("\n\n"))
    page = f"<!doctype html><html><head><title>Dam</title></head><body><article>{paragraphs}</article></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    pd.DataFrame({"id": ["a", "b"], "body": [text, text]}).to_csv(tmp_path / "articles.csv", index=False)
    (tmp_path / "corpus" / "data").mkdir(parents=True)
    for split, count in (("train", 9), ("dev", 3), ("test", 3)):  # enough for five folds; more take minutes
        lines = (ROOT / f"corpus/data/{split}.jsonl").read_text("utf-8").splitlines(keepends=True)
        (tmp_path / "corpus" / "data" / f"{split}.jsonl").write_text("".join(lines[:count]), encoding="utf-8")
    labelled = tmp_path / "corpus" / "data" / "train.jsonl"
    for copy in ("labelled", "ana", "ben"):
        shutil.copy(labelled, tmp_path / f"{copy}.jsonl")
    (tmp_path / "archive").mkdir()
    articles = read_labelled(tmp_path / "corpus" / "data" / "test.jsonl")
    for title, article in zip(("one", "two", "three"), articles, strict=True):
        (tmp_path / "archive" / f"{title}.txt").write_text(article.document.text, encoding="utf-8")
    with (tmp_path / "export.json").open("wb") as stream:
        write_label_studio(read_labelled(labelled), stream)
    shutil.copytree(tiny_model, tmp_path / "my-model")
    return tmp_path


def run_commands(block: Block) -> str:
    """Run a block of commands as a reader would, stopping at the first that fails; give what it printed."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    settings = {"PATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "COLUMNS": "96"}
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", block.text], capture_output=True, text=True, env=os.environ | settings
    )
    assert done.returncode == 0, f"{block}\n{done.stderr}"
    assert "Traceback" not in done.stderr, f"{block}\n{done.stderr}"
    return done.stdout


def run_snippet(block: Block, names: dict[str, object]) -> str:
    """Run a snippet with the names that the page's earlier ones have made; give what it printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile("\n" * (block.line - 1) + block.text, str(block.page), "exec"), names)
    return printed.getvalue()


@pytest.mark.parametrize("page", RUN)
def test_what_a_page_shows_works(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in needed(page):
        pytest.importorskip(package, reason=f"needs {package}")
    monkeypatch.chdir(folder)
    names: dict[str, object] = {"__name__": "__main__"}
    printed = ""
    for block in blocks(page):
        if block.title:
            Path(block.title).write_text(block.text, encoding="utf-8")
        elif block.language == "sh":
            printed = run_commands(block)
        elif block.language == "python":
            printed = run_snippet(block, names)
        elif block.language == "text" and page.name != "README.md":  # its excerpt precedes the command, see test_readme
            assert_printed(block, printed)


def assert_printed(block: Block, printed: str) -> None:
    rest = printed
    for part in re.split(r"^…\n", block.text, flags=re.M):
        _, found, rest = rest.partition(part)
        assert found, f"{block}: not printed, or not in this order:\n{part}\nprinted:\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_block_is_run_or_printed(page: Path) -> None:
    text = page.read_text("utf-8")
    assert text.count("```") == 2 * len(FENCE.findall(text)) + 2 * text.count("    ```json title=")
    for block in blocks(page):
        plain = block.language in ("sh", "python", "text") or bool(block.title)
        assert plain or (page.name == "README.md" and block.text.startswith("make ")), str(block)


def test_there_is_much_to_run() -> None:
    assert sum(block.is_run for page in PAGES for block in blocks(page)) > 60


@pytest.mark.extra
def test_the_tutorial_installs(tmp_path: Path) -> None:
    command = "python -m pip install ."
    assert f"`{command}`" in (ROOT / "docs/tutorial.md").read_text("utf-8")
    subprocess.run(["git", "checkout-index", "--all", f"--prefix={tmp_path}/clone/"], cwd=ROOT, check=True)
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "fresh"], check=True)
    settings = os.environ | {"PATH": f"{tmp_path / 'fresh' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    subprocess.run(shlex.split(command), cwd=tmp_path / "clone", env=settings, check=True)
    article = ROOT / "corpus/data/demo.txt"
    shown = subprocess.run(["newsgrain", "annotate", article], cwd=tmp_path, env=settings, capture_output=True)
    assert shown.returncode == 0
    assert b"Information density" in shown.stdout


def command_at(words: Sequence[str]) -> tuple[Any, list[str]] | None:
    """The command that some words lead to, with the words behind it; `None` if they lead nowhere."""
    command: Any = typer.main.get_command(app)
    for place, word in enumerate(words):
        children = getattr(command, "commands", None)
        if children is None:
            return command, list(words[place:])
        if word not in children:
            return None
        command = children[word]
    return command, []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_command_named_in_the_text_exists(page: Path) -> None:
    for code in re.findall(r"`newsgrain ([a-z][^`]*)`", page.read_text("utf-8")):
        found = command_at(code.split())
        assert found, f"{name(page)}: newsgrain {code}"
        options = [option for parameter in found[0].params for option in (*parameter.opts, *parameter.secondary_opts)]
        assert {word for word in found[1] if word.startswith("--")} <= set(options), f"{name(page)}: newsgrain {code}"


def examples(command: Any) -> Iterator[list[str]]:
    """The words of each example in the help of a command and of those below it."""
    for child in getattr(command, "commands", {}).values():
        yield from examples(child)
    _, _, shown = (command.help or "").partition("Examples:\n")
    for line in shown.replace("\\\n", " ").splitlines():
        for part in re.split(r"[|>]|&&", line):
            words = shlex.split(part)
            if words[:1] == ["newsgrain"] and "--help" not in words:
                yield words[1:]


def test_the_examples_of_the_help_are_right_usage() -> None:
    shown = list(examples(typer.main.get_command(app)))
    assert len(shown) > 30
    for words in shown:
        found = command_at(words)
        assert found, words
        command, arguments = found
        with command.make_context("newsgrain", arguments):  # raises a usage error for what cannot be parsed
            pass


def test_the_page_of_files_names_every_key_and_column() -> None:
    page = (ROOT / "docs/reference/files.md").read_text("utf-8")
    line = load_model("fast").annotate(Document("“We need it,” said Mayor Ida Holm on Monday.", "a")).to_dict()
    keys = {*line, *line["sentences"][0], *line["sentences"][0]["attribution"], *line["sentences"][0]["reasons"][0]}
    keys |= {*line["summary"], *line["summary"]["labels"]["reporting"], *line["summary"]["longest_padding_run"]}
    keys |= {*line["model"], *COLUMNS, *SUMMARY_COLUMNS}
    assert len(keys) > 25
    assert {key for key in keys if f"`{key}`" not in page} == set()


def test_the_extras_that_pages_name_exist() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    named = {extra for page in PAGES for extra in re.findall(r"extra `(\w+)`", page.read_text("utf-8"))}
    assert named
    assert named <= extras.keys()


RECIPES = sorted({(m[1], m[2] or "") for page in PAGES for m in RECIPE.finditer(page.read_text("utf-8"))})


@pytest.mark.parametrize(("module", "options"), RECIPES, ids=[module for module, _ in RECIPES])
def test_commands_named_in_passing_exist_with_their_options(module: str, options: str) -> None:
    """They run for minutes or need the outside corpora; that they are there, and take these options, is cheap."""
    shown = subprocess.run(
        [sys.executable, "-m", module, "--help"], capture_output=True, text=True, cwd=ROOT, timeout=120
    )
    if shown.returncode:
        assert "pip install 'newsgrain[train-encoder]'" in shown.stderr
    else:
        assert all(option in shown.stdout for option in re.findall(r"--[a-z-]+", options))
