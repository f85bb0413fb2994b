"""The package list, the imports and the shipped files are what the layout says."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"corpus": "newsgrain.corpus", "model": "newsgrain.model", "training": "newsgrain.training"}
ORDER = ["corpus", "model", "training"]


def test_every_folder_with_code_or_data_is_a_listed_package() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    found = {"newsgrain"}
    for folder, package in {**FOLDERS, "newsgrain": "newsgrain"}.items():
        for path in (ROOT / folder).rglob("*"):
            inside = path.relative_to(ROOT / folder).parts
            linked = folder == "newsgrain" and inside[0] in FOLDERS
            if path.suffix in {".py", ".jsonl", ".safetensors"} and not linked and "__pycache__" not in inside:
                found.add(".".join([package, *inside[:-1]]))
    assert set(settings["packages"]) == found


@pytest.mark.parametrize("folder", FOLDERS)
def test_imports_between_folders_are_relative_and_point_one_way(folder: str) -> None:
    above = ORDER[ORDER.index(folder) + 1 :]
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                assert not {a.name.split(".")[0] for a in node.names} & {*FOLDERS, "newsgrain"}, path
            elif isinstance(node, ast.ImportFrom):
                top = (node.module or "").split(".")[0]
                if node.level == 0:
                    assert top not in {*FOLDERS, "newsgrain"}, path
                elif node.level >= 2:
                    assert top not in above, path


def test_annotating_imports_neither_scikit_learn_nor_pandas() -> None:
    program = (
        "import sys, newsgrain; newsgrain.load_model().annotate('It rained in Oslo on Monday. We must act.');"
        "print([m for m in ('sklearn', 'pandas', 'scipy', 'pyarrow', 'trafilatura', 'joblib') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_version_is_stated_once() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
