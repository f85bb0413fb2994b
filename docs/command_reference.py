"""MkDocs hook: the pages of the reference that are made from the code, so that they cannot differ from it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import typer

from newsgrain.cli.app import app

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

SCHEMA = Path(__file__).resolve().parent.parent / "corpus" / "data" / "schema.json"

EXAMPLES = re.compile(r"^\x08?\n?Examples:\n", re.M)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the reference of the commands, and the schema of the labelled format to fetch."""
    from mkdocs.structure.files import File

    files.append(File.generated(config, "reference/commands.md", content="\n".join(command_lines())))
    files.append(File.generated(config, "reference/labelled.schema.json", content=SCHEMA.read_text("utf-8")))
    return files


def command_lines() -> Iterator[str]:
    """The page of the commands, line by line."""
    root = typer.main.get_command(app)
    yield "# Commands\n"
    yield "Results go to standard output, logs and progress to standard error. `-` is standard input.\n"
    yield "| exit status | means |\n|---|---|"
    yield "| 0 | done |\n| 1 | some inputs failed: each is named on standard error, the others are done |"
    yield "| 2 | wrong usage |\n"
    yield "`newsgrain --version` names the version, `--help` after any command shows what stands here.\n"
    yield from _group(root, "newsgrain", 2)


def _group(group: Any, path: str, level: int) -> Iterator[str]:
    for name, command in group.commands.items():
        where = f"{path} {name}"
        if hasattr(command, "commands"):
            yield f"{'#' * level} {where}\n\n{_prose(command.help)}\n"
            yield from _group(command, where, level + 1)
        else:
            yield from _command(command, where, level)


def _command(command: Any, path: str, level: int) -> Iterator[str]:
    description, examples = EXAMPLES.split(command.help, maxsplit=1)
    with command.make_context(path, [], resilient_parsing=True) as context:
        usage = " ".join([path, *command.collect_usage_pieces(context)])
        records = [record for p in command.params if (record := p.get_help_record(context))]
    yield f"{'#' * level} {path}\n\n{_prose(description)}\n"
    yield f"```text\n{usage}\n```\n"
    yield "| argument or option | meaning |\n|---|---|"
    for names, explanation in records:
        yield f"| {_code(names)} | {_cell(explanation)} |"
    yield f"\n```sh\n{dedent(examples).rstrip()}\n```\n"


def _prose(text: str) -> str:
    """A help text as Markdown, character for character."""
    escaped = re.sub(r"([*_`\[\]\\|])", r"\\\1", text.strip())
    return html.escape(escaped, quote=False)


def _code(text: str) -> str:
    """Names of an option in a cell, where a bar would end the cell; a long list of choices may be broken at a bar."""
    named = re.sub(r" <(?:list\[)?(?:str|Path)\]?>$", "", text)  # the types that typer shows of arguments
    return f"<code>{html.escape(named).replace('|', '&#124;<wbr>')}</code>"


def _cell(text: str) -> str:
    return _prose(" ".join(text.split()))
