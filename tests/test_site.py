"""The site is built strictly, from these sources alone, and holds every command and every public name."""

import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import typer

import newsgrain
from newsgrain.cli.app import app

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.extra


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a link or an anchor that leads nowhere fails the build."""
    for package in ("material", "mkdocs", "mkdocstrings_handlers.python"):
        pytest.importorskip(package, reason="needs pip install 'newsgrain[docs]'")
    folder = tmp_path_factory.mktemp("site")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env=os.environ | nowhere | {"NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def sections(page: Path) -> dict[str, str]:
    """The text of a page by the anchors of its headings: from one heading to the next."""
    parts = re.split(r'<h[2-6] id="([^"]+)"', page.read_text("utf-8"))
    return dict(zip(parts[1::2], (unescape(re.sub(r"<[^>]+>", "", part)) for part in parts[2::2]), strict=True))


def leaves(command: Any, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """Every command with the words that lead to it."""
    children = getattr(command, "commands", None)
    if children is None:
        return [(path, command)]
    return [leaf for name, child in children.items() for leaf in leaves(child, (*path, name))]


def test_every_command_has_its_section_with_all_options_and_examples(site: Path) -> None:
    found = sections(site / "reference" / "commands.html")
    for path, command in leaves(typer.main.get_command(app)):
        section = found["-".join(["newsgrain", *path])]
        missing = [
            option
            for parameter in command.params
            for option in (*parameter.opts, *parameter.secondary_opts)
            if option.startswith("--") and option not in section
        ]
        assert not missing, (path, missing)
        assert section.count(f"newsgrain {' '.join(path)} ") >= 2
        assert command.params[0].help in section


@pytest.mark.parametrize("name", sorted(newsgrain.__all__))
def test_every_public_name_is_documented(site: Path, name: str) -> None:
    section = sections(site / "reference" / "python.html")[f"newsgrain.{name}"]
    described = re.sub(r"\s+", " ", section)
    assert len(described) > len(name) + 20, f"{name} has no docstring: {described!r}"


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 15
    for page in pages:
        text = page.read_text("utf-8")
        fetched = re.findall(r'<(?:script|img|iframe|source)\b[^>]*\bsrc="([^"]+)"', text)
        fetched += re.findall(r'<link\b[^>]*\bhref="([^"]+)"', text)
        assert fetched
        assert not [address for address in fetched if re.match(r"(https?:)?//", address)], page
    for style in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", style.read_text("utf-8")), style


def test_the_schema_can_be_fetched(site: Path) -> None:
    fetched = json.loads((site / "reference" / "labelled.schema.json").read_text("utf-8"))
    assert fetched == json.loads((ROOT / "corpus/data/schema.json").read_text("utf-8"))
